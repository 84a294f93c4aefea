package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.Grammar.Closure;
import org.vigie.analysis.topic.Grammar.Rule;

/// Finds the symbols of a [Grammar] in the tokens of a passage.
///
/// Tokens are processed from the last to the first, so that the remaining parts of a rule are known
/// when its first part is found. Entries are kept in arrays as lists by first token; an entry
/// stands for all symbols of its [Closure]. Time is linear in the number of tokens: gaps are
/// bounded and rules never cross sentences.
final class Scan {
  /// A rule satisfied by the tokens from `start` to `end`, exclusive.
  record Found(int start, int end, Rule rule) {}

  private static final int SLOTS = 512;

  private final Grammar grammar;
  private final List<Token> tokens;
  private final int[] head;
  private final int[] tail;

  /// The last position of each symbol, which is the nearest to the right of the current token.
  /// Symbols share slots: the recorded position may be nearer than the real one, never farther.
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

  /// Adds a symbol of the current token.
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

  /// Returns the end of the parts of a rule from `part` on if they begin after token `from`, else
  /// -1.
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

  /// Returns the roles found, in the order of the text.
  List<Found> found() {
    return found.reversed();
  }

  /// Returns the tokens of the parts of a rule as pairs of first token and token after the last.
  /// Tokens in gaps belong to no part.
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
