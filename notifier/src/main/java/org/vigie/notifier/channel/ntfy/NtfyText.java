package org.vigie.notifier.channel.ntfy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.notifier.channel.brief.BriefMessage;
import org.vigie.notifier.channel.brief.BriefStory;

/// The text of a notification: lines of plain text. A single story is told in its sentences; of
/// several, each has its headline and its address.
final class NtfyText {
  private static final String PARAGRAPH = "\n\n";

  private NtfyText() {}

  /// Writes the text. What does not fit is cut off the stories, since the end says how many there
  /// are and how to stop them.
  ///
  /// @param maxBytes the maximum length in UTF-8
  static String write(BriefMessage message, int maxBytes) {
    List<String> paragraphs = new ArrayList<>(List.of(message.lead()));
    boolean single = message.isSingleStory();
    for (BriefMessage.BriefSection section : message.sections()) {
      paragraphs.add(section.title());
      section
          .stories()
          .forEach(
              story ->
                  paragraphs.add(
                      single ? writeInFull(message.subject(), story) : writeShort(story)));
    }
    String end = join(PARAGRAPH, Stream.of(message.leftOut(), String.join("\n", message.end())));
    String shortEnd = Utf8.truncate(end, maxBytes / 4);
    String text =
        Utf8.truncate(
            join(PARAGRAPH, paragraphs.stream()),
            maxBytes - Utf8.length(shortEnd) - PARAGRAPH.length());
    return join(PARAGRAPH, Stream.of(text, shortEnd));
  }

  private static String writeInFull(String subject, BriefStory story) {
    String headline = story.headline().text();
    return join(
        "\n",
        Stream.of(
            story.label(),
            subject.contains(headline) ? "" : headline,
            story.excerpt().text(),
            story.previous(),
            story.facts()));
  }

  /// Writes one story of several.
  static String writeShort(BriefStory story) {
    String url = story.url();
    return join(
        "\n",
        Stream.of(
            "• " + join(" ", Stream.of(story.label(), story.headline().text())),
            story.facts(),
            url == null ? "" : url));
  }

  private static String join(String separator, Stream<String> texts) {
    return texts.filter(text -> !text.isEmpty()).collect(Collectors.joining(separator));
  }
}
