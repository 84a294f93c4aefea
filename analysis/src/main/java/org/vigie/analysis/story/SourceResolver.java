package org.vigie.analysis.story;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.BundledLines;
import org.vigie.model.Content;
import org.vigie.model.Item;
import org.vigie.model.WebAddress;

/// Resolves the source of an article: the agency whose copy it is, the media group of its outlet,
/// or the outlet. Immutable after construction.
final class SourceResolver {
  /// Number of UTF-16 units at the head and the tail of a text in which a credit is searched:
  /// `PARIS (AFP) -` or `… a-t-il dit. (AFP)`.
  private static final int HEAD_LENGTH = 60;

  private static final int TAIL_LENGTH = 60;

  private record Agency(String id, Pattern bylinePattern, Pattern creditPattern) {}

  private final List<Agency> agencies = new ArrayList<>();
  private final Map<String, String> mediaGroups = new HashMap<>();

  /// Agency names by first letter. Few texts contain one, so that most are rejected without a
  /// regular expression.
  private final Map<Character, List<String>> agencyNames = new HashMap<>();

  private SourceResolver() {}

  static SourceResolver bundled() {
    SourceResolver resolver = new SourceResolver();
    BundledLines.read(SourceResolver.class, "agencies.txt").forEach(resolver::addAgency);
    BundledLines.read(SourceResolver.class, "families.txt").forEach(resolver::addMediaGroup);
    return resolver;
  }

  private void addAgency(String line) {
    int colon = line.indexOf(':');
    List<String> all = splitNames(line.substring(colon + 1));
    all.forEach(
        name -> agencyNames.computeIfAbsent(name.charAt(0), first -> new ArrayList<>()).add(name));
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

  private void addMediaGroup(String line) {
    int colon = line.indexOf(':');
    splitNames(line.substring(colon + 1))
        .forEach(name -> mediaGroups.put(name, line.substring(0, colon)));
  }

  private static List<String> splitNames(String names) {
    return Pattern.compile("\\|").splitAsStream(names).map(String::strip).toList();
  }

  /// Returns the id of the agency, media group or outlet.
  String resolveSource(Item item) {
    Content content = item.content();
    String agency = findAgency(content, item.outlet().name());
    return agency == null ? findMediaGroup(item.outlet().id(), content.url()) : agency;
  }

  private @Nullable String findAgency(Content content, String outlet) {
    String author = content.author();
    String summary = content.summary();
    boolean named =
        (author != null && mayNameAgency(author, 0, author.length()))
            || mayNameAgency(outlet, 0, outlet.length())
            || mayNameAgency(summary, 0, Math.min(HEAD_LENGTH, summary.length()))
            || mayNameAgency(
                summary, Math.max(0, summary.length() - TAIL_LENGTH), summary.length());
    return named ? matchAgency(content, outlet) : null;
  }

  private boolean mayNameAgency(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      List<String> candidates = agencyNames.get(text.charAt(i));
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

  private @Nullable String matchAgency(Content content, String outlet) {
    for (Agency agency : agencies) {
      boolean signs =
          (content.author() != null && agency.bylinePattern().matcher(content.author()).find())
              || agency.bylinePattern().matcher(outlet).find();
      if (signs || isCredited(agency.creditPattern(), content.summary())) {
        return agency.id();
      }
    }
    return null;
  }

  private static boolean isCredited(Pattern credited, String text) {
    Matcher head = credited.matcher(text).region(0, Math.min(HEAD_LENGTH, text.length()));
    Matcher tail =
        credited.matcher(text).region(Math.max(0, text.length() - TAIL_LENGTH), text.length());
    return head.find() || tail.find();
  }

  private String findMediaGroup(String outlet, @Nullable String url) {
    String mediaGroup = mediaGroups.get(outlet);
    for (String host = hostOf(url);
        mediaGroup == null && !host.isEmpty();
        host = parentDomain(host)) {
      mediaGroup = mediaGroups.get(host);
    }
    return mediaGroup == null ? outlet : mediaGroup;
  }

  private static String hostOf(@Nullable String url) {
    try {
      String host = url == null ? null : WebAddress.findHost(URI.create(url));
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String parentDomain(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }
}
