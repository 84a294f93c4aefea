package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.PhraseMatches.Hit;
import org.vigie.analysis.topic.TopicScorer.WeighedHit;
import org.vigie.model.Evidence;

/// Creates the evidence of a [TopicScorer]: all spans that contributed to the match.
final class TopicEvidence {
  /// Maximum length of one piece of evidence in UTF-16 units.
  static final int MAX_LENGTH = 60;

  private static final List<String> FIELDS = List.of("title", "summary", "body", "text");

  private static final Comparator<Evidence> BY_POSITION =
      Comparator.comparingInt((Evidence e) -> FIELDS.indexOf(e.field()))
          .thenComparingInt(Evidence::start)
          .thenComparingInt(Evidence::end);

  private TopicEvidence() {}

  /// Returns the evidence; a span of two signals is listed twice.
  static List<Evidence> collectEvidence(TopicScorer scorer) {
    Map<SignalSpan, Evidence> distinct = new LinkedHashMap<>();
    for (WeighedHit one : scorer.weighedHits()) {
      if (one.veto() == null && one.signal().weight() > 0) {
        addDistinct(
            distinct,
            createPieces(scorer.phraseMatches(), one.hit(), one.signal().name(), one.weight()));
      }
    }
    for (Hit hit : scorer.findConditions()) {
      addDistinct(distinct, createPieces(scorer.phraseMatches(), hit, "context", 0));
    }
    return new ArrayList<>(distinct.values());
  }

  /// Returns evidence that suffices: the text without it no longer matches. Blanking a span can
  /// move other words within reach or remove a veto, so that the remaining text matches again.
  ///
  /// @param evidence evidence of the text
  /// @param collect returns the evidence of a text, null if it does not match
  static List<Evidence> collectSufficientEvidence(
      List<Evidence> evidence,
      TokenizedText text,
      Function<TokenizedText, @Nullable List<Evidence>> collect) {
    List<Evidence> all = new ArrayList<>(evidence);
    while (true) {
      List<Evidence> left = collect.apply(text.withoutSpans(all));
      if (left == null) {
        return sortByPosition(all);
      }
      for (Evidence more : left) {
        all.add(quote(more, text));
      }
    }
  }

  /// Returns a span found in a text with blanks as the whole text has it.
  private static Evidence quote(Evidence found, TokenizedText text) {
    return text.passages().stream()
        .filter(passage -> passage.field().equals(found.field()))
        .findFirst()
        .map(passage -> passage.source().substring(found.start(), found.end()))
        .map(
            words ->
                new Evidence(found.field(), found.start(), found.end(), words, found.signal(), 0))
        .orElseThrow();
  }

  private record SignalSpan(String field, int start, int end, String signal) {}

  private static void addDistinct(Map<SignalSpan, Evidence> distinct, List<Evidence> pieces) {
    for (Evidence e : pieces) {
      distinct.merge(
          new SignalSpan(e.field(), e.start(), e.end(), e.signal()),
          e,
          (known, again) -> known.weight() >= again.weight() ? known : again);
    }
  }

  private static List<Evidence> sortByPosition(List<Evidence> evidence) {
    return evidence.stream().sorted(BY_POSITION).toList();
  }

  /// Returns the spans of one hit; its weight is divided equally among them.
  static List<Evidence> createPieces(
      PhraseMatches phraseMatches, Hit hit, String signal, double weight) {
    return createPieces(phraseMatches.passageOf(hit), phraseMatches.findSpans(hit), signal, weight);
  }

  /// Returns the spans of words of a passage; the weight is divided equally among them.
  static List<Evidence> createPieces(
      Passage passage, List<int[]> spans, String signal, double weight) {
    List<int[]> cut = new ArrayList<>();
    for (int[] span : joinAdjacent(spans, passage.source())) {
      for (int start = span[0]; start < span[1]; ) {
        int end = findPieceEnd(passage.source(), start, span[1]);
        cut.add(new int[] {start, end});
        start = end;
      }
    }
    List<Evidence> pieces = new ArrayList<>(cut.size());
    for (int[] piece : cut) {
      String text = passage.source().substring(piece[0], piece[1]);
      pieces.add(
          new Evidence(passage.field(), piece[0], piece[1], text, signal, weight / cut.size()));
    }
    return pieces;
  }

  /// Joins adjacent spans with no letter or digit between them while they fit into [#MAX_LENGTH].
  private static List<int[]> joinAdjacent(List<int[]> spans, String source) {
    List<int[]> joined = new ArrayList<>();
    for (int[] span : spans) {
      int[] last = joined.isEmpty() ? null : joined.getLast();
      if (last != null
          && span[1] - last[0] <= MAX_LENGTH
          && !hasLetterOrDigit(source, last[1], span[0])) {
        last[1] = span[1];
      } else {
        joined.add(span.clone());
      }
    }
    return joined;
  }

  private static boolean hasLetterOrDigit(String source, int from, int to) {
    for (int i = from; i < to; i += Character.charCount(source.codePointAt(i))) {
      if (Character.isLetterOrDigit(source.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  /// Returns the end of a piece that begins at `start`: at white space if there is any, never
  /// within a surrogate pair.
  private static int findPieceEnd(String source, int start, int limit) {
    if (limit - start <= MAX_LENGTH) {
      return limit;
    }
    int end = start + MAX_LENGTH;
    for (int i = end; i > start; i--) {
      if (Character.isWhitespace(source.charAt(i))) {
        return i;
      }
    }
    return Character.isLowSurrogate(source.charAt(end)) ? end - 1 : end;
  }
}
