package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.Grammar.Closure;
import org.vigie.analysis.topic.Grammar.Rule;

/// Finds every symbol of a [Grammar] in the words of a passage.
///
/// The words are walked from the last to the first, so that whatever a rule still needs to its
/// right is known when its first part is met. What was found stands in lists of entries by first
/// word, kept in plain arrays; an entry stands for all that its symbol is ([Closure]). Time is
/// linear in the number of words: gaps are bounded and rules never cross sentences.
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
  private int[] end = new int[64];
  private Closure[] closure = new Closure[64];
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
      grammar.tell(tokens.get(at), this);
      for (int entry = head[at]; entry >= 0; entry = next[entry]) {
        follow(entry);
      }
    }
  }

  /// The word at hand is this symbol.
  void word(int symbol) {
    append(grammar.closure(symbol), at + 1);
  }

  private void follow(int entry) {
    int from = end[entry];
    for (int opener : closure[entry].openers()) {
      Grammar.Starts starts = grammar.startingWith(opener);
      int[] second = starts.second();
      for (int i = 0; i < second.length; i++) {
        if (nearest[slot(second[i])] <= from + starts.reach()[i]) {
          follow(starts.rules()[i], from);
        }
      }
    }
  }

  private void follow(Rule candidate, int from) {
    int to = match(candidate, 1, from, tokens.get(at).sentence());
    if (to >= 0 && !isKnown(candidate.target(), to)) {
      report(candidate, to);
      append(grammar.closure(candidate.target()), to);
    }
  }

  private static int slot(int symbol) {
    return symbol & (SLOTS - 1);
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
      for (int entry = head[begin]; entry >= 0; entry = next[entry]) {
        if (closure[entry].contains(candidate.parts()[part])) {
          int to = match(candidate, part + 1, end[entry], sentence);
          if (to >= 0) {
            return to;
          }
        }
      }
    }
    return -1;
  }

  private boolean isKnown(int symbol, int to) {
    if (nearest[slot(symbol)] != at) {
      return false;
    }
    for (int entry = head[at]; entry >= 0; entry = next[entry]) {
      if (end[entry] == to && closure[entry].contains(symbol)) {
        return true;
      }
    }
    return false;
  }

  private void append(Closure symbol, int to) {
    for (Rule role : symbol.roles()) {
      if (!isKnown(role.target(), to)) {
        report(role, to);
      }
    }
    for (int one : symbol.symbols()) {
      nearest[slot(one)] = at;
    }
    if (size == next.length) {
      next = Arrays.copyOf(next, 2 * size);
      end = Arrays.copyOf(end, 2 * size);
      closure = Arrays.copyOf(closure, 2 * size);
    }
    next[size] = -1;
    end[size] = to;
    closure[size] = symbol;
    if (head[at] < 0) {
      head[at] = size;
    } else {
      next[tail[at]] = size;
    }
    tail[at] = size++;
  }

  private void report(Rule rule, int to) {
    if (rule.target() < grammar.roles()) {
      found.add(new Found(at, to, rule));
    }
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
    for (int entry = head[one.start()]; entry >= 0 && parts.isEmpty(); entry = next[entry]) {
      if (closure[entry].contains(by.parts()[0])) {
        int sentence = tokens.get(one.start()).sentence();
        if (match(by, 1, end[entry], sentence) == one.end()) {
          parts.add(new int[] {one.start(), end[entry]});
          trace(by, end[entry], sentence, parts);
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
      for (int entry = head[begin]; entry >= 0; entry = next[entry]) {
        if (closure[entry].contains(by.parts()[part])
            && match(by, part + 1, end[entry], sentence) >= 0) {
          return new int[] {begin, end[entry]};
        }
      }
    }
    throw new IllegalStateException("a rule that matched no longer does");
  }
}
