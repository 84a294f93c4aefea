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
  static byte[] rss(String title, List<SampleItems.Sample> samples) {
    StringBuilder rss =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">")
            .append("<channel><title>")
            .append(escaped(title))
            .append("</title><link>https://www.example.org/</link><language>fr</language>\n");
    for (int i = 0; i < samples.size(); i++) {
      append(rss, title + " " + i, samples.get(i));
    }
    return rss.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder rss, String guid, SampleItems.Sample sample) {
    String html = "<p>" + escaped(sample.content().summary()) + "</p>";
    rss.append("<item><title>")
        .append(escaped(sample.content().title()))
        .append("</title><link>https://www.example.org/")
        .append(Integer.toHexString(guid.hashCode()))
        .append("</link><guid isPermaLink=\"false\">")
        .append(escaped(guid))
        .append("</guid><pubDate>")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(PUBLISHED))
        .append("</pubDate><category>Monde</category><description>")
        .append(escaped(html))
        .append("</description></item>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
