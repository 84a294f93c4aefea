package org.vigie.ingest.opml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Decoding;
import org.vigie.ingest.feed.PlainText;
import org.vigie.ingest.item.OutletResolver;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.model.WebAddress;

/// Reads and writes OPML 2.0. An outline's `xmlUrl`, `htmlUrl`, `title` (or `text`) and `outlet`
/// are read; attribute names match in any case.
public final class Opml {
  private static final String BUNDLED = "french-news.opml";

  private Opml() {}

  /// The content of a list.
  ///
  /// @param feeds each address and outlet once, in the order of the list
  /// @param problems outlines that are not valid feeds, in words, with their line: `line 12: xmlUrl
  ///     'https://': the address names no host`
  public record FeedList(List<Feed> feeds, List<String> problems) {
    /// Copies the lists.
    public FeedList {
      feeds = List.copyOf(feeds);
      problems = List.copyOf(problems);
    }
  }

  /// The bundled list of French-language news feeds.
  public static FeedList readBundled() {
    try (InputStream in = Opml.class.getResourceAsStream(BUNDLED)) {
      return read(Objects.requireNonNull(in, BUNDLED).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a list. Faults are in the result, never thrown.
  public static FeedList read(byte[] bytes) {
    Parser parser = Parser.xmlParser().settings(ParseSettings.htmlDefault).setTrackPosition(true);
    Document tree = parser.parseInput(Decoding.decode(bytes, null), "");
    List<String> problems = new ArrayList<>();
    if (tree.selectFirst("opml") == null) {
      problems.add("line 1: no OPML, there is no element <opml>");
      return new FeedList(List.of(), problems);
    }
    Map<String, Feed> feeds = new LinkedHashMap<>();
    for (Element outline : tree.select("outline")) {
      Feed feed = readFeed(outline, problems);
      if (feed != null) {
        feeds.putIfAbsent(feed.id(), feed);
      }
    }
    return new FeedList(List.copyOf(feeds.values()), problems);
  }

  private static @Nullable Feed readFeed(Element outline, List<String> problems) {
    String address = outline.attr("xmlurl").strip();
    if (address.isEmpty()) {
      boolean missing = outline.attr("type").equalsIgnoreCase("rss");
      if (missing) {
        problems.add(describeLine(outline) + "an outline of type rss without xmlUrl");
      }
      return null;
    }
    try {
      URI uri = WebAddress.read(address);
      String label = PlainText.oneLine(outline.attr("title"));
      String title = label.isEmpty() ? PlainText.oneLine(outline.attr("text")) : label;
      return Feed.of(
          uri,
          OutletResolver.resolveForFeed(
              PlainText.oneLine(outline.attr("outlet")), outline.attr("htmlurl").strip(), uri),
          title.isEmpty() ? null : title,
          null);
    } catch (IllegalArgumentException e) {
      problems.add(
          "%sxmlUrl '%s': %s"
              .formatted(
                  describeLine(outline),
                  PlainText.oneLine(WebAddress.maskUserInfo(address)),
                  e.getMessage()));
      return null;
    }
  }

  private static String describeLine(Element outline) {
    return "line " + outline.sourceRange().start().lineNumber() + ": ";
  }

  /// Writes these feeds as OPML, sorted by outlet, one folder per outlet.
  public static String write(Collection<Feed> feeds) {
    StringBuilder out = new StringBuilder();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n")
        .append("    <title>Feeds watched by Vigie</title>\n  </head>\n  <body>\n");
    Map<Outlet, List<Feed>> byOutlet = new LinkedHashMap<>();
    feeds.stream()
        .sorted(
            Comparator.comparing((Feed feed) -> feed.outlet().id()).thenComparing(Feed::address))
        .forEach(
            feed -> byOutlet.computeIfAbsent(feed.outlet(), outlet -> new ArrayList<>()).add(feed));
    byOutlet.forEach((outlet, group) -> writeFolder(out, outlet, group));
    return out.append("  </body>\n</opml>\n").toString();
  }

  private static void writeFolder(StringBuilder out, Outlet outlet, List<Feed> feeds) {
    out.append("    <outline").append(formatAttribute("text", outlet.name())).append(">\n");
    for (Feed feed : feeds) {
      String title = feed.title() == null ? outlet.name() : feed.title();
      out.append("      <outline type=\"rss\"")
          .append(formatAttribute("text", title))
          .append(formatAttribute("title", title))
          .append(formatAttribute("outlet", outlet.name()))
          .append(formatAttribute("xmlUrl", feed.address().toString()))
          .append("/>\n");
    }
    out.append("    </outline>\n");
  }

  private static String formatAttribute(String name, String value) {
    return " " + name + "=\"" + Entities.escape(value).replace("\"", "&quot;") + "\"";
  }
}
