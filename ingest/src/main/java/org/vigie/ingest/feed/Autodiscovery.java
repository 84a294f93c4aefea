package org.vigie.ingest.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Finds the feeds that a web page names, for a person who knows a site's address and not its
/// feed's: by the type of a link, in the page or the HTTP header `Link`, or by `rel="feed"`. Only
/// if there are none, the links are taken whose address looks like a feed's.
public final class Autodiscovery {
  private static final Pattern FEED_TYPE =
      Pattern.compile("(?:application|text)/(?:x-)?(?:rss|atom|rdf|feed)(?:\\+(?:xml|json))?");
  private static final Set<String> XML_TYPES =
      Set.of("application/xml", "text/xml", "application/x-xml");
  private static final Set<String> JSON_TYPES = Set.of("application/json", "text/json");

  /// What sites name by the types of XML and JSON and is no feed, such as the interfaces of
  /// WordPress and Drupal.
  private static final Pattern NO_FEED =
      Pattern.compile("/wp-json\\b|rest_route=|/jsonapi\\b|oembed|sitemap|opensearch|manifest");

  private static final Pattern FEED_NAME =
      Pattern.compile(
          "/(?:[^/]*[._-])?(?:rss|atom|feed|rdf)[0-9]*(?:[._-](?:xml|json|php|rss|atom))?/?$");
  private static final Pattern FEED_PARAMETER =
      Pattern.compile("(?:^|&)(?:feed|format|type|output)=(?:rss2?|atom|rdf|feed)(?:&|$)");
  private static final Pattern COMMENTS = Pattern.compile("\\bcomment(?:s|aires?)?\\b");

  private static final Pattern HEADER_TARGET = Pattern.compile("<([^<>]*+)>");
  private static final Pattern HEADER_PARAMETER =
      Pattern.compile("\\s*+;\\s*+([\\w*-]++)\\s*+(?:=\\s*+(?:\"([^\"]*+)\"|([^\\s;,\"]*+)))?");

  private Autodiscovery() {}

  /// A feed that a page names.
  ///
  /// @param title as the page calls it, may be empty
  public record FoundFeed(URI address, String title) {}

  /// By what a link is taken for one to a feed; the surest first.
  private enum Likelihood {
    FEED_TYPE,
    FEED_RELATION,
    XML_TYPE,
    JSON_TYPE,
    FEED_NAME,
    COMMENTS
  }

  private record Candidate(FoundFeed feed, Likelihood likelihood) {}

  /// The feeds of a page, each address once: the most probable first, those of comments last, else
  /// in the order of the page, with those of the header behind.
  ///
  /// @param contentType of the HTTP answer, null if unknown
  /// @param linkHeader the values of the header `Link`, joined by commas; null without
  /// @param address the address of the page, null if unknown; it is never among the feeds
  public static List<FoundFeed> feeds(
      byte[] page,
      @Nullable String contentType,
      @Nullable String linkHeader,
      @Nullable URI address) {
    Document document = Jsoup.parse(Decoding.decode(page, contentType));
    URI base = base(document, address);
    List<Candidate> found = new ArrayList<>();
    for (Element link : document.select("link[href], a[href], area[href]")) {
      String href = link.attr("href");
      add(found, base, href, title(link), judge(link.attr("rel"), link.attr("type"), href));
    }
    addFromHeader(found, address, linkHeader == null ? "" : linkHeader);
    if (found.isEmpty()) {
      for (Element link : document.select("a[href], area[href]")) {
        String href = link.attr("href");
        add(found, base, href, title(link), looksLikeFeed(href) ? Likelihood.FEED_NAME : null);
      }
    }
    return sort(found, address);
  }

  private static List<FoundFeed> sort(List<Candidate> found, @Nullable URI page) {
    found.sort(Comparator.comparing(Candidate::likelihood));
    Map<String, FoundFeed> feeds = new LinkedHashMap<>();
    for (Candidate candidate : found) {
      String address = candidate.feed().address().toString();
      feeds.putIfAbsent(Links.normalise(address), candidate.feed());
    }
    if (page != null) {
      feeds.remove(Links.normalise(page.toString()));
    }
    return List.copyOf(feeds.values());
  }

  /// Returns what a link is by its relation and type; null if it names no feed.
  private static @Nullable Likelihood judge(String rel, String type, String href) {
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (FEED_TYPE.matcher(plain).matches()) {
      return Likelihood.FEED_TYPE;
    }
    List<String> relations = List.of(rel.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    boolean named = relations.contains("feed");
    boolean refused = NO_FEED.matcher(href.toLowerCase(Locale.ROOT)).find();
    if (refused || !named && !relations.contains("alternate")) {
      return null;
    }
    if (XML_TYPES.contains(plain)) {
      return Likelihood.XML_TYPE;
    }
    if (JSON_TYPES.contains(plain)) {
      return Likelihood.JSON_TYPE;
    }
    return named && plain.isEmpty() ? Likelihood.FEED_RELATION : null;
  }

  private static boolean looksLikeFeed(String href) {
    String lower = href.strip().toLowerCase(Locale.ROOT).split("#", 2)[0];
    int query = lower.indexOf('?');
    String path = "/" + (query < 0 ? lower : lower.substring(0, query));
    return FEED_NAME.matcher(path).find()
        || query >= 0 && FEED_PARAMETER.matcher(lower.substring(query + 1)).find();
  }

  private static void add(
      List<Candidate> found,
      @Nullable URI base,
      String href,
      String title,
      @Nullable Likelihood likelihood) {
    URI address = likelihood == null ? null : follow(base, href);
    if (likelihood != null && address != null) {
      String words = (title + " " + href).toLowerCase(Locale.ROOT);
      found.add(
          new Candidate(
              new FoundFeed(address, PlainText.oneLine(title)),
              COMMENTS.matcher(words).find() ? Likelihood.COMMENTS : likelihood));
    }
  }

  private static @Nullable URI follow(@Nullable URI base, String href) {
    try {
      return Links.follow(base, href);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Adds the links of a `Link` header (RFC 8288).
  private static void addFromHeader(List<Candidate> found, @Nullable URI base, String header) {
    Matcher target = HEADER_TARGET.matcher(header);
    Matcher parameter = HEADER_PARAMETER.matcher(header);
    for (int from = 0; target.find(from); ) {
      Map<String, String> values = new HashMap<>();
      from = target.end();
      while (parameter.region(from, header.length()).lookingAt()) {
        String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
        values.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
        from = parameter.end();
      }
      String href = target.group(1);
      Likelihood likelihood =
          judge(values.getOrDefault("rel", ""), values.getOrDefault("type", ""), href);
      add(found, base, href, values.getOrDefault("title", ""), likelihood);
    }
  }

  private static String title(Element link) {
    String title = link.attr("title");
    return title.isBlank() ? link.text() : title;
  }

  private static @Nullable URI base(Document document, @Nullable URI page) {
    Element base = document.selectFirst("base[href]");
    URI named = base == null ? null : Links.parseUri(Links.resolve(page, base.attr("href")));
    return named == null ? page : named;
  }
}
