package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vigie.analysis.text.Passage;
import org.vigie.model.Evidence;

/// Collects the evidence of a query match.
final class Reasons {
  /// Maximum length of one piece of evidence in UTF-16 units; longer spans are split.
  private static final int LONGEST = 60;

  private final Page page;
  private final Set<Evidence> found = new LinkedHashSet<>();

  Reasons(Page page) {
    this.page = page;
  }

  /// Adds `width` adjacent tokens.
  void add(int token, int width, String signal) {
    Passage passage = page.passage(token);
    int last = token + width - 1;
    for (int from = token; from <= last; ) {
      int start = page.token(from).start();
      int to = from;
      while (to < last && page.token(to + 1).end() - start <= LONGEST) {
        to++;
      }
      int end = Math.min(page.token(to).end(), start + LONGEST);
      String text = passage.source().substring(start, end);
      found.add(new Evidence(passage.field(), start, end, text, signal, 0));
      from = to + 1;
    }
  }

  /// Adds the evidence of a topic or country.
  void add(Collection<Evidence> evidence, String signal) {
    for (Evidence one : evidence) {
      found.add(new Evidence(one.field(), one.start(), one.end(), one.text(), signal, 0));
    }
  }

  /// Returns all evidence sorted by passage (title, summary, body) and offset.
  List<Evidence> inOrder() {
    List<String> fields = new ArrayList<>();
    page.studied().text().passages().forEach(passage -> fields.add(passage.field()));
    return found.stream()
        .sorted(
            Comparator.comparingInt((Evidence one) -> fields.indexOf(one.field()))
                .thenComparingInt(Evidence::start)
                .thenComparingInt(Evidence::end))
        .toList();
  }
}
