package org.vigie.ingest.item;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Links;
import org.vigie.model.PressTimeZone;

/// The names (guids, links, enclosures) that several entries of one document share under different
/// headlines. Such entries are versions of one article, or the name is none of an article: a
/// position number, a section, the home page. In doubt they are different articles, since of
/// versions only the newest is read.
final class SharedNames {
  /// The most versions of one article that a document is believed to hold side by side, unless guid
  /// and link agree: a live page may stand there with each of its headlines.
  static final int MAX_VERSIONS = 3;

  private static final Pattern RECORDING =
      Pattern.compile("\\.(?:mp3|m4a|aac|og[ga]|opus|mp4|m4v)(?=[?#]|$)", Pattern.CASE_INSENSITIVE);

  private final Predicate<String> isKnown;
  private final Set<String> ambiguous = new HashSet<>();
  private final Map<NamedEntry, String> versionsOf = new HashMap<>();

  /// @param isKnown whether the feed's last document had an entry of this name
  SharedNames(List<NamedEntry> entries, Predicate<String> isKnown) {
    this.isKnown = isKnown;
    judgeGuids(entries);
    judgeLinks(entries);
    findShared(entries, NamedEntry::enclosure).keySet().forEach(ambiguous::add);
  }

  /// Returns whether the name stands for different articles in this document.
  boolean isAmbiguous(String name) {
    return ambiguous.contains(name);
  }

  /// A feed names its articles by guids if most guids stand once; then a known guid is one article
  /// whatever the links say. One that is not trusted for that needs a link that stands beside it
  /// and no other, and that it was known, or that it alone stands twice and says something else
  /// than the link. Beside that, the name must have the form of one, or the entries must say
  /// themselves that they are versions.
  private void judgeGuids(List<NamedEntry> entries) {
    Map<String, List<NamedEntry>> shared = findShared(entries, NamedEntry::guid);
    if (shared.isEmpty()) {
      return;
    }
    boolean trusted = isMinority(shared, entries, NamedEntry::guid);
    Map<String, Long> linked =
        entries.stream()
            .map(NamedEntry::page)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    shared.forEach(
        (guid, group) -> {
          String page = findCommon(group, NamedEntry::page);
          boolean agree = page != null && linked.getOrDefault(page, 0L) == group.size();
          boolean distinct =
              agree && !ArticleNames.withoutWords(Links.normalise(guid)).equals(page);
          boolean samePage = page != null || group.stream().allMatch(entry -> entry.page() == null);
          boolean certain =
              ArticleNames.isCertain(guid) || agree && page != null && ArticleNames.isCertain(page);
          boolean fewer = agree && certain || countHeadlines(group) <= MAX_VERSIONS;
          boolean mayBe = ArticleNames.mayBe(guid);
          boolean known = isKnown.test(guid) && (agree || trusted && (certain || mayBe));
          boolean named = certain || mayBe && (agree || known) || areAlike(group, mayBe);
          boolean oneArticle = samePage && trusted || known || distinct && shared.size() == 1;
          judge(guid, group, oneArticle && fewer && named);
        });
  }

  /// A link is no promise, as a guid is: it names one article if the entries have no guid, and one
  /// date or the link was known.
  private void judgeLinks(List<NamedEntry> entries) {
    Map<String, List<NamedEntry>> shared = findShared(entries, NamedEntry::link);
    boolean trusted = isMinority(shared, entries, NamedEntry::link);
    shared.forEach(
        (link, group) -> {
          boolean withoutGuid = group.stream().allMatch(entry -> entry.guid() == null);
          boolean oneDate = findCommon(group, entry -> entry.content().published()) != null;
          boolean likely =
              ArticleNames.isCertain(link)
                  ? oneDate || isKnown.test(link)
                  : !ArticleNames.isHomePage(link) && areAlike(group, false);
          judge(
              link,
              group,
              trusted && withoutGuid && likely && countHeadlines(group) <= MAX_VERSIONS);
        });
  }

  private void judge(String name, List<NamedEntry> group, boolean oneArticle) {
    if (oneArticle && !haveOwnRecordings(group)) {
      group.forEach(entry -> versionsOf.put(entry, name));
    } else {
      ambiguous.add(name);
    }
  }

  private long countHeadlines(List<NamedEntry> group) {
    return group.stream().map(this::describe).distinct().count();
  }

  /// True for episodes of a programme under its name.
  private static boolean haveOwnRecordings(List<NamedEntry> group) {
    return group.stream()
            .map(NamedEntry::enclosure)
            .filter(file -> file != null && RECORDING.matcher(file).find())
            .distinct()
            .count()
        > 1;
  }

  /// True for entries that say themselves that they are versions of one article: not of several
  /// times, and of headlines that differ little or, if their name may be an article's, of one
  /// moment that is no mere day.
  private static boolean areAlike(List<NamedEntry> group, boolean named) {
    List<Instant> times =
        group.stream()
            .map(entry -> entry.content().published())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    String first = group.getFirst().content().headline();
    boolean oneMoment =
        named
            && times.size() == 1
            && group.stream().allMatch(entry -> entry.content().published() != null)
            && !isMidnight(times.getFirst());
    return times.size() < 2
        && (oneMoment
            || group.stream()
                .allMatch(entry -> ArticleNames.areAlike(first, entry.content().headline())));
  }

  private static boolean isMidnight(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT)
        || time.atZone(PressTimeZone.PARIS).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  /// The entries of each name that stands over different headlines.
  private Map<String, List<NamedEntry>> findShared(
      List<NamedEntry> entries, Function<NamedEntry, @Nullable String> naming) {
    Map<String, List<NamedEntry>> groups = new LinkedHashMap<>();
    for (NamedEntry entry : entries) {
      String name = naming.apply(entry);
      if (name != null) {
        groups.computeIfAbsent(name, unused -> new ArrayList<>()).add(entry);
      }
    }
    groups.values().removeIf(group -> group.stream().map(this::describe).distinct().count() == 1);
    return groups;
  }

  /// The versions of one article count as one headline.
  private String describe(NamedEntry entry) {
    String name = versionsOf.get(entry);
    return name == null ? entry.content().headline() : "\0" + name;
  }

  private static boolean isMinority(
      Map<String, List<NamedEntry>> shared,
      List<NamedEntry> entries,
      Function<NamedEntry, @Nullable String> naming) {
    long named = entries.stream().map(naming).filter(Objects::nonNull).count();
    return shared.values().stream().mapToInt(List::size).sum() * 2L <= named;
  }

  private static <T> @Nullable T findCommon(
      List<NamedEntry> group, Function<NamedEntry, @Nullable T> property) {
    T first = property.apply(group.getFirst());
    return group.stream().allMatch(entry -> Objects.equals(property.apply(entry), first))
        ? first
        : null;
  }
}
