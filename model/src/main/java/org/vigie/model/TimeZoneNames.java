package org.vigie.model;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
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
  private static final Map<String, ZoneId> ABBREVIATIONS = abbreviations();

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

  private static Map<String, ZoneId> abbreviations() {
    Map<String, ZoneId> zones = new HashMap<>();
    String[] offsets = {
      "+0 z ut utc tu gmt wet",
      "+1 bst cet met mez west wat",
      "+2 cest mest mesz eet cat sast",
      "+3 eest msk eat trt idt",
      "+3:30 irst",
      "+4 ret mut",
      "+5 pkt",
      "+7 wib",
      "+8 hkt sgt awst wita",
      "+9 jst kst",
      "+9:30 acst",
      "+10 aest chst",
      "+10:30 acdt",
      "+11 aedt nct",
      "+12 nzst",
      "+13 nzdt",
      "-2 pmdt",
      "-2:30 ndt hat",
      "-3 adt haa brt gft pmst",
      "-3:30 nst hnt",
      "-4 edt ast hae hna",
      "-5 est cdt hne hac",
      "-6 cst mdt hnc har",
      "-7 mst pdt hnr hap",
      "-8 pst hnp akdt",
      "-9 akst",
      "-10 hst taht"
    };
    for (String line : offsets) {
      String[] names = line.split(" ");
      ZoneOffset offset = toOffset(names[0]);
      for (int i = 1; i < names.length; i++) {
        zones.put(names[i], offset);
      }
    }
    zones.put("paris", PressTimeZone.PARIS);
    zones.put("at", ZoneId.of("America/Halifax"));
    zones.put("et", ZoneId.of("America/New_York"));
    zones.put("ct", ZoneId.of("America/Chicago"));
    zones.put("mt", ZoneId.of("America/Denver"));
    zones.put("pt", ZoneId.of("America/Los_Angeles"));
    return Map.copyOf(zones);
  }

  private static ZoneOffset toOffset(String written) {
    String[] parts = written.substring(1).split(":");
    int sign = written.startsWith("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(
        sign * Integer.parseInt(parts[0]),
        parts.length == 1 ? 0 : sign * Integer.parseInt(parts[1]));
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
      String[] others = {
        "alger Africa/Algiers",
        "berne Europe/Zurich",
        "beyrouth Asia/Beirut",
        "bruxelles Europe/Brussels",
        "geneve Europe/Zurich",
        "londres Europe/London",
        "moscou Europe/Moscow",
        "ottawa America/Toronto",
        "pekin Asia/Shanghai",
        "quebec America/Toronto",
        "rabat Africa/Casablanca",
        "washington America/New_York",
        "est America/Toronto",
        "atlantique America/Halifax",
        "coordinated_universal_time Etc/UTC",
        "greenwich_mean_time Etc/UTC"
      };
      for (String line : others) {
        String[] names = line.split(" ");
        zones.put(names[0], ZoneId.of(names[1]));
      }
      return Map.copyOf(zones);
    }
  }
}
