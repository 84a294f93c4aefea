package org.vigie.bench;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Generates RSS documents in the form that newspapers use: titles in plain text, descriptions as
/// escaped HTML.
final class SampleFeeds {
  private static final ZonedDateTime PUBLISHED =
      ZonedDateTime.of(2025, 3, 1, 6, 0, 0, 0, ZoneOffset.UTC);

  private SampleFeeds() {}

  /// Returns a document with one entry for each sample.
  static byte[] createRss(String title, List<SampleItems.SampleText> samples) {
    StringBuilder rss =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">")
            .append("<channel><title>")
            .append(escape(title))
            .append("</title><link>https://www.example.org/</link><language>fr</language>\n");
    for (int i = 0; i < samples.size(); i++) {
      appendItem(rss, title + " " + i, samples.get(i));
    }
    return rss.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void appendItem(StringBuilder rss, String guid, SampleItems.SampleText sample) {
    String html = "<p>" + escape(sample.content().summary()) + "</p>";
    rss.append("<item><title>")
        .append(escape(sample.content().title()))
        .append("</title><link>https://www.example.org/")
        .append(Integer.toHexString(guid.hashCode()))
        .append("</link><guid isPermaLink=\"false\">")
        .append(escape(guid))
        .append("</guid><pubDate>")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(PUBLISHED))
        .append("</pubDate><category>Monde</category><description>")
        .append(escape(html))
        .append("</description></item>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
