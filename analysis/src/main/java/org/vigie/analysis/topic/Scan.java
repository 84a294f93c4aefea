package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.Grammar.Rule;

/// Finds every symbol of a [Grammar] in the words of a passage.
///
/// The words are walked from the last to the first, so that whatever a rule still needs to its
/// right is known when its first part is met. What was found stands in lists by first word, kept in
/// plain arrays. Time is linear in the number of words: gaps are bounded and rules never cross
/// sentences.
final class Scan {
  /// A rule that was satisfied by the words from `start` to before `end`.
  record Found(int start, int end, Rule rule) {}

  private static final int SLOTS = 512;

  private final Grammar grammar;
  private final List<Token> tokens;
  private final int[] head;
  private final int[] tail;

  /// Where a symbol was met last, which is the nearest place to the right of the word at hand.
  /// Symbols share slots: a place may then be nearer than it is, never farther.
  private final int[] nearest = new int[SLOTS];

  private int[] next = new int[64];
  private int[] symbol = new int[64];
  private int[] end = new int[64];
  private final List<Found> found = new ArrayList<>();
  private int size;
  private int at;

  Scan(Grammar grammar, List<Token> tokens) {
    this.grammar = grammar;
    this.tokens = tokens;
    head = new int[tokens.size()];
    tail = new int[tokens.size()];
    Arrays.fill(head, -1);
    Arrays.fill(nearest, Integer.MAX_VALUE);
    for (at = tokens.size() - 1; at >= 0; at--) {
      words(tokens.get(at));
      for (int f = head[at]; f >= 0; f = next[f]) {
        follow(f);
      }
    }
  }

  private void words(Token token) {
    for (int known : grammar.exactly(token)) {
      word(known);
    }
    for (int known : grammar.inflected(token)) {
      word(known);
    }
    grammar.prefixed(token, this);
  }

  /// The word at hand is this symbol.
  void word(int known) {
    append(known, at + 1);
  }

  private void follow(int first) {
    for (Rule candidate : grammar.startingWith(symbol[first])) {
      if (isOutOfReach(candidate, end[first])) {
        continue;
      }
      int to = match(candidate, 1, end[first], tokens.get(at).sentence());
      if (to >= 0 && !known(candidate.target(), to)) {
        append(candidate.target(), to);
        if (candidate.target() < grammar.roles()) {
          found.add(new Found(at, to, candidate));
        }
      }
    }
  }

  /// Most rules fail at their second part; this tells without looking at a single word.
  private boolean isOutOfReach(Rule candidate, int from) {
    int[] parts = candidate.parts();
    return parts.length > 1 && nearest[parts[1] & (SLOTS - 1)] > from + candidate.gaps()[1];
  }

  /// Where the parts of a rule from `part` on end if they begin after word `from`, -1 if nowhere.
  private int match(Rule candidate, int part, int from, int sentence) {
    if (part == candidate.parts().length) {
      return from;
    }
    int last = Math.min(from + candidate.gaps()[part], tokens.size() - 1);
    for (int begin = from; begin <= last; begin++) {
      if (tokens.get(begin).sentence() != sentence) {
        return -1;
      }
      for (int f = head[begin]; f >= 0; f = next[f]) {
        if (symbol[f] == candidate.parts()[part]) {
          int to = match(candidate, part + 1, end[f], sentence);
          if (to >= 0) {
            return to;
          }
        }
      }
    }
    return -1;
  }

  private boolean known(int target, int to) {
    for (int f = head[at]; f >= 0; f = next[f]) {
      if (symbol[f] == target && end[f] == to) {
        return true;
      }
    }
    return false;
  }

  private void append(int target, int to) {
    if (size == next.length) {
      next = Arrays.copyOf(next, 2 * size);
      symbol = Arrays.copyOf(symbol, 2 * size);
      end = Arrays.copyOf(end, 2 * size);
    }
    nearest[target & (SLOTS - 1)] = at;
    next[size] = -1;
    symbol[size] = target;
    end[size] = to;
    if (head[at] < 0) {
      head[at] = size;
    } else {
      next[tail[at]] = size;
    }
    tail[at] = size++;
  }

  /// The parts of packs that were found, in the order of the text.
  List<Found> found() {
    return found.reversed();
  }

  /// The words that satisfy the parts of a rule, as pairs of first word and word after the last:
  /// what stands in a gap is no part.
  List<int[]> parts(Found one) {
    List<int[]> parts = new ArrayList<>();
    Rule by = one.rule();
    for (int f = head[one.start()]; f >= 0 && parts.isEmpty(); f = next[f]) {
      if (symbol[f] == by.parts()[0]) {
        int sentence = tokens.get(one.start()).sentence();
        if (match(by, 1, end[f], sentence) == one.end()) {
          parts.add(new int[] {one.start(), end[f]});
          trace(by, end[f], sentence, parts);
        }
      }
    }
    return parts;
  }

  private void trace(Rule by, int from, int sentence, List<int[]> parts) {
    int begin = from;
    for (int part = 1; part < by.parts().length; part++) {
      int[] span = step(by, part, begin, sentence);
      parts.add(span);
      begin = span[1];
    }
  }

  private int[] step(Rule by, int part, int from, int sentence) {
    for (int begin = from; begin <= from + by.gaps()[part]; begin++) {
      for (int f = head[begin]; f >= 0; f = next[f]) {
        if (symbol[f] == by.parts()[part] && match(by, part + 1, end[f], sentence) >= 0) {
          return new int[] {begin, end[f]};
        }
      }
    }
    throw new IllegalStateException("a rule that matched no longer does");
  }
}
