package org.vigie.analysis.topic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.PhraseGrammar.KnownWord;

/// The hits of all roles of a [PhraseGrammar] in a text: in the title (passage 0), the summary (1)
/// and, if the text has no summary of its own, the body (2).
final class PhraseMatches {
  static final int TITLE = 0;
  static final int SUMMARY = 1;
  static final int BODY = 2;

  private static final int MAX_LABEL_WORDS = 2;

  /// A role found in a passage.
  record Hit(int passage, PhraseMatcher.PhraseMatch match) {
    boolean inLead() {
      return passage < BODY;
    }

    /// Returns whether another hit covers this one with more words, or the same words by a phrase
    /// of more parts.
    boolean isInside(Hit other) {
      return passage == other.passage
          && match.start() >= other.match.start()
          && match.end() <= other.match.end()
          && (length() < other.length()
              || match.rule().parts().length < other.match.rule().parts().length);
    }

    private int length() {
      return match.end() - match.start();
    }

    boolean overlaps(Hit other) {
      return passage == other.passage
          && match.start() < other.match.end()
          && other.match.start() < match.end();
    }
  }

  private final List<Passage> passages;
  private final List<PhraseMatcher> matchers = new ArrayList<>();
  private final List<List<Hit>> byRole;
  private final List<Integer> rolesFound = new ArrayList<>();

  PhraseMatches(PhraseGrammar grammar, TokenizedText text) {
    passages = text.hasSummary() ? List.of(text.title(), text.summary()) : text.passages();
    byRole = new ArrayList<>(Collections.nCopies(grammar.roleCount(), List.of()));
    Instant published = text.content().published();
    LocalDate date = published == null ? null : LocalDate.ofInstant(published, ZoneOffset.UTC);
    NearestSymbols nearest = new NearestSymbols();
    for (int passage = 0; passage < passages.size(); passage++) {
      PhraseMatcher scan =
          new PhraseMatcher(grammar, passages.get(passage).tokens(), date, nearest);
      matchers.add(scan);
      for (PhraseMatcher.PhraseMatch found : scan.matches()) {
        addHit(found.rule().target(), new Hit(passage, found));
      }
    }
  }

  private void addHit(int role, Hit hit) {
    if (byRole.get(role).isEmpty()) {
      byRole.set(role, new ArrayList<>());
      rolesFound.add(role);
    }
    byRole.get(role).add(hit);
  }

  boolean isEmpty() {
    return rolesFound.isEmpty();
  }

  /// Returns the roles found, each once.
  List<Integer> rolesFound() {
    return rolesFound;
  }

  /// Returns the hits of a role in the order of the text; empty for role -1.
  List<Hit> hitsOf(int role) {
    return role < 0 ? List.of() : byRole.get(role);
  }

  /// Returns whether a hit is in the headline or in the first sentence of the summary. A summary
  /// may begin with a sentence of one or two words that is a label (`RÉCIT.`).
  boolean isInHeadlineOrFirstSentence(Hit hit) {
    return hit.passage() == TITLE
        || hit.passage() == SUMMARY && sentenceOf(hit) <= findFirstSentence();
  }

  private int findFirstSentence() {
    List<Token> tokens = passages.get(SUMMARY).tokens();
    return tokens.size() > MAX_LABEL_WORDS && tokens.get(MAX_LABEL_WORDS).sentence() > 0
        ? tokens.get(MAX_LABEL_WORDS).sentence()
        : 0;
  }

  int sentenceOf(Hit hit) {
    return tokensOf(hit).get(hit.match().start()).sentence();
  }

  Passage passageOf(Hit hit) {
    return passages.get(hit.passage());
  }

  Passage passage(int number) {
    return passages.get(number);
  }

  /// Returns what is known of each word of a passage.
  KnownWord[] wordsOf(int passage) {
    return matchers.get(passage).words();
  }

  private List<Token> tokensOf(Hit hit) {
    return passageOf(hit).tokens();
  }

  /// Returns the source spans `[start, end)` of the parts of a hit.
  List<int[]> findSpans(Hit hit) {
    List<Token> tokens = tokensOf(hit);
    List<int[]> spans = matchers.get(hit.passage()).findParts(hit.match());
    spans.replaceAll(
        part -> new int[] {tokens.get(part[0]).start(), tokens.get(part[1] - 1).end()});
    return spans;
  }
}
