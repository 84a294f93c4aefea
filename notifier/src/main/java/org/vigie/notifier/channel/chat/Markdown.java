package org.vigie.notifier.channel.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.notifier.channel.brief.BriefStory;
import org.vigie.notifier.render.MarkedText;

/// Writes the Markdown that Mattermost and Discord read.
final class Markdown {
  /// ASCII punctuation that may be the beginning of markup, of an emoji (`:`) or of an address that
  /// becomes a link (`:` and `.`).
  private static final String MARKUP = "\\`*_{}[]()<>#+-.!|~&:@$=^";

  /// What stands before the name of a person, a channel or a tag. Servers look for these in the
  /// text without its escapes.
  private static final String BEFORE_NAMES = "@#~";

  /// Separates such a character from the name, without being seen.
  private static final char ZERO_WIDTH_SPACE = '\u200b';

  private Markdown() {}

  /// The text without markup, mentions and links.
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (MARKUP.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
      if (BEFORE_NAMES.indexOf(c) >= 0) {
        escaped.append(ZERO_WIDTH_SPACE);
      }
    }
    return escaped.toString();
  }

  /// The same, with the marked words in bold.
  static String escape(MarkedText text) {
    return text.spans().stream()
        .map(span -> span.marked() ? bold(span.text()) : escape(span.text()))
        .collect(Collectors.joining());
  }

  /// Escaped text in bold. Blanks at its ends would keep the markup from being read.
  static String bold(String text) {
    String words = text.strip();
    if (words.isEmpty()) {
      return text;
    }
    int start = text.indexOf(words);
    return text.substring(0, start)
        + "**"
        + escape(words)
        + "**"
        + text.substring(start + words.length());
  }

  /// A story, a paragraph in several lines. Of one that is too long, the longest lines are left
  /// out.
  ///
  /// @param maxLength the maximum length in UTF-16 units, at least that of headline and address
  static String writeStory(BriefStory story, int maxLength) {
    List<String> details = new ArrayList<>();
    details.add(escape(story.excerpt()));
    details.add(escape(story.previous()));
    details.add(escape(story.facts()));
    details.removeIf(String::isEmpty);
    String headline = writeHeadline(story);
    while (!details.isEmpty() && join(headline, details).length() > maxLength) {
      details.remove(details.stream().max(Comparator.comparing(String::length)).orElseThrow());
    }
    return join(headline, details);
  }

  private static String join(String headline, List<String> details) {
    return details.isEmpty() ? headline : headline + "\n" + String.join("\n", details);
  }

  private static String writeHeadline(BriefStory story) {
    String label = story.label().isEmpty() ? "" : escape(story.label()) + " ";
    String url = story.url();
    String headline = escape(story.headline());
    return label + (url == null ? headline : "[" + headline + "](" + encode(url) + ")");
  }

  /// Encodes what would end the address of a link.
  private static String encode(String url) {
    StringBuilder encoded = new StringBuilder(url.length());
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || "()<>[]\\`*|\"'".indexOf(c) >= 0) {
        encoded.append("%%%02X".formatted((int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
