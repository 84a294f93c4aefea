package org.vigie.ingest.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// RSS in all its versions and RDF Site Summary, with the extensions that outlets use in place of
/// the plain elements.
final class RssForm {
  private static final Set<String> GROUPS = Set.of("media:group", "media:content");

  private final FeedDates dates;
  private final Bases bases;
  private @Nullable URI site;

  RssForm(FeedDates dates, Bases bases) {
    this.dates = dates;
    this.bases = bases;
  }

  FeedDocument read(Element root, boolean cut, List<String> repairs) {
    Element channelElement = channel(root);
    Fields channel = new Fields(channelElement);
    site = Links.uri(link(channel, channelElement));
    List<Element> items = new ArrayList<>();
    collect(root, items);
    if (cut && !items.isEmpty()) {
      items.removeLast();
    }
    List<Entry> entries = items.stream().map(this::entry).toList();
    String title = channel.text("title", "dc:title");
    return new FeedDocument(
        XmlNames.of(root).startsWith("rdf") ? "RDF" : "RSS",
        title == null ? "" : PlainText.line(title),
        site,
        Links.uri(self(channel.all("atom:link"))),
        refresh(channel),
        Links.uri(Links.resolve(null, channel.text("itunes:new-feed-url", "newlocation"))),
        entries,
        repairs);
  }

  static @Nullable String self(List<Element> links) {
    for (Element link : links) {
      if (link.attr("rel").equals("self")) {
        return Links.resolve(null, link.attr("href"));
      }
    }
    return null;
  }

  private static Element channel(Element root) {
    for (Element element : root.getAllElements()) {
      if (XmlNames.of(element).equals("channel")) {
        return element;
      }
    }
    return root;
  }

  /// Items in document order, also those that a lost end tag left inside another.
  private static void collect(Element root, List<Element> items) {
    for (Element element : root.getElementsByTag("item")) {
      items.add(element);
    }
    if (items.isEmpty()) {
      for (Element element : root.getAllElements()) {
        if (XmlNames.of(element).equals("item")) {
          items.add(element);
        }
      }
    }
  }

  private Entry entry(Element item) {
    Fields fields = new Fields(item);
    Instant dcDate = dates.read(fields.text("dc:date"));
    Instant published = first(dates.read(fields.text("pubdate")), dcDate, date(fields));
    Instant updated =
        first(
            dates.read(fields.text("atom:updated", "updated", "dcterms:modified", "atom:modified")),
            dates.read(fields.text("lastbuilddate")),
            dcDate);
    String guid = guid(fields, item);
    String enclosure = enclosure(fields, item);
    String summary = html(fields, "description", "dc:description", "summary", "atom:summary");
    if (summary.isEmpty()) {
      summary = html(fields, "itunes:summary", "itunes:subtitle", "media:description");
    }
    if (summary.isEmpty()) {
      summary = ofMedia(fields, "media:description");
    }
    Content content =
        new Content(
            title(fields),
            PlainText.line(summary),
            body(fields, summary),
            url(fields, item, guid),
            Authors.rss(fields),
            published,
            updated,
            categories(fields));
    return new Entry(guid, enclosure, content);
  }

  private @Nullable Instant date(Fields fields) {
    return dates.read(
        fields.text(
            "dcterms:issued",
            "atom:published",
            "published",
            "date",
            "dcterms:date",
            "dcterms:available",
            "dcterms:created",
            "atom:issued"));
  }

  private static @Nullable Instant first(@Nullable Instant... candidates) {
    for (Instant candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  private static String title(Fields fields) {
    String title = html(fields, "title", "dc:title", "media:title", "itunes:title", "atom:title");
    return PlainText.line(title.isEmpty() ? ofMedia(fields, "media:title") : title);
  }

  private static String html(Fields fields, String... names) {
    for (String name : names) {
      for (Element element : fields.all(name)) {
        String html = Fields.html(element);
        if (!html.isBlank()) {
          return html;
        }
      }
    }
    return "";
  }

  private static String ofMedia(Fields fields, String name) {
    for (String group : GROUPS) {
      for (Element element : fields.all(group)) {
        String html = html(new Fields(element), name, group.equals(name) ? name : "media:group");
        if (!html.isEmpty()) {
          return html;
        }
      }
    }
    return "";
  }

  private static @Nullable String body(Fields fields, String summary) {
    String html =
        html(
            fields, "content:encoded", "xhtml:body", "body", "fullitem", "atom:content", "content");
    if (html.isEmpty() || html.equals(summary)) {
      return null;
    }
    String body = PlainText.paragraphs(html);
    return body.isEmpty() || body.replace('\n', ' ').equals(PlainText.line(summary)) ? null : body;
  }

  private static @Nullable String guid(Fields fields, Element item) {
    String guid = fields.text("guid", "atom:id", "id");
    if (guid == null) {
      String about = item.attr("rdf:about").strip();
      guid = about.isEmpty() ? fields.text("dc:identifier") : about;
    }
    return guid == null ? null : PlainText.oneLine(guid);
  }

  private @Nullable String url(Fields fields, Element item, @Nullable String guid) {
    String link = link(fields, item);
    if (link != null) {
      return link;
    }
    Element guidElement = fields.first("guid");
    boolean permalink =
        guidElement == null || !guidElement.attr("isPermaLink").strip().equalsIgnoreCase("false");
    if (guid != null && permalink && Links.isHttp(guid)) {
      return Links.resolve(null, guid);
    }
    return null;
  }

  private @Nullable String link(Fields fields, Element owner) {
    for (Element link : fields.all("link")) {
      String text = Fields.text(link);
      String href = text.isEmpty() ? link.attr("href") : text;
      String resolved = Links.resolve(bases.of(link, site), href);
      if (resolved != null) {
        return resolved;
      }
    }
    for (Element link : fields.all("atom:link")) {
      String rel = link.attr("rel");
      String resolved =
          rel.isEmpty() && !link.hasAttr("ref") || rel.equals("alternate")
              ? Links.resolve(bases.of(link, site), link.attr("href"))
              : null;
      if (resolved != null) {
        return resolved;
      }
    }
    return owner.hasAttr("rdf:about") && Links.isHttp(owner.attr("rdf:about"))
        ? Links.resolve(null, owner.attr("rdf:about"))
        : null;
  }

  private @Nullable String enclosure(Fields fields, Element item) {
    URI base = bases.of(item, site);
    for (String name : new String[] {"enclosure", "media:content"}) {
      for (Element element : fields.all(name)) {
        String address = Links.resolve(base, element.attr("url"));
        if (address != null) {
          return address;
        }
      }
    }
    return null;
  }

  private static List<String> categories(Fields fields) {
    Set<String> categories = new LinkedHashSet<>();
    for (String name :
        new String[] {"category", "dc:subject", "atom:category", "itunes:category"}) {
      for (Element element : fields.all(name)) {
        String text = Fields.text(element);
        String word = text.isEmpty() ? Authors.firstAttribute(element, "term", "text") : text;
        String category = word == null ? "" : PlainText.line(word);
        if (!category.isEmpty()) {
          categories.add(category);
        }
      }
    }
    return List.copyOf(categories);
  }

  private static @Nullable Duration refresh(Fields channel) {
    Duration ttl = minutes(channel.text("ttl"), 1);
    if (ttl != null) {
      return ttl;
    }
    String period = channel.text("sy:updateperiod");
    int length =
        switch (period == null ? "" : period.toLowerCase(java.util.Locale.ROOT)) {
          case "hourly" -> 60;
          case "daily" -> 1_440;
          case "weekly" -> 10_080;
          default -> 0;
        };
    if (length == 0) {
      return null;
    }
    Duration frequency = minutes(channel.text("sy:updatefrequency"), 1);
    long times = frequency == null ? 1 : Math.max(1, frequency.toMinutes());
    return Duration.ofMinutes(Math.max(1, length / times));
  }

  private static @Nullable Duration minutes(@Nullable String number, int least) {
    if (number == null || !number.matches("\\d{1,6}") || Integer.parseInt(number) < least) {
      return null;
    }
    return Duration.ofMinutes(Integer.parseInt(number));
  }
}
