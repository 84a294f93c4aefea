package org.vigie.admin;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.match.query.ParsedQuery;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryParser;
import org.vigie.model.Outlet;
import org.vigie.wire.SubscriptionLine;

/// An outlet that a subscription names.
///
/// @param field the path of the field that names it
/// @param name as it was written
record NamedOutlet(String field, String name) {
  /// The outlets of the line, those of its query last.
  static List<NamedOutlet> listOf(SubscriptionLine line) {
    List<NamedOutlet> all = new ArrayList<>();
    add(all, "outlets", line.outlets() == null ? List.of() : line.outlets());
    add(all, "exceptOutlets", line.exceptOutlets() == null ? List.of() : line.exceptOutlets());
    if (line.query() != null
        && QueryParser.parse(line.query()) instanceof ParsedQuery.ValidQuery(Query query)) {
      query
          .allFields()
          .filter(field -> field.name() == Query.Field.FieldName.OUTLET)
          .forEach(field -> all.add(new NamedOutlet("query", field.value())));
    }
    return all;
  }

  private static void add(List<NamedOutlet> all, String field, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      all.add(new NamedOutlet(field + "[" + i + "]", names.get(i)));
    }
  }

  String id() {
    return Outlet.named(name).id();
  }
}
