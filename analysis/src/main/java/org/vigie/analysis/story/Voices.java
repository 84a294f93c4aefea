package org.vigie.analysis.story;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;
import org.vigie.model.Item;

/// Resolves the source of an article: the agency whose copy it is, the media group of its outlet,
/// or the outlet. Immutable after construction.
final class Voices {
  /// Number of UTF-16 units at the head and the tail of a text in which a credit is searched:
  /// `PARIS (AFP) -` or `… a-t-il dit. (AFP)`.
  private static final int HEAD = 60;

  private static final int TAIL = 60;

  private record Agency(String id, Pattern signed, Pattern credited) {}

  private final List<Agency> agencies = new ArrayList<>();
  private final Map<String, String> houses = new HashMap<>();

  /// Agency names by first letter. Few texts contain one, so that most are rejected without a
  /// regular expression.
  private final Map<Character, List<String>> names = new HashMap<>();

  private Voices() {}

  static Voices bundled() {
    Voices voices = new Voices();
    Resource.lines("agencies.txt").forEach(voices::addAgency);
    Resource.lines("families.txt").forEach(voices::addHouse);
    return voices;
  }

  private void addAgency(String line) {
    int colon = line.indexOf(':');
    List<String> all = split(line.substring(colon + 1));
    all.forEach(
        name -> names.computeIfAbsent(name.charAt(0), first -> new ArrayList<>()).add(name));
    String either = all.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    agencies.add(
        new Agency(
            line.substring(0, colon),
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + either + ")(?![\\p{L}\\p{N}])"),
            // In brackets, alone or with others, or after a dash: (AFP), (avec AFP), - Reuters
            Pattern.compile(
                "[(\\[][^()\\[\\]]{0,30}(?<![\\p{L}\\p{N}])(?:"
                    + either
                    + ")(?![\\p{L}\\p{N}])[^()\\[\\]]{0,30}[)\\]]"
                    + "|(?:^|[-–—©]\\s?|\\bavec (?:l')?)(?:"
                    + either
                    + ")\\s*(?:[-–—:.]|$)")));
  }

  private void addHouse(String line) {
    int colon = line.indexOf(':');
    split(line.substring(colon + 1)).forEach(name -> houses.put(name, line.substring(0, colon)));
  }

  private static List<String> split(String names) {
    return Pattern.compile("\\|").splitAsStream(names).map(String::strip).toList();
  }

  /// Returns the id of the agency, media group or outlet.
  String of(Item item) {
    Content content = item.content();
    String agency = agency(content, item.outlet().name());
    return agency == null ? house(item.outlet().id(), content.url()) : agency;
  }

  private @Nullable String agency(Content content, String outlet) {
    String author = content.author();
    String summary = content.summary();
    boolean named =
        (author != null && mayName(author, 0, author.length()))
            || mayName(outlet, 0, outlet.length())
            || mayName(summary, 0, Math.min(HEAD, summary.length()))
            || mayName(summary, Math.max(0, summary.length() - TAIL), summary.length());
    return named ? agencyNamed(content, outlet) : null;
  }

  private boolean mayName(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      List<String> candidates = names.get(text.charAt(i));
      if (candidates != null && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))) {
        for (String name : candidates) {
          if (text.startsWith(name, i)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private @Nullable String agencyNamed(Content content, String outlet) {
    for (Agency agency : agencies) {
      boolean signs =
          (content.author() != null && agency.signed().matcher(content.author()).find())
              || agency.signed().matcher(outlet).find();
      if (signs || credits(agency.credited(), content.summary())) {
        return agency.id();
      }
    }
    return null;
  }

  private static boolean credits(Pattern credited, String text) {
    Matcher head = credited.matcher(text).region(0, Math.min(HEAD, text.length()));
    Matcher tail = credited.matcher(text).region(Math.max(0, text.length() - TAIL), text.length());
    return head.find() || tail.find();
  }

  private String house(String outlet, @Nullable String url) {
    String house = houses.get(outlet);
    for (String host = host(url); house == null && !host.isEmpty(); host = parent(host)) {
      house = houses.get(host);
    }
    return house == null ? outlet : house;
  }

  private static String host(@Nullable String url) {
    try {
      String host = url == null ? null : URI.create(url).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String parent(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }
}
