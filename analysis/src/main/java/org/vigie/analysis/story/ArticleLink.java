package org.vigie.analysis.story;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part of an address that names an article, the same in every copy of it.
final class ArticleLink {
  private static final Pattern SCHEME = Pattern.compile("^[a-z]+://((www|m|amp|mobile)\\.)?");

  /// The last five are also names that sites give to the number of an article: a number stays.
  private static final Pattern TRACKER =
      Pattern.compile(
          "(utm_|at_|ga_|xtor|fbclid|gclid|mc_|cmp).*"
              + "|(ref|source|from|share|rss)[a-z_-]*+(?!=[0-9]{3,}$).*");
  private static final Pattern TAIL = Pattern.compile("(/|/amp|\\.amp)+$");

  /// Letters and digits of the last part of a path that names an article; shorter ones name
  /// sections, home and live pages.
  private static final int SHORTEST_NAME = 12;

  private ArticleLink() {}

  /// Null for an address that names no article.
  static @Nullable String of(@Nullable String url) {
    if (url == null) {
      return null;
    }
    String address = SCHEME.matcher(url.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    int fragment = address.indexOf('#');
    address = fragment < 0 ? address : address.substring(0, fragment);
    int mark = address.indexOf('?');
    String path = TAIL.matcher(mark < 0 ? address : address.substring(0, mark)).replaceFirst("");
    String query = mark < 0 ? "" : kept(address.substring(mark + 1));
    String name = path.substring(path.lastIndexOf('/') + 1) + query;
    boolean names = path.indexOf('/') > 0 && name.length() >= SHORTEST_NAME;
    return names ? path + query : null;
  }

  private static String kept(String query) {
    String kept =
        Arrays.stream(query.split("&"))
            .filter(part -> !TRACKER.matcher(part).matches())
            .sorted()
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? "" : "?" + kept;
  }
}
