package org.vigie.analysis.topic;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.PackPhrase.GroupReference;
import org.vigie.analysis.topic.PackPhrase.PhraseChoice;
import org.vigie.analysis.topic.PackPhrase.PhraseElement;
import org.vigie.analysis.topic.PackPhrase.WordPattern;

/// The phrases of all packs, compiled into a set of rules over numbered symbols. A symbol is a word
/// of a pack, a group, a choice, or a role: a part of a pack that phrases fill. A rule derives a
/// symbol from a sequence of symbols. Immutable.
final class PhraseGrammar {
  /// The sequence `parts`, with at most `gaps[i]` words before `parts[i]`, derives `target`.
  ///
  /// @param conflict the conflict whose sides are among the parts, null for none; the rule holds
  /// only while it is in force, and has several parts
  record GrammarRule(int target, int[] parts, int[] gaps, @Nullable ArmedConflict conflict) {
    boolean isInForce(@Nullable LocalDate date) {
      return conflict == null || conflict.isInForce(date);
    }
  }

  /// The symbols derived from one symbol through rules with one part, itself included: a capital is
  /// a place abroad, an actor of a state, and a group of many packs. Computed in advance, so that
  /// the matcher keeps one entry in place of dozens. Those of a word are all that it has.
  ///
  /// @param symbols in ascending order
  /// @param roles the rules that derive roles, one for each
  /// @param openers those of the symbols with which longer rules begin
  record SymbolClosure(int[] symbols, GrammarRule[] roles, int[] openers) {
    /// Returns the symbols of all closures; what several have counts where it stands first.
    private static SymbolClosure join(List<SymbolClosure> all) {
      Map<Integer, GrammarRule> roles = new LinkedHashMap<>();
      for (SymbolClosure one : all) {
        for (GrammarRule role : one.roles) {
          roles.putIfAbsent(role.target(), role);
        }
      }
      return new SymbolClosure(
          all.stream()
              .flatMapToInt(one -> Arrays.stream(one.symbols))
              .distinct()
              .sorted()
              .toArray(),
          roles.values().toArray(GrammarRule[]::new),
          all.stream().flatMapToInt(one -> Arrays.stream(one.openers)).distinct().toArray());
    }

    boolean isEmpty() {
      return symbols.length == 0;
    }

    boolean contains(int symbol) {
      return Arrays.binarySearch(symbols, symbol) >= 0;
    }
  }

  /// The rules of several parts that begin with one symbol. Most rules fail at their second part;
  /// it and its gap stand in arrays, so that they are checked without reading the rule.
  ///
  /// @param secondParts second part of each rule
  /// @param maxGaps maximum number of words before the second part
  record RulesByFirstPart(GrammarRule[] rules, int[] secondParts, int[] maxGaps) {
    private static RulesByFirstPart of(List<GrammarRule> rules) {
      return new RulesByFirstPart(
          rules.toArray(GrammarRule[]::new),
          rules.stream().mapToInt(rule -> rule.parts()[1]).toArray(),
          rules.stream().mapToInt(rule -> rule.gaps()[1]).toArray());
    }
  }

  /// What is known of a word. Phrases and weights are looked up at once, since the look-ups take
  /// more time than anything done with most words.
  ///
  /// @param symbols all symbols of the word; some words have none
  record KnownWord(SymbolClosure symbols, WordModel.Feature feature) {}

  private final Lexicon lexicon;
  private final RulesByFirstPart[] rulesByFirst;
  private final SymbolClosure[] closures;

  /// The closures of words that have several symbols or none.
  private final Map<List<Integer>, SymbolClosure> joinedClosures = new ConcurrentHashMap<>();
  private final WordCache<KnownWord> words;
  private final int roleCount;

  private PhraseGrammar(GrammarBuilder builder, int roles, WordModel model) {
    words = new WordCache<>(token -> new KnownWord(findClosure(token), model.find(token)));
    this.roleCount = roles;
    lexicon = builder.lexicon.build();
    Map<Integer, List<GrammarRule>> alone = new HashMap<>();
    Map<Integer, List<GrammarRule>> longer = new HashMap<>();
    for (GrammarRule rule : builder.rules) {
      (rule.parts().length == 1 ? alone : longer)
          .computeIfAbsent(rule.parts()[0], first -> new ArrayList<>())
          .add(rule);
    }
    rulesByFirst = new RulesByFirstPart[builder.symbolCount];
    closures = new SymbolClosure[builder.symbolCount];
    for (int symbol = 0; symbol < builder.symbolCount; symbol++) {
      rulesByFirst[symbol] = RulesByFirstPart.of(longer.getOrDefault(symbol, List.of()));
      closures[symbol] = computeClosure(symbol, alone, longer.keySet());
    }
  }

  private SymbolClosure computeClosure(
      int symbol, Map<Integer, List<GrammarRule>> alone, Set<Integer> openers) {
    Set<Integer> reached = new TreeSet<>(Set.of(symbol));
    List<GrammarRule> played = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (GrammarRule rule : alone.getOrDefault(open.remove(), List.of())) {
        if (reached.add(rule.target())) {
          open.add(rule.target());
          if (rule.target() < roleCount) {
            played.add(rule);
          }
        }
      }
    }
    return new SymbolClosure(
        toArray(reached.stream()),
        played.toArray(GrammarRule[]::new),
        toArray(reached.stream().filter(openers::contains)));
  }

  private static int[] toArray(Stream<Integer> symbols) {
    return symbols.mapToInt(Integer::intValue).toArray();
  }

  RulesByFirstPart rulesStartingWith(int symbol) {
    return rulesByFirst[symbol];
  }

  SymbolClosure closureOf(int symbol) {
    return closures[symbol];
  }

  /// Returns the number of roles; symbols below it are roles.
  int roleCount() {
    return roleCount;
  }

  /// Returns what is known of a word.
  KnownWord lookUp(Token token) {
    return words.get(token);
  }

  private SymbolClosure findClosure(Token token) {
    List<Integer> symbols = new ArrayList<>();
    lexicon.findSymbols(token.folded(), symbols::add);
    return symbols.size() == 1
        ? closures[symbols.getFirst()]
        : joinedClosures.computeIfAbsent(
            symbols,
            all -> SymbolClosure.join(all.stream().map(symbol -> closures[symbol]).toList()));
  }

  /// Collects phrases and assigns symbols.
  static final class GrammarBuilder {
    private final Lexicon.LexiconBuilder lexicon = new Lexicon.LexiconBuilder();
    private final Map<WordPattern, Integer> wordSymbols = new HashMap<>();
    private final Map<String, Integer> sharedGroups = new TreeMap<>();
    private final Map<String, Integer> choiceSymbols = new HashMap<>();
    private final List<GrammarRule> rules = new ArrayList<>();
    private final List<ArmedConflict> conflicts;
    private int symbolCount;

    /// Groups of the current pack by name; they hide shared groups of the same name.
    private Map<String, Integer> packGroups = Map.of();

    /// The conflict for which a phrase is being added, and the symbols of its sides; null and empty
    /// while a phrase is added that names none.
    private @Nullable ArmedConflict conflict;

    private Map<String, Integer> sides = Map.of();

    GrammarBuilder(List<ArmedConflict> conflicts) {
      this.conflicts = conflicts;
    }

    /// Adds groups for all packs.
    void addSharedGroups(Map<String, List<PackPhrase>> groups) {
      groups.keySet().forEach(name -> sharedGroups.put(name, symbolCount++));
      groups.forEach((name, phrases) -> addPhrases(symbolOf(sharedGroups, name), phrases));
    }

    /// Replaces the groups of the previous pack.
    void openPack(Map<String, List<PackPhrase>> groups) {
      packGroups = new TreeMap<>();
      choiceSymbols.clear();
      for (String name : groups.keySet()) {
        packGroups.put(name, symbolCount++);
      }
      groups.forEach((name, phrases) -> addPhrases(symbolOf(packGroups, name), phrases));
    }

    private static int symbolOf(Map<String, Integer> groups, String name) {
      Integer symbol = groups.get(name);
      return symbol == null ? -1 : symbol;
    }

    /// Returns the next unused symbol. Those reserved before anything else are the lowest: the
    /// roles.
    int reserveSymbol() {
      return symbolCount++;
    }

    /// Adds rules so that each of the phrases derives `target`.
    void definePhrases(int target, List<PackPhrase> phrases) {
      addPhrases(target, phrases);
    }

    /// Builds the grammar; symbols below `roles` are the roles that a scan reports.
    ///
    /// @param model the weights of words, which a scan looks up with the symbols
    PhraseGrammar build(int roles, WordModel model) {
      return new PhraseGrammar(this, roles, model);
    }

    private void addPhrases(int target, List<PackPhrase> phrases) {
      for (PackPhrase phrase : phrases) {
        if (phrase.mentionsGroup(ArmedConflict.BELLIGERENT)
            && !packGroups.containsKey(ArmedConflict.BELLIGERENT)) {
          addForEachConflict(target, phrase);
        } else {
          addVariants(target, phrase, phrase.elements(), new ArrayList<>(), 0);
        }
      }
    }

    /// Adds a phrase once for each conflict and order of its sides.
    private void addForEachConflict(int target, PackPhrase phrase) {
      for (ArmedConflict one : conflicts) {
        int side = sharedGroup(one.place(), one.side());
        int other = sharedGroup(one.place(), one.otherSide());
        conflict = one;
        sides = Map.of(ArmedConflict.BELLIGERENT, side, ArmedConflict.ENEMY, other);
        addVariants(target, phrase, phrase.elements(), new ArrayList<>(), 0);
        sides = Map.of(ArmedConflict.BELLIGERENT, other, ArmedConflict.ENEMY, side);
        addVariants(target, phrase, phrase.elements(), new ArrayList<>(), 0);
      }
      conflict = null;
      sides = Map.of();
    }

    /// Adds one rule for each combination of present and absent optional elements.
    private void addVariants(
        int target,
        PackPhrase phrase,
        List<PhraseElement> left,
        List<PhraseElement> taken,
        int carried) {
      if (left.isEmpty()) {
        addRule(target, phrase, taken);
        return;
      }
      PhraseElement first = left.getFirst();
      List<PhraseElement> rest = left.subList(1, left.size());
      int gap = Math.max(carried, first.gap());
      List<PhraseElement> with = new ArrayList<>(taken);
      with.add(new PhraseElement(taken.isEmpty() ? 0 : gap, false, first.atom()));
      addVariants(target, phrase, rest, with, 0);
      if (first.optional()) {
        addVariants(target, phrase, rest, taken, gap);
      }
    }

    private void addRule(int target, PackPhrase phrase, List<PhraseElement> elements) {
      if (elements.isEmpty()) {
        return;
      }
      int[] parts = elements.stream().mapToInt(e -> symbol(phrase, e.atom())).toArray();
      int[] gaps = elements.stream().mapToInt(PhraseElement::gap).toArray();
      if (conflict != null && parts.length == 1) {
        throw phrase.place().createException("{belligerent} and {enemy} must stand together");
      }
      rules.add(new GrammarRule(target, parts, gaps, conflict));
    }

    private int symbol(PackPhrase phrase, PackPhrase.PhraseAtom atom) {
      return switch (atom) {
        case WordPattern word -> wordSymbols.computeIfAbsent(word, this::wordSymbol);
        case GroupReference ref -> groupSymbol(phrase, ref.group());
        case PhraseChoice choice -> choiceSymbol(choice);
      };
    }

    /// A choice is the same in every conflict: sides within brackets are those of any.
    private int choiceSymbol(PhraseChoice choice) {
      Integer known = choiceSymbols.get(choice.written());
      if (known == null) {
        known = symbolCount++;
        choiceSymbols.put(choice.written(), known);
        ArmedConflict outside = conflict;
        Map<String, Integer> outsideSides = sides;
        conflict = null;
        sides = Map.of();
        addPhrases(known, choice.phrases());
        conflict = outside;
        sides = outsideSides;
      }
      return known;
    }

    private int groupSymbol(PackPhrase phrase, String name) {
      int symbol = symbolOf(packGroups, name);
      int side = symbol >= 0 ? symbol : symbolOf(sides, name);
      return side >= 0 ? side : sharedGroup(phrase.place(), name);
    }

    private int sharedGroup(YamlNode.YamlPosition place, String name) {
      int symbol = symbolOf(sharedGroups, name);
      if (symbol < 0) {
        throw place.createException("no group is called '" + name + "'");
      }
      return symbol;
    }

    private int wordSymbol(WordPattern word) {
      int symbol = symbolCount++;
      lexicon.add(word, symbol);
      return symbol;
    }
  }
}
