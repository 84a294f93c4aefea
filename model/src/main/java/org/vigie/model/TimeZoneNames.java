package org.vigie.model;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Names of time zones in small letters without accents.
///
/// The abbreviations are those of RFC 5322 §4.3, of the time zone database of IANA where it has
/// one meaning for them today, of German (`MEZ`), of French (`TU`), of Canadian French (`HNE`, as
/// the Office québécois de la langue française gives them) and of the French territories. Left
/// out, since each has several meanings in use: `IST` (India, Ireland, Israel), `GST`, `SST`,
/// `AMT`, `ECT`, `WST`, `ADT` outside America and the like. `CST` and `PST` are those of RFC 5322,
/// `AST` is Atlantic and `BST` British time.
final class TimeZoneNames {
  private static final Map<String, ZoneId> ABBREVIATIONS =
      toZones(
          "Z z ut utc tu gmt wet",
          "+01:00 bst cet met mez west wat",
          "+02:00 cest mest mesz eet cat sast",
          "+03:00 eest msk eat trt idt",
          "+03:30 irst",
          "+04:00 ret mut",
          "+05:00 pkt",
          "+07:00 wib",
          "+08:00 hkt sgt awst wita",
          "+09:00 jst kst",
          "+09:30 acst",
          "+10:00 aest chst",
          "+10:30 acdt",
          "+11:00 aedt nct",
          "+12:00 nzst",
          "+13:00 nzdt",
          "-02:00 pmdt",
          "-02:30 ndt hat",
          "-03:00 adt haa brt gft pmst",
          "-03:30 nst hnt",
          "-04:00 edt ast hae hna",
          "-05:00 est cdt hne hac",
          "-06:00 cst mdt hnc har",
          "-07:00 mst pdt hnr hap",
          "-08:00 pst hnp akdt",
          "-09:00 akst",
          "-10:00 hst taht",
          "Europe/Paris paris",
          "America/Halifax at",
          "America/New_York et",
          "America/Chicago ct",
          "America/Denver mt",
          "America/Los_Angeles pt");

  private static final Set<String> NO_WORDS =
      Set.of("z", "ut", "utc", "tu", "gmt", "cet", "cest", "paris");

  private TimeZoneNames() {}

  /// The zone of an abbreviation; null if it has none or several meanings. Names of standard or
  /// summer time are offsets whatever the season; those that say neither (`ET`) have the rules of
  /// the place.
  static @Nullable ZoneId findAbbreviation(String name) {
    return ABBREVIATIONS.get(name);
  }

  /// Returns whether a name is a zone in small letters too, where others are words: `est`, `et`,
  /// `at`.
  static boolean isNoWord(String name) {
    return NO_WORDS.contains(name);
  }

  /// The zone of an identifier such as `europe/paris` or `us/eastern`, old ones included.
  static @Nullable ZoneId findRegion(String id) {
    return Regions.BY_ID.get(id);
  }

  /// The zone of a city such as `new_york` or `bruxelles`, and of other words that stand behind
  /// `heure de` or in parentheses.
  static @Nullable ZoneId findCity(String name) {
    return Regions.BY_CITY.get(name);
  }

  /// @param lines a zone each, and the names it has
  private static Map<String, ZoneId> toZones(String... lines) {
    Map<String, ZoneId> zones = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      for (String name : List.of(words).subList(1, words.length)) {
        zones.put(name, ZoneId.of(words[0]));
      }
    }
    return zones;
  }

  /// Apart, since few dates need them.
  private static final class Regions {
    static final Map<String, ZoneId> BY_ID =
        ZoneId.getAvailableZoneIds().stream()
            .filter(id -> !id.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), ZoneId::of));
    static final Map<String, ZoneId> BY_CITY = cities();

    private static Map<String, ZoneId> cities() {
      Map<String, ZoneId> zones = new HashMap<>();
      BY_ID.forEach(
          (id, zone) -> {
            if (id.matches("(africa|america|asia|atlantic|australia|europe|indian|pacific)/.*")) {
              zones.put(id.substring(id.lastIndexOf('/') + 1), zone);
            }
          });
      zones.putAll(
          toZones(
              "Africa/Algiers alger",
              "Africa/Casablanca rabat",
              "America/Halifax atlantique",
              "America/New_York washington",
              "America/Toronto ottawa quebec est",
              "Asia/Beirut beyrouth",
              "Asia/Shanghai pekin",
              "Etc/UTC coordinated_universal_time greenwich_mean_time",
              "Europe/Brussels bruxelles",
              "Europe/London londres",
              "Europe/Moscow moscou",
              "Europe/Zurich berne geneve"));
      return zones;
    }
  }
}
