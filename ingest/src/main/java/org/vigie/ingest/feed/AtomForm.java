package org.vigie.ingest.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// Atom 1.0 and 0.3, with or without their namespace.
final class AtomForm {
  private final FeedDates dates;
  private final Bases bases;
  private @Nullable URI site;
  private @Nullable String feedAuthor;

  AtomForm(FeedDates dates, Bases bases) {
    this.dates = dates;
    this.bases = bases;
  }

  FeedDocument read(Element root, boolean cut, List<String> repairs) {
    Fields feed = new Fields(root);
    site = Links.uri(link(feed));
    feedAuthor = Authors.atom(feed);
    List<Element> elements = new ArrayList<>();
    for (Element element : root.getAllElements()) {
      String name = XmlNames.of(element);
      if (name.equals("atom:entry") || name.equals("entry")) {
        elements.add(element);
      }
    }
    if (cut && !elements.isEmpty()) {
      elements.removeLast();
    }
    List<Entry> entries = elements.stream().map(this::entry).toList();
    return new FeedDocument(
        "Atom",
        text(feed, "title"),
        site,
        Links.uri(RssForm.self(feed.all("atom:link"))),
        null,
        null,
        entries,
        repairs);
  }

  private Entry entry(Element element) {
    Fields fields = new Fields(element);
    String guid = fields.text("atom:id", "id");
    String summary = text(fields, "summary", "subtitle");
    if (summary.isEmpty()) {
      String other = fields.text("dc:description", "media:description");
      summary = other == null ? "" : PlainText.line(other);
    }
    String author = Authors.atom(fields);
    Content content =
        new Content(
            title(fields),
            summary,
            body(fields, summary),
            url(fields, guid),
            author == null ? sourceAuthor(fields) : author,
            date(fields, "published", "issued", "created"),
            date(fields, "updated", "modified"),
            categories(fields));
    return new Entry(guid == null ? null : PlainText.oneLine(guid), enclosure(fields), content);
  }

  private @Nullable String sourceAuthor(Fields entry) {
    Element source = entry.first("atom:source", "source");
    String author = source == null ? null : Authors.atom(new Fields(source));
    return author == null ? feedAuthor : author;
  }

  private static String title(Fields fields) {
    String title = text(fields, "title");
    if (!title.isEmpty()) {
      return title;
    }
    String other = fields.text("dc:title", "media:title");
    return other == null ? "" : PlainText.line(other);
  }

  private @Nullable Instant date(Fields fields, String... names) {
    for (String name : names) {
      Instant date = dates.read(fields.text("atom:" + name, name));
      if (date != null) {
        return date;
      }
    }
    boolean published = names[0].equals("published");
    return dates.read(
        published
            ? fields.text("dcterms:issued", "dc:date", "dcterms:created", "pubdate")
            : fields.text("dcterms:modified"));
  }

  private static String text(Fields fields, String... names) {
    for (String name : names) {
      Element element = fields.first("atom:" + name, name);
      if (element != null) {
        return PlainText.oneLine(readable(element));
      }
    }
    return "";
  }

  private static @Nullable String body(Fields fields, String summary) {
    Element element = fields.first("atom:content", "content", "content:encoded");
    if (element == null) {
      return null;
    }
    String body = readable(element);
    return body.isBlank() || body.replace('\n', ' ').equals(summary) ? null : body;
  }

  /// The text of a text construct by its `type` (Atom 1.0: `text`, `html`, `xhtml` or a media
  /// type; Atom 0.3: a media type and a `mode`). What says `text` is taken at its word; what says
  /// nothing is looked at.
  private static String readable(Element element) {
    String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
    String mode = element.attr("mode").strip().toLowerCase(Locale.ROOT);
    if (mode.equals("base64") || isBinary(type)) {
      String decoded = base64(Fields.text(element));
      return decoded == null ? "" : PlainText.paragraphs(decoded);
    }
    boolean plain = (type.equals("text") || type.equals("text/plain")) && !mode.equals("escaped");
    return plain && element.firstElementChild() == null
        ? PlainText.oneLine(Fields.text(element))
        : PlainText.paragraphs(Fields.html(element));
  }

  private static boolean isBinary(String type) {
    return type.contains("/")
        && !type.startsWith("text/")
        && !type.endsWith("xml")
        && !type.endsWith("html");
  }

  private static @Nullable String base64(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
      return Decoding.decode(bytes, null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable String url(Fields fields, @Nullable String id) {
    String link = link(fields);
    if (link != null) {
      return link;
    }
    Element content = fields.all("atom:content").stream().findFirst().orElse(null);
    String source =
        content == null ? null : Links.resolve(bases.of(content, site), content.attr("src"));
    return source != null || id == null || !Links.isHttp(id) ? source : Links.resolve(null, id);
  }

  /// The alternate link, HTML before other media types.
  private @Nullable String link(Fields fields) {
    String other = null;
    List<Element> links = new ArrayList<>(fields.all("atom:link"));
    links.addAll(fields.all("link"));
    for (Element link : links) {
      String rel = link.attr("rel").strip();
      String resolved =
          rel.isEmpty() || rel.endsWith("alternate")
              ? Links.resolve(bases.of(link, site), reference(link))
              : null;
      if (resolved != null && isPage(link)) {
        return resolved;
      }
      other = other == null ? resolved : other;
    }
    return other;
  }

  private static String reference(Element link) {
    return link.hasAttr("href") ? link.attr("href") : Fields.text(link);
  }

  private static boolean isPage(Element link) {
    String type = link.attr("type").strip();
    return type.isEmpty() || type.endsWith("html") || type.endsWith("html+xml");
  }

  private @Nullable String enclosure(Fields fields) {
    for (Element link : fields.all("atom:link")) {
      if (link.attr("rel").equals("enclosure")) {
        return Links.resolve(bases.of(link, site), link.attr("href"));
      }
    }
    return null;
  }

  private static List<String> categories(Fields fields) {
    Set<String> categories = new LinkedHashSet<>();
    for (String name : new String[] {"atom:category", "category", "dc:subject"}) {
      for (Element element : fields.all(name)) {
        String term = Authors.firstAttribute(element, "term", "label");
        String category = PlainText.line(term == null ? Fields.text(element) : term);
        if (!category.isEmpty()) {
          categories.add(category);
        }
      }
    }
    return List.copyOf(categories);
  }
}
