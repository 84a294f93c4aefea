package org.vigie.ingest.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Finds the feeds that a web page names: `<link rel="alternate" type="…">`, the convention of
/// every reader. For a person who knows a site's address and not its feed's.
public final class Autodiscovery {
  private static final Set<String> TYPES =
      Set.of(
          "application/rss+xml",
          "application/atom+xml",
          "application/rdf+xml",
          "application/feed+json");

  private Autodiscovery() {}

  /// A feed that a page names.
  ///
  /// @param title as the page calls it, may be empty
  public record FoundFeed(URI address, String title) {}

  /// The feeds of a page, each address once, in the order of the page.
  ///
  /// @param contentType of the HTTP answer, null if unknown
  /// @param base the address of the page, null if unknown
  public static List<FoundFeed> feeds(
      byte[] page, @Nullable String contentType, @Nullable URI base) {
    Document document = Jsoup.parse(Decoding.decode(page, contentType));
    URI from = base(document, base);
    Map<URI, FoundFeed> found = new LinkedHashMap<>();
    for (Element link : document.select("link[rel~=(?i)\\balternate\\b][href]")) {
      String type = link.attr("type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      URI address = Links.parseUri(Links.resolve(from, link.attr("href")));
      if (TYPES.contains(type) && address != null) {
        found.putIfAbsent(address, new FoundFeed(address, PlainText.oneLine(link.attr("title"))));
      }
    }
    return new ArrayList<>(found.values());
  }

  private static @Nullable URI base(Document document, @Nullable URI page) {
    Element base = document.selectFirst("base[href]");
    URI named = base == null ? null : Links.parseUri(Links.resolve(page, base.attr("href")));
    return named == null ? page : named;
  }
}
