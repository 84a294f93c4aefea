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
  private static final String UNDERLINE = "\u001b[4m";
  private static final String INDENT = "  ";

  /// A part of a line.
  ///
  /// @param code the escape sequence of its colour, empty for none
  private record Part(String text, String code) {}

  /// @param marks said of the message as a whole, in brackets
  /// @param details the ends of the last line, such as for whom the message is
  List<String> format(StoryView story, List<String> marks, List<String> details) {
    List<String> lines = new ArrayList<>(formatHead(story, marks));
    addText(lines, story.headline(), BOLD);
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
    List<Part> end =
        Stream.concat(Stream.of(story.time(), story.countries()), details.stream())
            .map(part -> new Part(part, DIM))
            .toList();
    lines.addAll(joinParts(end, INDENT));
    return lines;
  }

  private List<String> formatHead(StoryView story, List<String> marks) {
    List<Part> parts = new ArrayList<>();
    story.topics().forEach(topic -> parts.add(format(topic)));
    parts.add(new Part(story.outlets(), BOLD));
    Stream.concat(Stream.of(story.change(), story.note()), marks.stream())
        .filter(mark -> !mark.isEmpty())
        .forEach(mark -> parts.add(new Part("[" + mark + "]", "")));
    return joinParts(parts, "");
  }

  /// As many parts on a line as fit.
  private List<String> joinParts(List<Part> parts, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    int used = indent.length();
    for (Part part : parts) {
      if (part.text().isEmpty()) {
        continue;
      }
      boolean first = line.length() == indent.length();
      if (!first && used + INDENT.length() + part.text().length() > width()) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(INDENT);
        used = INDENT.length();
      } else if (!first) {
        line.append(INDENT);
        used += INDENT.length();
      }
      line.append(addColour(part.code(), part.text()));
      used += part.text().length();
    }
    lines.add(line.toString());
    return lines;
  }

  private int width() {
    return terminal.columns() == 0 ? Integer.MAX_VALUE : terminal.columns();
  }

  /// A heading or another line that stands out.
  String formatHeading(String text) {
    return addColour(BOLD, text);
  }

  /// The heading of the stories of one topic.
  String formatHeading(String topic, String title) {
    return addColour(BOLD, addColour(findCode(topic), title));
  }

  private static Part format(TopicView topic) {
    return new Part("● " + topic.label(), findCode(topic.id()));
  }

  private void addText(List<String> lines, MarkedText text, String code) {
    MarkedLines.wrap(text, width() - INDENT.length())
        .forEach(line -> lines.add(INDENT + format(line, code)));
  }

  /// Without colours, evidence stands between asterisks.
  private String format(MarkedText line, String code) {
    if (!terminal.colours()) {
      return line.text("*", "*");
    }
    return line.spans().stream()
        .map(span -> addColour(span.marked() ? code + UNDERLINE : code, span.text()))
        .collect(Collectors.joining());
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
