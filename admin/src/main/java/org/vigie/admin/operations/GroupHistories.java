package org.vigie.admin.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.admin.lag.GroupLag;
import org.vigie.admin.lag.LagReport;
import org.vigie.admin.operations.OperationsReport.GroupHistory;
import org.vigie.admin.operations.OperationsReport.MeasuredValue;

/// The lag of groups over time. A group that is gone is forgotten after six hours; beyond
/// [#MAX_GROUPS] groups, new ones have no history. Not thread-safe.
final class GroupHistories {
  private static final int MAX_GROUPS = 200;

  private final Map<String, MeasuredHistory> ages = new LinkedHashMap<>();

  /// Adds a measurement, and returns each group with its history.
  List<GroupHistory> add(LagReport report) {
    ages.values().removeIf(history -> history.isOver(report.at()));
    return report.groups().stream().map(group -> describe(group, report)).toList();
  }

  private GroupHistory describe(GroupLag group, LagReport report) {
    Long age = group.ageMs();
    MeasuredHistory history = ages.get(group.group());
    if (history == null && ages.size() < MAX_GROUPS) {
      history = new MeasuredHistory();
      ages.put(group.group(), history);
    }
    List<MeasuredValue> points = List.of();
    if (history != null) {
      history.add(report.at(), age == null ? null : Double.valueOf(age / 1000.0));
      points = history.toList();
    }
    return new GroupHistory(
        group.group(), group.status(), group.state(), group.records(), age, points);
  }
}
