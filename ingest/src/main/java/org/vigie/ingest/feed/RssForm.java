package org.vigie.ingest.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// RSS in all its versions and RDF Site Summary, with the extensions that outlets use in place of
/// the plain elements.
final class RssForm {
  private static final List<String> SUMMARIES =
      List.of("description", "dc:description", "summary", "atom:summary");
  private static final Set<String> GROUPS = Set.of("media:group", "media:content");

  private final FeedDates dates;
  private final Bases bases;
  private @Nullable URI site;

  RssForm(FeedDates dates, Bases bases) {
    this.dates = dates;
    this.bases = bases;
  }

  FeedDocument read(FeedOutline outline, List<String> repairs) {
    FeedElement channel = outline.channel();
    site = Links.uri(link(channel));
    List<Entry> entries = outline.entries().stream().map(this::entry).toList();
    String title = channel.textOf("title", "dc:title");
    return new FeedDocument(
        outline.format().title,
        "",
        title == null ? "" : PlainText.line(title),
        site,
        outline.self(),
        refresh(channel),
        QuietTimes.of(channel),
        Links.uri(Links.resolve(null, channel.textOf("itunes:new-feed-url", "newlocation"))),
        entries,
        repairs);
  }

  private Entry entry(FeedElement fields) {
    Instant dcDate = dates.read(fields.textOf("dc:date"));
    Instant published = first(dates.read(fields.textOf("pubdate")), dcDate, date(fields));
    Instant updated =
        first(
            dates.read(
                fields.textOf("atom:updated", "updated", "dcterms:modified", "atom:modified")),
            dates.read(fields.textOf("lastbuilddate")),
            dates.read(fields.attribute("lastmod")),
            dcDate);
    String guid = guid(fields);
    String enclosure = enclosure(fields);
    List<String> texts = texts(fields);
    String summary = texts.isEmpty() ? "" : texts.getFirst();
    if (summary.isEmpty()) {
      summary = html(fields, "itunes:summary", "itunes:subtitle", "media:description", "abstract");
    }
    if (summary.isEmpty()) {
      summary = ofMedia(fields, "media:description");
    }
    Content content =
        new Content(
            title(fields),
            PlainText.line(summary),
            body(fields, summary, texts.size() < 2 ? "" : texts.get(1)),
            url(fields, guid),
            Authors.rss(fields),
            published,
            updated,
            categories(fields));
    return new Entry(guid, enclosure, content);
  }

  private @Nullable Instant date(FeedElement fields) {
    return dates.read(
        fields.textOf(
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

  private static String title(FeedElement fields) {
    String title = html(fields, "title", "dc:title", "media:title", "itunes:title", "atom:title");
    return PlainText.line(title.isEmpty() ? ofMedia(fields, "media:title") : title);
  }

  private static String html(FeedElement fields, String... names) {
    for (String name : names) {
      for (FeedElement element : fields.all(name)) {
        String html = element.html();
        if (!html.isBlank()) {
          return html;
        }
      }
    }
    return "";
  }

  private static String ofMedia(FeedElement fields, String name) {
    for (String group : GROUPS) {
      for (FeedElement element : fields.all(group)) {
        String html = html(element, name, group.equals(name) ? name : "media:group");
        if (!html.isEmpty()) {
          return html;
        }
      }
    }
    return "";
  }

  /// What an entry says of itself under the names of a summary. Of two such texts the first is the
  /// summary, the second the body, as readers agree.
  private static List<String> texts(FeedElement fields) {
    List<FeedElement> found = new ArrayList<>();
    for (String name : SUMMARIES) {
      fields.all(name).stream().filter(text -> !text.html().isBlank()).forEach(found::add);
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparingInt(FeedElement::place));
    }
    return found.stream().map(FeedElement::html).toList();
  }

  /// @param second a text that stands in for a body where there is none
  private static @Nullable String body(FeedElement fields, String summary, String second) {
    String named =
        html(
            fields, "content:encoded", "xhtml:body", "body", "fullitem", "atom:content", "content");
    String html = named.isEmpty() ? second : named;
    if (html.isEmpty() || html.equals(summary)) {
      return null;
    }
    String body = PlainText.paragraphs(html);
    return body.isEmpty() || body.replace('\n', ' ').equals(PlainText.line(summary)) ? null : body;
  }

  private static @Nullable String guid(FeedElement fields) {
    String guid = fields.textOf("guid", "atom:id", "id");
    if (guid == null) {
      String about = fields.attribute("rdf:about").strip();
      guid = about.isEmpty() ? fields.textOf("dc:identifier") : about;
    }
    return guid == null ? null : PlainText.oneLine(guid);
  }

  private @Nullable String url(FeedElement fields, @Nullable String guid) {
    String link = link(fields);
    if (link != null) {
      return link;
    }
    FeedElement guidElement = fields.firstOf("guid");
    boolean permalink =
        guidElement == null
            || !guidElement.attribute("isPermaLink").strip().equalsIgnoreCase("false");
    if (guid == null || !permalink) {
      return null;
    }
    if (guidElement != null && guid.startsWith("/")) {
      return bases.resolve(guidElement, site, guid);
    }
    return Links.isHttp(guid) ? Links.resolve(null, Links.unescaped(guid)) : null;
  }

  private @Nullable String link(FeedElement fields) {
    for (FeedElement link : fields.all("link")) {
      String text = link.text();
      String href = text.isEmpty() && leadsToPage(link) ? link.attribute("href") : text;
      String resolved = bases.resolve(link, site, href);
      if (resolved != null) {
        return resolved;
      }
    }
    for (FeedElement link : fields.all("atom:link")) {
      String resolved =
          leadsToPage(link) ? bases.resolve(link, site, link.attribute("href")) : null;
      if (resolved != null) {
        return resolved;
      }
    }
    String about = fields.attribute("rdf:about");
    return Links.isHttp(about)
        ? Links.resolve(null, about)
        : bases.resolve(fields, site, fields.attribute("href"));
  }

  private static boolean leadsToPage(FeedElement link) {
    String rel = link.attribute("rel").strip();
    return rel.isEmpty() && link.attribute("ref").isEmpty() || rel.equalsIgnoreCase("alternate");
  }

  private @Nullable String enclosure(FeedElement fields) {
    URI base = bases.of(fields, site);
    for (String name : new String[] {"enclosure", "media:content"}) {
      for (FeedElement element : fields.all(name)) {
        String address = Links.resolve(base, element.attribute("url"));
        if (address != null) {
          return address;
        }
      }
    }
    return null;
  }

  private static List<String> categories(FeedElement fields) {
    Set<String> categories = new LinkedHashSet<>();
    for (String name :
        new String[] {"category", "dc:subject", "atom:category", "itunes:category"}) {
      for (FeedElement element : fields.all(name)) {
        String text = element.text();
        String word = text.isEmpty() ? element.attributeOf("term", "text") : text;
        String category = word == null ? "" : PlainText.line(word);
        if (!category.isEmpty()) {
          categories.add(category);
        }
      }
    }
    return List.copyOf(categories);
  }

  private static @Nullable Duration refresh(FeedElement channel) {
    Duration ttl = minutes(channel.textOf("ttl"), 1);
    if (ttl != null) {
      return ttl;
    }
    String period = channel.textOf("sy:updateperiod");
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
    Duration frequency = minutes(channel.textOf("sy:updatefrequency"), 1);
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
