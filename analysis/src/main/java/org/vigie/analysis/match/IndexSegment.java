package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.match.query.QueryLimits;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.model.CountryMatch;
import org.vigie.model.TopicMatch;

/// An inverted index from required terms to subscriptions. Immutable once filled.
final class IndexSegment {
  private final Map<RequiredTerm.RequiredKind, Map<String, List<IndexedSubscription>>> byTerm =
      new EnumMap<>(RequiredTerm.RequiredKind.class);
  private final Map<String, List<IndexedSubscription>> stems;
  private final Map<String, List<IndexedSubscription>> folded;
  private final Map<String, List<IndexedSubscription>> exact;
  private final Map<String, List<IndexedSubscription>> prefixes;
  private final List<IndexedSubscription> unfiltered = new ArrayList<>();

  IndexSegment(Collection<IndexedSubscription> entries) {
    for (RequiredTerm.RequiredKind kind : RequiredTerm.RequiredKind.values()) {
      byTerm.put(kind, new HashMap<>());
    }
    stems = entriesOf(RequiredTerm.RequiredKind.STEM);
    folded = entriesOf(RequiredTerm.RequiredKind.FOLDED);
    exact = entriesOf(RequiredTerm.RequiredKind.EXACT);
    prefixes = entriesOf(RequiredTerm.RequiredKind.PREFIX);
    entries.forEach(this::add);
  }

  private Map<String, List<IndexedSubscription>> entriesOf(RequiredTerm.RequiredKind kind) {
    return byTerm.getOrDefault(kind, Map.of());
  }

  private void add(IndexedSubscription entry) {
    QueryPlan whole = entry.fullPlan();
    if (whole == null) {
      return;
    }
    RequiredTerms cover = RequiredTerms.of(whole);
    if (cover == null) {
      unfiltered.add(entry);
      return;
    }
    for (RequiredTerm anchor : cover.terms()) {
      entriesOf(anchor.kind())
          .computeIfAbsent(anchor.text(), text -> new ArrayList<>(1))
          .add(entry);
    }
  }

  /// Adds every subscription that could match a text.
  void addCandidates(AnalysedItem item, Set<IndexedSubscription> found) {
    found.addAll(unfiltered);
    for (Passage passage : item.text().passages()) {
      for (Token token : passage.tokens()) {
        addCandidates(token, found);
      }
    }
    for (TopicMatch topic : item.findings().topics()) {
      add(entriesOf(RequiredTerm.RequiredKind.TOPIC).get(topic.topic()), found);
    }
    item.findings()
        .phases()
        .forEach(phase -> add(entriesOf(RequiredTerm.RequiredKind.PHASE).get(phase.id()), found));
    for (CountryMatch country : item.findings().countries()) {
      add(entriesOf(RequiredTerm.RequiredKind.COUNTRY).get(country.code()), found);
    }
    add(entriesOf(RequiredTerm.RequiredKind.OUTLET).get(item.outlet().id()), found);
  }

  private void addCandidates(Token token, Set<IndexedSubscription> found) {
    add(stems.get(token.stem()), found);
    String plain = token.folded();
    add(folded.get(plain), found);
    String accented = IndexedText.accentedForm(token);
    if (accented != null) {
      add(exact.get(accented), found);
    }
    if (!prefixes.isEmpty() && plain.length() >= QueryLimits.MIN_PREFIX_LETTERS) {
      add(prefixes.get(plain.substring(0, QueryLimits.MIN_PREFIX_LETTERS)), found);
    }
  }

  private static void add(
      @Nullable List<IndexedSubscription> entries, Set<IndexedSubscription> found) {
    if (entries != null) {
      found.addAll(entries);
    }
  }
}
