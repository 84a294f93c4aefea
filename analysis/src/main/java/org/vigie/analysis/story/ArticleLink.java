package org.vigie.analysis.story;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.TrackingParameters;

/// Normalizes the address of an article, so that all copies of the article share it.
final class ArticleLink {
  private static final Pattern SCHEME = Pattern.compile("^[a-z]+://((www|m|amp|mobile)\\.)?");

  /// What may be left where [TrackingParameters] has gone. The last five prefixes are also
  /// parameters with which sites number their articles: a parameter
  /// whose value is a number of three digits or more is kept.
  private static final Pattern TRACKER =
      Pattern.compile(
          "(utm_|at_|ga_|xtor|fbclid|gclid|mc_|cmp).*"
              + "|(ref|source|from|share|rss)[a-z_-]*+(?!=[0-9]{3,}$).*");
  private static final List<String> IGNORED_ENDINGS = List.of("/", "/amp", ".amp");

  /// Minimum length of the last part of a path that identifies an article; shorter ones are
  /// sections, home pages and live pages.
  private static final int MIN_NAME_LENGTH = 12;

  private ArticleLink() {}

  /// Returns null if the address identifies no article.
  static @Nullable String normalize(@Nullable String url) {
    if (url == null) {
      return null;
    }
    String clean = TrackingParameters.removeFrom(url.strip());
    String address = SCHEME.matcher(clean.toLowerCase(Locale.ROOT)).replaceFirst("");
    int fragment = address.indexOf('#');
    address = fragment < 0 ? address : address.substring(0, fragment);
    int mark = address.indexOf('?');
    String path = removeEndings(mark < 0 ? address : address.substring(0, mark));
    String query = mark < 0 ? "" : removeTrackers(address.substring(mark + 1));
    String name = path.substring(path.lastIndexOf('/') + 1) + query;
    boolean names = path.indexOf('/') > 0 && name.length() >= MIN_NAME_LENGTH;
    return names ? path + query : null;
  }

  /// A loop, since a regular expression that repeats a group needs a stack as deep as the text.
  private static String removeEndings(String path) {
    int end = path.length();
    int before;
    do {
      before = end;
      for (String ending : IGNORED_ENDINGS) {
        if (path.startsWith(ending, end - ending.length())) {
          end -= ending.length();
        }
      }
    } while (end < before);
    return path.substring(0, end);
  }

  private static String removeTrackers(String query) {
    String kept =
        Arrays.stream(query.split("&"))
            .filter(part -> !TRACKER.matcher(part).matches())
            .sorted()
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? "" : "?" + kept;
  }
}
