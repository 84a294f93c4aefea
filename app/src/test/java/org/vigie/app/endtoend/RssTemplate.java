package org.vigie.app.endtoend;

import java.util.List;

/// The RSS documents of these tests. Nothing is escaped: the tests choose the texts.
final class RssTemplate {
  private RssTemplate() {}

  static String formatItem(String guid, String title, String summary) {
    return ("<item><guid isPermaLink=\"false\">%s</guid><title>%s</title>"
            + "<description>%s</description></item>")
        .formatted(guid, title, summary);
  }

  static String formatDocument(List<String> items) {
    return "<rss version=\"2.0\"><channel><title>Un journal</title>"
        + String.join("", items)
        + "</channel></rss>";
  }
}
