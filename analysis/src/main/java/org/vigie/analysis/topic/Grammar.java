package org.vigie.analysis.topic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.Phrase.Choice;
import org.vigie.analysis.topic.Phrase.Element;
import org.vigie.analysis.topic.Phrase.Ref;
import org.vigie.analysis.topic.Phrase.Word;

/// The phrases of all packs, compiled into a set of rules over numbered symbols. A symbol is a word
/// of a pack, a group, a choice, or a role: a part of a pack that phrases fill. A rule derives a
/// symbol from a sequence of symbols. Immutable.
final class Grammar {
  /// The sequence `parts`, with at most `gaps[i]` words before `parts[i]`, derives `target`.
  record Rule(int target, int[] parts, int[] gaps) {}

  /// The symbols derived from one symbol through rules with one part, itself included: a capital is
  /// a place abroad, an actor of a state, and a group of many packs. Computed in advance, so that
  /// the matcher keeps one entry in place of dozens.
  ///
  /// @param symbols in ascending order
  /// @param roles the rules that derive roles, one for each
  /// @param openers those of the symbols with which longer rules begin
  record Closure(int[] symbols, Rule[] roles, int[] openers) {
    boolean contains(int symbol) {
      return Arrays.binarySearch(symbols, symbol) >= 0;
    }
  }

  /// The rules of several parts that begin with one symbol. Most rules fail at their second part;
  /// it and its gap stand in arrays, so that they are checked without reading the rule.
  ///
  /// @param second second part of each rule
  /// @param reach maximum number of words before the second part
  record Starts(Rule[] rules, int[] second, int[] reach) {
    private static Starts of(List<Rule> rules) {
      return new Starts(
          rules.toArray(Rule[]::new),
          rules.stream().mapToInt(rule -> rule.parts()[1]).toArray(),
          rules.stream().mapToInt(rule -> rule.gaps()[1]).toArray());
    }
  }

  private final Lexicon lexicon;
  private final Starts[] byFirst;
  private final Closure[] closures;
  private final int roles;

  private Grammar(Builder builder, int roles) {
    this.roles = roles;
    lexicon = builder.lexicon.build();
    Map<Integer, List<Rule>> alone = new HashMap<>();
    Map<Integer, List<Rule>> longer = new HashMap<>();
    for (Rule rule : builder.rules) {
      (rule.parts().length == 1 ? alone : longer)
          .computeIfAbsent(rule.parts()[0], first -> new ArrayList<>())
          .add(rule);
    }
    byFirst = new Starts[builder.symbols];
    closures = new Closure[builder.symbols];
    for (int symbol = 0; symbol < builder.symbols; symbol++) {
      byFirst[symbol] = Starts.of(longer.getOrDefault(symbol, List.of()));
      closures[symbol] = closure(symbol, alone, longer.keySet());
    }
  }

  private Closure closure(int symbol, Map<Integer, List<Rule>> alone, Set<Integer> openers) {
    Set<Integer> reached = new TreeSet<>(Set.of(symbol));
    List<Rule> played = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (Rule rule : alone.getOrDefault(open.remove(), List.of())) {
        if (reached.add(rule.target())) {
          open.add(rule.target());
          if (rule.target() < roles) {
            played.add(rule);
          }
        }
      }
    }
    return new Closure(
        array(reached.stream()),
        played.toArray(Rule[]::new),
        array(reached.stream().filter(openers::contains)));
  }

  private static int[] array(Stream<Integer> symbols) {
    return symbols.mapToInt(Integer::intValue).toArray();
  }

  Starts startingWith(int symbol) {
    return byFirst[symbol];
  }

  Closure closure(int symbol) {
    return closures[symbol];
  }

  /// Returns the number of roles; symbols below it are roles.
  int roles() {
    return roles;
  }

  /// Passes every symbol of a word to `scan`.
  void tell(Token token, Scan scan) {
    lexicon.tell(token.folded(), scan);
  }

  /// Collects phrases and assigns symbols.
  static final class Builder {
    private final Lexicon.Builder lexicon = new Lexicon.Builder();
    private final Map<Word, Integer> words = new HashMap<>();
    private final Map<String, Integer> shared = new TreeMap<>();
    private final Map<String, Integer> choices = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private int symbols;

    /// Groups of the current pack by name; they hide shared groups of the same name.
    private Map<String, Integer> own = Map.of();

    /// Adds groups for all packs.
    void share(Map<String, List<Phrase>> groups) {
      groups.keySet().forEach(name -> shared.put(name, symbols++));
      groups.forEach((name, phrases) -> add(symbolOf(shared, name), phrases));
    }

    /// Replaces the groups of the previous pack.
    void open(Map<String, List<Phrase>> groups) {
      own = new TreeMap<>();
      choices.clear();
      for (String name : groups.keySet()) {
        own.put(name, symbols++);
      }
      groups.forEach((name, phrases) -> add(symbolOf(own, name), phrases));
    }

    private static int symbolOf(Map<String, Integer> groups, String name) {
      Integer symbol = groups.get(name);
      return symbol == null ? -1 : symbol;
    }

    /// Returns the next unused symbol. Those reserved before anything else are the lowest: the
    /// roles.
    int reserve() {
      return symbols++;
    }

    /// Adds rules so that each of the phrases derives `target`.
    void fill(int target, List<Phrase> phrases) {
      add(target, phrases);
    }

    /// Builds the grammar; symbols below `roles` are the roles that a scan reports.
    Grammar build(int roles) {
      return new Grammar(this, roles);
    }

    private void add(int target, List<Phrase> phrases) {
      phrases.forEach(phrase -> add(target, phrase, phrase.elements(), new ArrayList<>(), 0));
    }

    /// Adds one rule for each combination of present and absent optional elements.
    private void add(
        int target, Phrase phrase, List<Element> left, List<Element> taken, int carried) {
      if (left.isEmpty()) {
        rule(target, phrase, taken);
        return;
      }
      Element first = left.getFirst();
      List<Element> rest = left.subList(1, left.size());
      int gap = Math.max(carried, first.gap());
      List<Element> with = new ArrayList<>(taken);
      with.add(new Element(taken.isEmpty() ? 0 : gap, false, first.atom()));
      add(target, phrase, rest, with, 0);
      if (first.optional()) {
        add(target, phrase, rest, taken, gap);
      }
    }

    private void rule(int target, Phrase phrase, List<Element> elements) {
      if (elements.isEmpty()) {
        return;
      }
      int[] parts = elements.stream().mapToInt(e -> symbol(phrase, e.atom())).toArray();
      int[] gaps = elements.stream().mapToInt(Element::gap).toArray();
      rules.add(new Rule(target, parts, gaps));
    }

    private int symbol(Phrase phrase, Phrase.Atom atom) {
      return switch (atom) {
        case Word word -> words.computeIfAbsent(word, this::word);
        case Ref ref -> group(phrase, ref.group());
        case Choice choice -> choice(choice);
      };
    }

    private int choice(Choice choice) {
      Integer known = choices.get(choice.written());
      if (known == null) {
        known = symbols++;
        choices.put(choice.written(), known);
        add(known, choice.phrases());
      }
      return known;
    }

    private int group(Phrase phrase, String name) {
      int symbol = symbolOf(own, name);
      int found = symbol >= 0 ? symbol : symbolOf(shared, name);
      if (found < 0) {
        throw phrase.place().error("no group is called '" + name + "'");
      }
      return found;
    }

    private int word(Word word) {
      int symbol = symbols++;
      lexicon.add(word, symbol);
      return symbol;
    }
  }
}
