package org.vigie.analysis.topic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.PhraseGrammar.GrammarRule;
import org.vigie.analysis.topic.PhraseGrammar.KnownWord;
import org.vigie.analysis.topic.PhraseGrammar.SymbolClosure;

/// Finds the symbols of a [PhraseGrammar] in the tokens of a passage.
///
/// Tokens are processed from the last to the first, so that the remaining parts of a rule are known
/// when its first part is found. Entries are kept in arrays as lists by first token; an entry
/// stands for all symbols of its [SymbolClosure]. Time is linear in the number of tokens: gaps are
/// bounded and rules never cross sentences.
final class PhraseMatcher {
  /// A rule satisfied by the tokens from `start` to `end`, exclusive.
  record PhraseMatch(int start, int end, GrammarRule rule) {}

  private final PhraseGrammar grammar;
  private final List<Token> tokens;
  private final @Nullable LocalDate date;
  private final KnownWord[] words;
  private final int[] firstEntry;
  private final int[] lastEntry;

  private final NearestSymbols nearest;

  private int[] next = new int[64];
  private int[] end = new int[64];
  private SymbolClosure[] closure = new SymbolClosure[64];
  private final List<PhraseMatch> matches = new ArrayList<>();
  private int entryCount;
  private int position;

  /// @param date day of publication, null if unknown
  /// @param nearest may have been used for other passages
  PhraseMatcher(
      PhraseGrammar grammar, List<Token> tokens, @Nullable LocalDate date, NearestSymbols nearest) {
    nearest.openPassage(tokens.size());
    this.nearest = nearest;
    this.grammar = grammar;
    this.tokens = tokens;
    this.date = date;
    words = new KnownWord[tokens.size()];
    firstEntry = new int[tokens.size()];
    lastEntry = new int[tokens.size()];
    Arrays.fill(firstEntry, -1);
    for (position = tokens.size() - 1; position >= 0; position--) {
      words[position] = grammar.lookUp(tokens.get(position));
      SymbolClosure symbols = words[position].symbols();
      if (!symbols.isEmpty()) {
        addEntry(symbols, position + 1);
      }
      for (int entry = firstEntry[position]; entry >= 0; entry = next[entry]) {
        applyRules(entry);
      }
    }
  }

  private void applyRules(int entry) {
    int from = end[entry];
    for (int opener : closure[entry].openers()) {
      PhraseGrammar.RulesByFirstPart starts = grammar.rulesStartingWith(opener);
      int[] second = starts.secondParts();
      for (int i = 0; i < second.length; i++) {
        if (nearest.isWithin(second[i], from + starts.maxGaps()[i])) {
          applyRule(starts.rules()[i], from);
        }
      }
    }
  }

  private void applyRule(GrammarRule candidate, int from) {
    if (!candidate.isInForce(date)) {
      return;
    }
    int to = matchParts(candidate, 1, from, tokens.get(position).sentence());
    if (to >= 0 && !isKnown(candidate.target(), to)) {
      addMatch(candidate, to);
      addEntry(grammar.closureOf(candidate.target()), to);
    }
  }

  /// Returns the end of the parts of a rule from `part` on if they begin after token `from`, else
  /// -1.
  private int matchParts(GrammarRule candidate, int part, int from, int sentence) {
    if (part == candidate.parts().length) {
      return from;
    }
    int last = Math.min(from + candidate.gaps()[part], tokens.size() - 1);
    for (int begin = from; begin <= last; begin++) {
      if (tokens.get(begin).sentence() != sentence) {
        return -1;
      }
      for (int entry = firstEntry[begin]; entry >= 0; entry = next[entry]) {
        if (closure[entry].contains(candidate.parts()[part])) {
          int to = matchParts(candidate, part + 1, end[entry], sentence);
          if (to >= 0) {
            return to;
          }
        }
      }
    }
    return -1;
  }

  private boolean isKnown(int symbol, int to) {
    if (!nearest.isWithin(symbol, position)) {
      return false;
    }
    for (int entry = firstEntry[position]; entry >= 0; entry = next[entry]) {
      if (end[entry] == to && closure[entry].contains(symbol)) {
        return true;
      }
    }
    return false;
  }

  private void addEntry(SymbolClosure symbol, int to) {
    for (GrammarRule role : symbol.roles()) {
      if (!isKnown(role.target(), to)) {
        addMatch(role, to);
      }
    }
    nearest.setAll(symbol.symbols(), position);
    if (entryCount == next.length) {
      next = Arrays.copyOf(next, 2 * entryCount);
      end = Arrays.copyOf(end, 2 * entryCount);
      closure = Arrays.copyOf(closure, 2 * entryCount);
    }
    next[entryCount] = -1;
    end[entryCount] = to;
    closure[entryCount] = symbol;
    if (firstEntry[position] < 0) {
      firstEntry[position] = entryCount;
    } else {
      next[lastEntry[position]] = entryCount;
    }
    lastEntry[position] = entryCount++;
  }

  private void addMatch(GrammarRule rule, int to) {
    if (rule.target() < grammar.roleCount()) {
      matches.add(new PhraseMatch(position, to, rule));
    }
  }

  /// Returns what is known of each token.
  KnownWord[] words() {
    return words;
  }

  /// Returns the roles found, in the order of the text.
  List<PhraseMatch> matches() {
    return matches.reversed();
  }

  /// Returns the tokens of the parts of a rule as pairs of first token and token after the last.
  /// Tokens in gaps belong to no part.
  List<int[]> findParts(PhraseMatch one) {
    List<int[]> parts = new ArrayList<>();
    GrammarRule by = one.rule();
    for (int entry = firstEntry[one.start()]; entry >= 0 && parts.isEmpty(); entry = next[entry]) {
      if (closure[entry].contains(by.parts()[0])) {
        int sentence = tokens.get(one.start()).sentence();
        if (matchParts(by, 1, end[entry], sentence) == one.end()) {
          parts.add(new int[] {one.start(), end[entry]});
          addRemainingParts(by, end[entry], sentence, parts);
        }
      }
    }
    return parts;
  }

  private void addRemainingParts(GrammarRule by, int from, int sentence, List<int[]> parts) {
    int begin = from;
    for (int part = 1; part < by.parts().length; part++) {
      int[] span = findPart(by, part, begin, sentence);
      parts.add(span);
      begin = span[1];
    }
  }

  private int[] findPart(GrammarRule by, int part, int from, int sentence) {
    for (int begin = from; begin <= from + by.gaps()[part]; begin++) {
      for (int entry = firstEntry[begin]; entry >= 0; entry = next[entry]) {
        if (closure[entry].contains(by.parts()[part])
            && matchParts(by, part + 1, end[entry], sentence) >= 0) {
          return new int[] {begin, end[entry]};
        }
      }
    }
    throw new IllegalStateException("a rule that matched no longer does");
  }
}
