package org.vigie.app.alert;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows the output of a terminal as a page. Knows the escape sequences that [StoryLines] writes.
final class AnsiPage {
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([0-9]+)m");
  private static final Map<String, String> STYLES =
      Map.of(
          "1", "font-weight:bold",
          "2", "opacity:.65",
          "4", "text-decoration:underline",
          "31", "color:#ff7b72",
          "32", "color:#7ee787",
          "34", "color:#79c0ff",
          "35", "color:#d2a8ff",
          "36", "color:#76e3ea");

  private AnsiPage() {}

  /// @param columns the width of the terminal
  static String of(String output, int columns) {
    StringBuilder page =
        new StringBuilder(
            """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>terminal</title></head>
            <body style="margin:0;background:#0d1117"><pre style="margin:0;padding:12px;width:%dch;
            color:#e6edf3;font:14px/1.35 'DejaVu Sans Mono',monospace">\
            """
                .formatted(columns));
    Matcher escape = ESCAPE.matcher(output.replace("&", "&amp;").replace("<", "&lt;"));
    int open = 0;
    while (escape.find()) {
      if (escape.group(1).equals("0")) {
        escape.appendReplacement(page, "</span>".repeat(open));
        open = 0;
      } else {
        escape.appendReplacement(page, "<span style=\"" + STYLES.get(escape.group(1)) + "\">");
        open++;
      }
    }
    return escape.appendTail(page).append("</pre></body></html>\n").toString();
  }
}
