package org.vigie.ingest.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;
import org.vigie.wire.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// JSON Feed 1.0 and 1.1 (jsonfeed.org).
final class JsonFeedReader {
  /// JSON can escape what no XML may hold: control characters and halves of characters.
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cs}\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

  private final FeedDates dates;
  private final @Nullable URI base;

  JsonFeedReader(FeedDates dates, @Nullable URI base) {
    this.dates = dates;
    this.base = base;
  }

  FeedResult read(String text) {
    JsonNode feed;
    try {
      feed = Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return new Unreadable("JSON that cannot be parsed");
    }
    if (!feed.path("items").isArray()) {
      return new Unreadable("JSON, but no JSON Feed: it has no array 'items'");
    }
    URI site = Links.parseUri(Links.resolve(base, string(feed, "home_page_url")));
    List<Entry> entries = new ArrayList<>();
    for (JsonNode item : feed.path("items")) {
      if (item.isObject()) {
        entries.add(entry(item, base == null ? site : base, author(feed)));
      }
    }
    String title = string(feed, "title");
    return new FeedDocument(
        "JSON Feed",
        "",
        title == null ? "" : PlainText.toLine(title),
        site,
        Links.parseUri(Links.resolve(null, string(feed, "feed_url"))),
        null,
        QuietTimes.NONE,
        null,
        entries,
        List.of());
  }

  private Entry entry(JsonNode item, @Nullable URI base, @Nullable String feedAuthor) {
    String title = string(item, "title");
    String html = string(item, "content_html");
    String plain = string(item, "content_text");
    String text = string(item, "summary");
    String summary = text == null ? "" : PlainText.toLine(text);
    String body =
        html != null
            ? PlainText.toParagraphs(html)
            : plain == null ? null : PlainText.plainLine(plain);
    String author = author(item);
    String page = Links.resolve(base, string(item, "url"));
    String url = page == null ? Links.resolve(base, string(item, "external_url")) : page;
    String id = string(item, "id");
    return new Entry(
        id == null ? null : PlainText.oneLine(id),
        Links.resolve(base, string(item.path("attachments").path(0), "url")),
        new Content(
            title == null ? "" : PlainText.toLine(title),
            summary,
            body == null || body.isBlank() || body.equals(summary) ? null : body,
            url != null || id == null ? url : Links.resolve(null, id),
            author == null ? feedAuthor : author,
            dates.read(string(item, "date_published")),
            dates.read(string(item, "date_modified")),
            tags(item)));
  }

  private static @Nullable String author(JsonNode node) {
    String name = string(node.path("authors").path(0), "name");
    String author = name == null ? string(node.path("author"), "name") : name;
    return author == null ? null : PlainText.toLine(author);
  }

  private static List<String> tags(JsonNode item) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : item.path("tags")) {
      String text = tag.isString() ? text(tag) : null;
      if (text != null) {
        tags.add(PlainText.toLine(text));
      }
    }
    return tags;
  }

  private static @Nullable String string(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() || value.isNumber() ? text(value) : null;
  }

  private static @Nullable String text(JsonNode value) {
    String text = UNFIT.matcher(value.asString()).replaceAll("").strip();
    return text.isEmpty() ? null : text;
  }
}
