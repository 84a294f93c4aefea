package org.vigie.notifier.render;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.vigie.model.Alert;
import org.vigie.model.Evidence;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;
import org.vigie.notifier.render.Sentences.Sentence;

/// The words of an article that made it match, in the sentences in which they stand. Evidence
/// outside what an alert keeps of its article is not marked.
final class EvidenceText {
  /// The maximum length of the sentences that are shown, in UTF-16 units; a longer one is cut.
  private static final int MAX_LENGTH = 300;

  private static final int MAX_WORDS = 6;
  private static final String OMISSION = " […] ";
  private static final String ELLIPSIS = "…";

  private final Alert alert;
  private final Phrases phrases;
  private final String summary;
  private final BitSet summaryMarks;

  EvidenceText(Alert alert, Phrases phrases) {
    this.alert = alert;
    this.phrases = phrases;
    summary = alert.source().summary();
    summaryMarks = mark("summary", summary, summary.length());
  }

  /// The headline with the evidence marked.
  MarkedText headline() {
    String headline = alert.source().headline();
    // A headline that was cut ends with an ellipsis in place of the rest of the title.
    boolean whole = headline.equals(alert.title());
    int kept = whole ? headline.length() : headline.length() - ELLIPSIS.length();
    BitSet marks =
        alert.title().startsWith(headline.substring(0, Math.max(0, kept)))
            ? mark("title", headline, kept)
            : new BitSet();
    MarkedText text =
        new MarkedText.Builder().append(headline, 0, headline.length(), marks).build();
    return text.isEmpty() ? MarkedText.of(phrases.untitled()) : text;
  }

  /// The sentences of the summary in which evidence stands; without any, its first sentence, and
  /// the words of evidence elsewhere if the headline has none either. Empty if that says no more
  /// than the headline.
  MarkedText excerpt() {
    List<Sentence> sentences = Sentences.split(summary, summaryMarks);
    List<Sentence> marked = sentences.stream().filter(this::hasMarks).toList();
    MarkedText.Builder text = new MarkedText.Builder();
    appendSentences(text, marked.isEmpty() ? sentences.stream().limit(1).toList() : marked);
    MarkedText headline = headline();
    if (marked.isEmpty() && !headline.hasMarks()) {
      findWords().forEach(word -> text.append(OMISSION, false).append(word, true));
    }
    MarkedText excerpt = text.build();
    return excerpt.text().equals(headline.text()) ? MarkedText.EMPTY : excerpt;
  }

  private boolean hasMarks(Sentence sentence) {
    int next = summaryMarks.nextSetBit(sentence.start());
    return next >= 0 && next < sentence.end();
  }

  /// As many as fit, at least the first.
  private void appendSentences(MarkedText.Builder text, List<Sentence> sentences) {
    int length = 0;
    int end = -1;
    for (Sentence sentence : sentences) {
      length += sentence.end() - sentence.start();
      if (end >= 0 && length > MAX_LENGTH) {
        return;
      }
      if (end >= 0) {
        text.append(summary.substring(end, sentence.start()).isBlank() ? " " : OMISSION, false);
      }
      appendSentence(text, sentence);
      end = sentence.end();
    }
  }

  private void appendSentence(MarkedText.Builder text, Sentence sentence) {
    Sentence part = cut(sentence);
    text.append(part.start() > sentence.start() ? ELLIPSIS : "", false);
    text.append(summary, part.start(), part.end(), summaryMarks);
    boolean lacksEnd = part.end() == summary.length() && isSummaryCut();
    text.append(part.end() < sentence.end() || lacksEnd ? ELLIPSIS : "", false);
  }

  /// Half a pair of surrogates is never kept, so that a cut may be one unit shorter.
  private boolean isSummaryCut() {
    return summary.length() >= Alert.MAX_SUMMARY_LENGTH - 1
        && Character.isLetterOrDigit(summary.codePointBefore(summary.length()));
  }

  /// The part of a long sentence around its first mark, from word to word.
  private Sentence cut(Sentence sentence) {
    if (sentence.end() - sentence.start() <= MAX_LENGTH) {
      return sentence;
    }
    int mark = summaryMarks.nextSetBit(sentence.start());
    boolean late = mark > sentence.start() + MAX_LENGTH / 2 && mark < sentence.end();
    int start = late ? findWordStart(mark - MAX_LENGTH / 3, mark) : sentence.start();
    int limit = Math.min(sentence.end(), start + MAX_LENGTH);
    int end = limit == sentence.end() ? limit : findWordEnd(limit, Math.max(start, mark));
    return new Sentence(start, end);
  }

  /// Where a word begins; without a space, near enough, a character.
  private int findWordStart(int from, int to) {
    int space = summary.indexOf(' ', from, to);
    if (space >= 0) {
      return space + 1;
    }
    return isInsidePair(summary, from) ? from + 1 : from;
  }

  /// Where a word ends; without a space, near enough, a character.
  private int findWordEnd(int from, int to) {
    int space = summary.lastIndexOf(' ', from);
    if (space > to) {
      return space;
    }
    return isInsidePair(summary, from) ? from - 1 : from;
  }

  /// In text order and each once; a span inside another is left out.
  private List<String> findWords() {
    List<Evidence> spans = streamEvidence(alert).distinct().toList();
    return spans.stream()
        .filter(span -> spans.stream().noneMatch(other -> isEnclosing(other, span)))
        .sorted(Comparator.comparing(Evidence::field).reversed().thenComparing(Evidence::start))
        .map(Evidence::text)
        .distinct()
        .limit(MAX_WORDS)
        .toList();
  }

  private static boolean isEnclosing(Evidence outer, Evidence inner) {
    return outer.field().equals(inner.field())
        && outer.start() <= inner.start()
        && outer.end() >= inner.end()
        && outer.end() - outer.start() > inner.end() - inner.start();
  }

  /// Marks the evidence in a field, whole characters only.
  private BitSet mark(String field, String text, int kept) {
    BitSet marks = new BitSet(text.length());
    streamEvidence(alert)
        .filter(span -> span.field().equals(field) && span.end() <= kept)
        .forEach(
            span ->
                marks.set(
                    isInsidePair(text, span.start()) ? span.start() - 1 : span.start(),
                    isInsidePair(text, span.end()) ? span.end() + 1 : span.end()));
    return marks;
  }

  private static boolean isInsidePair(String text, int offset) {
    return offset > 0
        && offset < text.length()
        && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
  }

  /// What speaks for the match, of topics, phases and query.
  static Stream<Evidence> streamEvidence(Alert alert) {
    Alert.QueryMatch query = alert.query();
    return Stream.concat(
            alert.topics().stream().flatMap(EvidenceText::streamEvidence),
            query == null ? Stream.empty() : query.evidence().stream())
        .filter(span -> span.weight() >= 0);
  }

  private static Stream<Evidence> streamEvidence(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return Stream.concat(
        match.evidence().stream(), phase == null ? Stream.empty() : phase.evidence().stream());
  }
}
