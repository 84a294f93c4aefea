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

  FeedDocument read(FeedOutline outline, List<String> repairs) {
    FeedElement feed = outline.channel();
    site = Links.uri(link(feed));
    feedAuthor = Authors.atom(feed);
    List<Entry> entries = outline.entries().stream().map(this::entry).toList();
    return new FeedDocument(
        outline.format().title,
        "",
        text(feed, "title"),
        site,
        outline.self(),
        null,
        QuietTimes.NONE,
        null,
        entries,
        repairs);
  }

  private Entry entry(FeedElement fields) {
    String guid = fields.textOf("atom:id", "id");
    String summary = text(fields, "summary", "subtitle");
    if (summary.isEmpty()) {
      String other = fields.textOf("dc:description", "media:description");
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

  private @Nullable String sourceAuthor(FeedElement entry) {
    FeedElement source = entry.firstOf("atom:source", "source");
    String author = source == null ? null : Authors.atom(source);
    return author == null ? feedAuthor : author;
  }

  private static String title(FeedElement fields) {
    String title = text(fields, "title");
    if (!title.isEmpty()) {
      return title;
    }
    String other = fields.textOf("dc:title", "media:title");
    return other == null ? "" : PlainText.line(other);
  }

  private @Nullable Instant date(FeedElement fields, String... names) {
    for (String name : names) {
      Instant date = dates.read(fields.textOf("atom:" + name, name));
      if (date != null) {
        return date;
      }
    }
    boolean published = names[0].equals("published");
    return dates.read(
        published
            ? fields.textOf("dcterms:issued", "dc:date", "dcterms:created", "pubdate")
            : fields.textOf("dcterms:modified"));
  }

  private static String text(FeedElement fields, String... names) {
    for (String name : names) {
      FeedElement element = fields.firstOf("atom:" + name, name);
      if (element != null) {
        return PlainText.oneLine(readable(element));
      }
    }
    return "";
  }

  private static @Nullable String body(FeedElement fields, String summary) {
    FeedElement element = fields.firstOf("atom:content", "content", "content:encoded");
    if (element == null) {
      return null;
    }
    String body = readable(richest(element));
    return body.isBlank() || body.replace('\n', ' ').equals(summary) ? null : body;
  }

  /// Of several forms of one content (Atom 0.3, `multipart/alternative`) the last, as in e-mail.
  private static FeedElement richest(FeedElement content) {
    List<FeedElement> forms = new ArrayList<>(content.all("atom:content"));
    forms.addAll(content.all("content"));
    return forms.isEmpty() ? content : forms.getLast();
  }

  /// The text of a text construct by its `type` (Atom 1.0: `text`, `html`, `xhtml` or a media
  /// type; Atom 0.3: a media type and a `mode`). What says `text` is taken at its word; what says
  /// nothing is looked at.
  private static String readable(FeedElement element) {
    String type = element.attribute("type").strip().toLowerCase(Locale.ROOT);
    String mode = element.attribute("mode").strip().toLowerCase(Locale.ROOT);
    if (mode.equals("base64") || isBinary(type)) {
      String decoded = base64(element.text());
      return decoded == null ? "" : PlainText.paragraphs(decoded);
    }
    boolean plain = (type.equals("text") || type.equals("text/plain")) && !mode.equals("escaped");
    return plain && !element.holdsElements()
        ? PlainText.said(element.text())
        : PlainText.paragraphs(element.html());
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

  private @Nullable String url(FeedElement fields, @Nullable String id) {
    String link = link(fields);
    if (link != null) {
      return link;
    }
    FeedElement content = fields.all("atom:content").stream().findFirst().orElse(null);
    String source = content == null ? null : bases.resolve(content, site, content.attribute("src"));
    return source != null || id == null || !Links.isHttp(id) ? source : Links.resolve(null, id);
  }

  /// The alternate link, HTML before other media types.
  private @Nullable String link(FeedElement fields) {
    String other = null;
    List<FeedElement> links = new ArrayList<>(fields.all("atom:link"));
    links.addAll(fields.all("link"));
    for (FeedElement link : links) {
      String rel = link.attribute("rel").strip().toLowerCase(Locale.ROOT);
      String resolved =
          rel.isEmpty() || rel.endsWith("alternate")
              ? bases.resolve(link, site, reference(link))
              : null;
      if (resolved != null && isPage(link)) {
        return resolved;
      }
      other = other == null ? resolved : other;
    }
    return other;
  }

  private static String reference(FeedElement link) {
    String href = link.attribute("href");
    return href.isEmpty() ? link.text() : href;
  }

  private static boolean isPage(FeedElement link) {
    String type = link.attribute("type").strip();
    return type.isEmpty() || type.endsWith("html") || type.endsWith("html+xml");
  }

  private @Nullable String enclosure(FeedElement fields) {
    for (FeedElement link : fields.all("atom:link")) {
      if (link.attribute("rel").strip().equalsIgnoreCase("enclosure")) {
        return bases.resolve(link, site, link.attribute("href"));
      }
    }
    return null;
  }

  private static List<String> categories(FeedElement fields) {
    Set<String> categories = new LinkedHashSet<>();
    for (String name : new String[] {"atom:category", "category", "dc:subject"}) {
      for (FeedElement element : fields.all(name)) {
        String term = element.attributeOf("term", "label");
        String category = PlainText.line(term == null ? element.text() : term);
        if (!category.isEmpty()) {
          categories.add(category);
        }
      }
    }
    return List.copyOf(categories);
  }
}
