package org.vigie.app.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.wire.Json;

/// Writes JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).
final class JsonFeedWriter {
  private JsonFeedWriter() {}

  static byte[] toBytes(FeedSnapshot document) {
    Map<String, Object> feed = new LinkedHashMap<>();
    feed.put("version", "https://jsonfeed.org/version/1.1");
    feed.put("title", document.feed().title());
    feed.put("home_page_url", "http://" + document.outlet().host() + "/");
    feed.put("feed_url", document.outlet().createAddress(document.feed()));
    feed.put("language", "fr");
    feed.put("items", document.entries().stream().map(JsonFeedWriter::toItem).toList());
    return Json.toBytes(feed);
  }

  private static Map<String, Object> toItem(FeedSnapshot.SnapshotEntry entry) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", entry.guid());
    item.put("url", entry.link());
    item.put("title", entry.title());
    item.put("summary", entry.summary());
    item.put("content_text", entry.summary());
    item.put("date_published", entry.published().toString());
    item.put("date_modified", entry.changed().toString());
    item.put("tags", List.copyOf(entry.categories()));
    return item;
  }
}
