package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vigie.analysis.text.Passage;
import org.vigie.model.Evidence;
import org.vigie.model.TextTruncation;

/// Collects the evidence of a query match.
final class QueryEvidence {
  /// Maximum length of one piece of evidence in UTF-16 units; longer spans are split.
  private static final int MAX_LENGTH = 60;

  private final IndexedText indexedText;
  private final Set<Evidence> collected = new LinkedHashSet<>();

  QueryEvidence(IndexedText page) {
    this.indexedText = page;
  }

  /// Adds `width` adjacent tokens.
  void addTokens(int token, int width, String signal) {
    Passage passage = indexedText.passageOf(token);
    int last = token + width - 1;
    for (int from = token; from <= last; ) {
      int start = indexedText.token(from).start();
      int to = from;
      while (to < last && indexedText.token(to + 1).end() - start <= MAX_LENGTH) {
        to++;
      }
      String text =
          TextTruncation.cut(
              passage.source().substring(start, indexedText.token(to).end()), MAX_LENGTH);
      collected.add(new Evidence(passage.field(), start, start + text.length(), text, signal, 0));
      from = to + 1;
    }
  }

  /// Adds the evidence of a topic or country.
  void addEvidence(Collection<Evidence> evidence, String signal) {
    for (Evidence one : evidence) {
      collected.add(new Evidence(one.field(), one.start(), one.end(), one.text(), signal, 0));
    }
  }

  /// Returns all evidence sorted by passage (title, summary, body) and offset.
  List<Evidence> sortByPosition() {
    List<String> fields = new ArrayList<>();
    indexedText.item().text().passages().forEach(passage -> fields.add(passage.field()));
    return collected.stream()
        .sorted(
            Comparator.comparingInt((Evidence one) -> fields.indexOf(one.field()))
                .thenComparingInt(Evidence::start)
                .thenComparingInt(Evidence::end))
        .toList();
  }
}
