package org.vigie.ingest.item;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.Links;
import org.vigie.model.TrackingParameters;

/// The names (guids, links, enclosures) that several entries of one document share under different
/// headlines. Such entries are versions of one article, or the name is none of an article: a
/// position number, a section, the home page.
final class SharedNames {
  /// The most versions of one article that a document is believed to hold side by side.
  static final int MAX_VERSIONS = 3;

  private final Predicate<String> isKnown;
  private final Set<String> ambiguous = new HashSet<>();
  private final Map<Entry, String> versionsOf = new HashMap<>();

  /// @param isKnown whether the feed's last document had an entry of this name
  SharedNames(List<Entry> entries, Predicate<String> isKnown) {
    this.isKnown = isKnown;
    judgeGuids(entries);
    judgeLinks(entries);
    findShared(entries, Entry::enclosure).keySet().forEach(ambiguous::add);
  }

  /// Returns whether the name stands for different articles in this document.
  boolean isAmbiguous(String name) {
    return ambiguous.contains(name);
  }

  /// A feed names its articles by guids if most guids stand once. One that is not trusted for that
  /// needs a link that stands beside it and no other, and that it was known, or that it alone
  // stands
  /// twice and says something else than the link.
  private void judgeGuids(List<Entry> entries) {
    Map<String, List<Entry>> shared = findShared(entries, SharedNames::normalizeGuid);
    boolean trusted = isMinority(shared, entries, SharedNames::normalizeGuid);
    Map<String, Long> linked =
        entries.stream()
            .map(SharedNames::normalizeLink)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    shared.forEach(
        (guid, group) -> {
          String link = findCommon(group, SharedNames::normalizeLink);
          boolean agree =
              link != null && linked.getOrDefault(link, 0L) == group.size() && !isHomePage(link);
          boolean distinct = agree && !Links.normalise(guid).equals(link);
          boolean sameLink =
              link != null || group.stream().allMatch(entry -> normalizeLink(entry) == null);
          judge(
              guid,
              group,
              sameLink && trusted || agree && isKnown.test(guid) || distinct && shared.size() == 1);
        });
  }

  /// A link is no promise, as a guid is: it names one article if the entries have no guid, and one
  /// date or the link was known.
  private void judgeLinks(List<Entry> entries) {
    Map<String, List<Entry>> shared = findShared(entries, SharedNames::normalizeLink);
    boolean trusted = isMinority(shared, entries, SharedNames::normalizeLink);
    shared.forEach(
        (link, group) -> {
          boolean withoutGuid = group.stream().allMatch(entry -> normalizeGuid(entry) == null);
          boolean oneDate = findCommon(group, entry -> entry.content().published()) != null;
          judge(
              link,
              group,
              trusted && withoutGuid && !isHomePage(link) && (oneDate || isKnown.test(link)));
        });
  }

  private void judge(String name, List<Entry> group, boolean oneArticle) {
    long headlines = group.stream().map(this::describe).distinct().count();
    if (oneArticle && headlines <= MAX_VERSIONS) {
      group.forEach(entry -> versionsOf.put(entry, name));
    } else {
      ambiguous.add(name);
    }
  }

  /// The entries of each name that stands over different headlines.
  private <N> Map<N, List<Entry>> findShared(
      List<Entry> entries, Function<Entry, @Nullable N> naming) {
    Map<N, List<Entry>> groups = new LinkedHashMap<>();
    for (Entry entry : entries) {
      N name = naming.apply(entry);
      if (name != null) {
        groups.computeIfAbsent(name, unused -> new ArrayList<>()).add(entry);
      }
    }
    groups.values().removeIf(group -> group.stream().map(this::describe).distinct().count() == 1);
    return groups;
  }

  /// The versions of one article count as one headline.
  private String describe(Entry entry) {
    String name = versionsOf.get(entry);
    return name == null ? entry.content().headline() : "\0" + name;
  }

  private static boolean isMinority(
      Map<String, List<Entry>> shared,
      List<Entry> entries,
      Function<Entry, @Nullable String> naming) {
    long named = entries.stream().map(naming).filter(Objects::nonNull).count();
    return shared.values().stream().mapToInt(List::size).sum() * 2L <= named;
  }

  private static <T> @Nullable T findCommon(
      List<Entry> group, Function<Entry, @Nullable T> property) {
    T first = property.apply(group.getFirst());
    return group.stream().allMatch(entry -> Objects.equals(property.apply(entry), first))
        ? first
        : null;
  }

  private static boolean isHomePage(String link) {
    URI address = Links.parseUri(link);
    return address == null
        || (address.getRawPath() == null || address.getRawPath().matches("/?"))
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
  }

  /// The guid without trackers; null without one.
  static @Nullable String normalizeGuid(Entry entry) {
    String guid = entry.guid();
    String clean = guid == null ? "" : TrackingParameters.removeFrom(guid);
    return clean.isBlank() ? null : clean;
  }

  /// The link in one form; null without one.
  static @Nullable String normalizeLink(Entry entry) {
    String url = entry.content().url();
    return url == null ? null : Links.normalise(url);
  }
}
