package org.vigie.app.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.app.terminal.Terminal;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.Phrases;
import org.vigie.notifier.render.StoryView;
import org.vigie.notifier.render.TopicColour;
import org.vigie.notifier.render.TopicView;

/// Lays out what a message says about a story as lines of a terminal. Immutable.
///
/// @param terminal says how wide it is, and whether it has colours
/// @param phrases the words around the story
record StoryLines(Terminal terminal, Phrases phrases) {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String HIGHLIGHT = "\u001b[1;4m";
  private static final String INDENT = "  ";

  /// @param marks said of the message as a whole, in brackets
  /// @param details the ends of the last line, such as for whom the message is
  List<String> format(StoryView story, List<String> marks, List<String> details) {
    List<String> lines = new ArrayList<>();
    lines.add(
        joinPresent(
            Stream.concat(
                Stream.of(
                    story.topics().stream().map(this::format).collect(Collectors.joining(" ")),
                    addColour(BOLD, story.outlets()),
                    addBrackets(story.change()),
                    addBrackets(story.note())),
                marks.stream().map(StoryLines::addBrackets))));
    addText(lines, story.headline(), "");
    addText(
        lines,
        story.previous().isEmpty()
            ? MarkedText.EMPTY
            : MarkedText.of(phrases.before() + story.previous()),
        DIM);
    addText(lines, story.excerpt(), "");
    if (story.url() != null) {
      lines.add(INDENT + addColour(DIM, story.url()));
    }
    lines.add(
        INDENT
            + addColour(
                DIM,
                joinPresent(
                    Stream.concat(Stream.of(story.time(), story.countries()), details.stream()))));
    return lines;
  }

  /// A heading or another line that stands out.
  String formatHeading(String text) {
    return addColour(BOLD, text);
  }

  /// The heading of the stories of one topic.
  String formatHeading(String topic, String title) {
    return addColour(BOLD, addColour(findCode(topic), title));
  }

  private String format(TopicView topic) {
    return addColour(findCode(topic.id()), "● " + topic.label());
  }

  private void addText(List<String> lines, MarkedText text, String code) {
    int width = terminal.columns() == 0 ? Integer.MAX_VALUE : terminal.columns() - INDENT.length();
    MarkedLines.wrap(text, width).forEach(line -> lines.add(INDENT + format(line, code)));
  }

  /// Without colours, evidence stands between asterisks.
  private String format(MarkedText line, String code) {
    if (!terminal.colours()) {
      return line.text("*", "*");
    }
    return line.spans().stream()
        .map(span -> addColour(span.marked() ? code + HIGHLIGHT : code, span.text()))
        .collect(Collectors.joining());
  }

  private static String addBrackets(String text) {
    return text.isEmpty() ? "" : "[" + text + "]";
  }

  private static String joinPresent(Stream<String> parts) {
    return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(INDENT));
  }

  private String addColour(String code, String text) {
    return terminal.colours() && !text.isEmpty() && !code.isEmpty() ? code + text + RESET : text;
  }

  /// Foreground colours that are legible on light and dark backgrounds.
  private static String findCode(String topic) {
    return switch (TopicColour.of(topic)) {
      case GREEN -> "\u001b[32m";
      case BLUE -> "\u001b[34m";
      case RED -> "\u001b[31m";
      case PURPLE -> "\u001b[35m";
      case TEAL -> "\u001b[36m";
    };
  }
}
