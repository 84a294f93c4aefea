package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.Phrase.Choice;
import org.vigie.analysis.topic.Phrase.Element;
import org.vigie.analysis.topic.Phrase.Ref;
import org.vigie.analysis.topic.Phrase.Word;

/// All phrases of all packs compiled into one set of rules over numbered symbols. A symbol is a
/// word as some pack writes it, a group, a choice, or a part that a phrase plays in a pack. A rule
/// says that a sequence of symbols makes another. Immutable.
final class Grammar {
  private static final int[] NONE = {};

  /// `parts[i]` with at most `gaps[i]` words before it, for each i in order, makes `target`.
  record Rule(int target, int[] parts, int[] gaps) {}

  /// A word that begins so is also `symbol`.
  private record Prefix(String text, int symbol) {}

  private final Map<String, int[]> exact;
  private final Map<String, int[]> roots;
  private final Map<String, Prefix[]> prefixes;
  private final Rule[][] byFirst;
  private final int roles;

  private Grammar(Builder builder, int roles) {
    this.roles = roles;
    exact = arrays(builder.exact);
    roots = arrays(builder.roots);
    prefixes = new HashMap<>();
    builder.prefixes.forEach((head, list) -> prefixes.put(head, list.toArray(Prefix[]::new)));
    List<Rule> rules = builder.rules;
    byFirst = new Rule[builder.symbols][];
    Map<Integer, List<Rule>> starts =
        rules.stream().collect(Collectors.groupingBy(rule -> rule.parts()[0]));
    for (int symbol = 0; symbol < byFirst.length; symbol++) {
      byFirst[symbol] = starts.getOrDefault(symbol, List.of()).toArray(Rule[]::new);
    }
  }

  private static Map<String, int[]> arrays(Map<String, List<Integer>> lists) {
    Map<String, int[]> arrays = new HashMap<>();
    lists.forEach(
        (key, list) -> arrays.put(key, list.stream().mapToInt(Integer::intValue).toArray()));
    return arrays;
  }

  Rule[] startingWith(int symbol) {
    return byFirst[symbol];
  }

  /// Symbols below this are the parts that phrases play in packs.
  int roles() {
    return roles;
  }

  int[] exactly(Token token) {
    return exact.getOrDefault(token.folded(), NONE);
  }

  int[] inflected(Token token) {
    return roots.getOrDefault(Phrase.root(token.folded()), NONE);
  }

  /// Tells `scan` of every prefix that a token has.
  void prefixed(Token token, Scan scan) {
    String folded = token.folded();
    if (folded.length() < 3) {
      return;
    }
    Prefix[] candidates = prefixes.get(folded.substring(0, 3));
    if (candidates != null) {
      for (Prefix candidate : candidates) {
        if (folded.startsWith(candidate.text())) {
          scan.word(candidate.symbol());
        }
      }
    }
  }

  /// Collects phrases and hands out symbols.
  static final class Builder {
    private final Map<String, List<Integer>> exact = new HashMap<>();
    private final Map<String, List<Integer>> roots = new HashMap<>();
    private final Map<String, List<Prefix>> prefixes = new HashMap<>();
    private final Map<Word, Integer> words = new HashMap<>();
    private final Map<String, Integer> shared = new TreeMap<>();
    private final Map<String, Integer> choices = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private int symbols;

    /// Names of groups that phrases may refer to: those of the pack first, then the shared ones.
    private Map<String, Integer> own = Map.of();

    /// Takes in groups that every pack may use.
    void share(Map<String, List<Phrase>> groups) {
      groups.keySet().forEach(name -> shared.put(name, symbols++));
      groups.forEach((name, phrases) -> add(symbolOf(shared, name), phrases));
    }

    /// Takes in the groups of one pack; they hold until the next call.
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

    /// The next symbol, which nothing makes yet. Those asked for before anything else are the
    /// lowest: the parts that phrases play in packs.
    int reserve() {
      return symbols++;
    }

    /// Any of these phrases makes `target`.
    void fill(int target, List<Phrase> phrases) {
      add(target, phrases);
    }

    /// The grammar; symbols below `roles` are what a scan reports.
    Grammar build(int roles) {
      return new Grammar(this, roles);
    }

    private void add(int target, List<Phrase> phrases) {
      phrases.forEach(phrase -> add(target, phrase, phrase.elements(), new ArrayList<>(), 0));
    }

    /// One rule for each way to take and leave the optional elements.
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
      switch (word.kind()) {
        case EXACT -> exact.computeIfAbsent(word.text(), w -> new ArrayList<>()).add(symbol);
        case INFLECTED -> roots.computeIfAbsent(word.text(), w -> new ArrayList<>()).add(symbol);
        case PREFIX ->
            prefixes
                .computeIfAbsent(word.text().substring(0, 3), w -> new ArrayList<>())
                .add(new Prefix(word.text(), symbol));
      }
      return symbol;
    }
  }
}
