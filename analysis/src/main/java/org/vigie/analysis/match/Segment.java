package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Studied;
import org.vigie.analysis.match.query.Limits;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.model.CountryMatch;
import org.vigie.model.TopicMatch;

/// An inverted index from required terms to subscriptions. Immutable once filled.
final class Segment {
  private final Map<Anchor.Kind, Map<String, List<Entry>>> byAnchor =
      new EnumMap<>(Anchor.Kind.class);
  private final Map<String, List<Entry>> stems;
  private final Map<String, List<Entry>> folded;
  private final Map<String, List<Entry>> exact;
  private final Map<String, List<Entry>> prefixes;
  private final List<Entry> always = new ArrayList<>();

  Segment(Collection<Entry> entries) {
    for (Anchor.Kind kind : Anchor.Kind.values()) {
      byAnchor.put(kind, new HashMap<>());
    }
    stems = of(Anchor.Kind.STEM);
    folded = of(Anchor.Kind.FOLDED);
    exact = of(Anchor.Kind.EXACT);
    prefixes = of(Anchor.Kind.PREFIX);
    entries.forEach(this::add);
  }

  private Map<String, List<Entry>> of(Anchor.Kind kind) {
    return byAnchor.getOrDefault(kind, Map.of());
  }

  private void add(Entry entry) {
    Plan whole = entry.whole();
    if (whole == null) {
      return;
    }
    Cover cover = Cover.of(whole);
    if (cover == null) {
      always.add(entry);
      return;
    }
    for (Anchor anchor : cover.anchors()) {
      of(anchor.kind()).computeIfAbsent(anchor.text(), text -> new ArrayList<>(1)).add(entry);
    }
  }

  /// Adds every subscription that could match a text.
  void candidates(Studied studied, Set<Entry> found) {
    found.addAll(always);
    for (Passage passage : studied.text().passages()) {
      for (Token token : passage.tokens()) {
        candidates(token, found);
      }
    }
    for (TopicMatch topic : studied.findings().topics()) {
      add(of(Anchor.Kind.TOPIC).get(topic.topic()), found);
    }
    for (CountryMatch country : studied.findings().countries()) {
      add(of(Anchor.Kind.COUNTRY).get(country.code()), found);
    }
    add(of(Anchor.Kind.OUTLET).get(studied.outlet().id()), found);
  }

  private void candidates(Token token, Set<Entry> found) {
    add(stems.get(token.stem()), found);
    String plain = token.folded();
    add(folded.get(plain), found);
    String accented = Page.accented(token);
    if (accented != null) {
      add(exact.get(accented), found);
    }
    if (!prefixes.isEmpty() && plain.length() >= Limits.PREFIX_LETTERS) {
      add(prefixes.get(plain.substring(0, Limits.PREFIX_LETTERS)), found);
    }
  }

  private static void add(@Nullable List<Entry> entries, Set<Entry> found) {
    if (entries != null) {
      found.addAll(entries);
    }
  }
}
