package org.vigie.ingest.feed;

import static java.util.function.Predicate.not;

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
  // JSON can escape what no XML may hold: halves of characters and control characters.
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");
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
    return new FeedDocument(
        "JSON Feed",
        "",
        line(feed, "title"),
        site,
        Links.parseUri(Links.resolve(null, string(feed, "feed_url"))),
        null,
        QuietTimes.NONE,
        null,
        entries,
        List.of());
  }

  private Entry entry(JsonNode item, @Nullable URI base, @Nullable String feedAuthor) {
    String summary = line(item, "summary");
    String html = words(item.path("content_html"));
    String plain = words(item.path("content_text"));
    String body =
        html != null
            ? PlainText.toParagraphs(html)
            : plain == null ? "" : PlainText.plainParagraphs(plain);
    String author = author(item);
    String page = Links.resolve(base, string(item, "url"));
    String url = page == null ? Links.resolve(base, string(item, "external_url")) : page;
    String id = string(item, "id");
    return new Entry(
        id == null ? null : PlainText.oneLine(id),
        Links.resolve(base, string(item.path("attachments").path(0), "url")),
        new Content(
            line(item, "title"),
            summary,
            body.isEmpty() || body.equals(summary) ? null : body,
            url != null || id == null ? url : Links.resolve(null, id),
            author == null ? feedAuthor : author,
            dates.read(string(item, "date_published")),
            dates.read(string(item, "date_modified")),
            tags(item)));
  }

  private static @Nullable String author(JsonNode node) {
    List<JsonNode> authors = new ArrayList<>();
    node.path("authors").forEach(authors::add);
    authors.add(node.path("author"));
    return authors.stream()
        .map(author -> line(author, "name"))
        .filter(not(String::isEmpty))
        .findFirst()
        .orElse(null);
  }

  private static List<String> tags(JsonNode item) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : item.path("tags")) {
      String text = tag.isString() ? words(tag) : null;
      String line = text == null ? "" : PlainText.plainLine(text);
      if (!line.isEmpty()) {
        tags.add(line);
      }
    }
    return tags;
  }

  /// A text that the format says is plain, as one line; empty if it is missing.
  private static String line(JsonNode node, String name) {
    String text = words(node.path(name));
    return text == null ? "" : PlainText.plainLine(text);
  }

  private static @Nullable String string(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() || value.isNumber() ? clean(value.asString()) : null;
  }

  private static @Nullable String clean(String written) {
    String text = UNFIT.matcher(written).replaceAll("").strip();
    return text.isEmpty() ? null : text;
  }

  /// A text that people read, in which U+FFFD marks a character that was cut; null if nothing of it
  /// is seen.
  private static @Nullable String words(JsonNode value) {
    String text =
        value.isString() || value.isNumber()
            ? clean(HALF.matcher(value.asString()).replaceAll("\uFFFD"))
            : null;
    return text == null || PlainText.isBlank(text) ? null : text;
  }
}
