package org.vigie.app.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.app.time.RelativeTime;
import org.vigie.model.Alert;
import org.vigie.model.Evidence;
import org.vigie.model.Language;
import org.vigie.model.PhaseMatch;
import org.vigie.model.SafeText;
import org.vigie.model.TopicMatch;
import org.vigie.model.TopicNames;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.notifier.render.AlertTexts;
import org.vigie.wire.Json;

/// Prints alerts to a terminal, one after another. Every text from outside is made safe first.
/// Thread-safe.
public final class AlertPrinter implements Consumer<Alert>, ConsoleSender.ConsolePrinter {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String HIGHLIGHT = "\u001b[1;4m";

  /// Foreground colours that are legible on light and dark backgrounds.
  private static final Map<String, String> TOPIC_COLOURS =
      Map.of(
          "ceasefire", "\u001b[32m",
          "summit", "\u001b[34m",
          "sanctions", "\u001b[31m",
          "coalition", "\u001b[35m");

  private static final String OTHER_COLOUR = "\u001b[36m";

  /// Length of a shortened id; enough to distinguish some thousand.
  private static final int SHORT_ID_LENGTH = 8;

  private static final Duration LONGEST_IN_MILLIS = Duration.ofMinutes(2);

  private final Terminal terminal;
  private final AlertFormat format;
  private final TopicNames topicNames;
  private final DisplayTime display;

  /// The output formats.
  public enum AlertFormat {
    /// As [#LISTED], with the time from fetch to now in place of the time at the press.
    LIVE,
    /// Lines for people, with the time at which the press could first be read.
    PAST,
    /// As [#PAST], each with its shortened id, which `alerts show` and `subscriptions mute` take.
    LISTED,
    /// As [#PAST], each marked as never sent.
    ARCHIVE,
    /// One line of JSON.
    JSON
  }

  /// Prints to this terminal.
  ///
  /// @param form the output format
  /// @param names the topic labels
  /// @param display how times are shown
  public AlertPrinter(Terminal terminal, AlertFormat form, TopicNames names, DisplayTime display) {
    this.terminal = terminal;
    this.format = form;
    this.topicNames = names;
    this.display = display;
  }

  /// Prints an alert in English, the language of the commands.
  @Override
  public void accept(Alert alert) {
    write(alert, Language.EN);
  }

  @Override
  public void print(Alert alert, Language language) {
    write(alert, language);
    IOException failure = terminal.writeFailure();
    if (failure != null) {
      throw new UncheckedIOException("standard output: " + failure.getMessage(), failure);
    }
  }

  private synchronized void write(Alert alert, Language language) {
    if (format == AlertFormat.JSON) {
      terminal.printLine(Json.toText(alert));
    } else {
      formatLines(alert, AlertTexts.forLanguage(language)).forEach(terminal::printLine);
    }
    terminal.flush();
  }

  private List<String> formatLines(Alert alert, AlertTexts words) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Stream.of(
                formatTopics(alert, words),
                addColour(BOLD, SafeText.toLine(alert.outletName())),
                words.describeKind(alert, topic -> findTopicName(topic, words)),
                words.describeForm(alert),
                format == AlertFormat.ARCHIVE ? words.unsent() : "",
                addColour(DIM, words.recipient() + SafeText.toLine(alert.subscription())),
                addColour(DIM, formatTime(alert)),
                addColour(DIM, formatId(alert)))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("  ")));
    lines.add("  " + formatTitle(alert, words));
    String previous = alert.previousHeadline();
    if (previous != null && !previous.equals(alert.source().headline())) {
      lines.add("  " + addColour(DIM, words.before() + SafeText.toLine(previous)));
    }
    String evidence = formatEvidence(alert);
    if (!evidence.isEmpty()) {
      lines.add("  " + evidence);
    }
    if (alert.url() != null) {
      lines.add("  " + addColour(DIM, SafeText.toLine(alert.url())));
    }
    return lines;
  }

  private String formatTopics(Alert alert, AlertTexts words) {
    return alert.topics().isEmpty()
        ? addColour(OTHER_COLOUR, "● " + words.query())
        : alert.topics().stream()
            .map(match -> addColour(findColour(match.topic()), "● " + nameMatch(match, words)))
            .collect(Collectors.joining(" "));
  }

  private String nameMatch(TopicMatch match, AlertTexts words) {
    PhaseMatch phase = match.phase();
    String topic = findTopicName(match.topic(), words);
    return phase == null
        ? topic
        : topic + " (" + SafeText.toLine(phase.findName(words.language())) + ")";
  }

  private String findTopicName(String topic, AlertTexts words) {
    return SafeText.toLine(topicNames.findName(topic, words.language()));
  }

  private static String findColour(String topic) {
    return TOPIC_COLOURS.getOrDefault(topic, OTHER_COLOUR);
  }

  private String formatTime(Alert alert) {
    Alert.Timeline times = alert.timeline();
    return switch (format) {
      case LIVE -> formatDelay(Duration.between(times.fetched(), terminal.clock().instant()));
      case PAST, LISTED, ARCHIVE, JSON -> display.format(times.seen());
    };
  }

  /// In milliseconds, unless the alert has waited.
  private static String formatDelay(Duration delay) {
    return delay.compareTo(LONGEST_IN_MILLIS) > 0
        ? RelativeTime.formatLength(delay)
        : Math.max(0, delay.toMillis()) + " ms";
  }

  /// The first letters of the id of an alert that exists.
  private String formatId(Alert alert) {
    if (format != AlertFormat.LIVE && format != AlertFormat.LISTED) {
      return "";
    }
    String id = SafeText.toLine(alert.id());
    return id.substring(0, Math.min(SHORT_ID_LENGTH, id.length()));
  }

  /// The headline with the evidence underlined.
  private String formatTitle(Alert alert, AlertTexts words) {
    String title = alert.title();
    if (title.isBlank()) {
      String headline = replaceUnsafe(alert.source().headline()).strip();
      return addColour(DIM, headline.isEmpty() ? words.untitled() : headline);
    }
    BitSet marked = new BitSet(title.length());
    collectEvidence(alert)
        .filter(span -> span.field().equals("title") && span.end() <= title.length())
        .forEach(span -> marked.set(span.start(), span.end()));
    StringBuilder line = new StringBuilder();
    int at = 0;
    while (at < title.length()) {
      int end = marked.get(at) ? marked.nextClearBit(at) : findNextMark(marked, at, title.length());
      String part = replaceUnsafe(title.substring(at, end));
      line.append(marked.get(at) ? addColour(HIGHLIGHT, part) : part);
      at = end;
    }
    return line.toString().strip();
  }

  private static int findNextMark(BitSet marked, int from, int length) {
    int next = marked.nextSetBit(from);
    return next < 0 ? length : next;
  }

  private static String replaceUnsafe(String text) {
    return text.codePoints()
        .map(c -> SafeText.isHarmless(c) ? c : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// The evidence outside the headline, and inside it if no colour can mark it, in text order and
  /// each once; a span inside another is left out.
  private String formatEvidence(Alert alert) {
    List<Evidence> spans =
        collectEvidence(alert)
            .filter(span -> !terminal.colours() || !span.field().equals("title"))
            .distinct()
            .toList();
    String words =
        spans.stream()
            .filter(span -> spans.stream().noneMatch(other -> isEnclosing(other, span)))
            .sorted(Comparator.comparing(Evidence::field).reversed().thenComparing(Evidence::start))
            .map(span -> "« " + SafeText.toLine(span.text()) + " »")
            .distinct()
            .limit(8)
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? "" : addColour(DIM, words);
  }

  private static boolean isEnclosing(Evidence outer, Evidence inner) {
    return outer.field().equals(inner.field())
        && outer.start() <= inner.start()
        && outer.end() >= inner.end()
        && outer.end() - outer.start() > inner.end() - inner.start();
  }

  private static Stream<Evidence> collectEvidence(Alert alert) {
    Alert.QueryMatch query = alert.query();
    return Stream.concat(
        alert.topics().stream().flatMap(AlertPrinter::streamEvidence),
        query == null ? Stream.empty() : query.evidence().stream());
  }

  private static Stream<Evidence> streamEvidence(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return Stream.concat(
        match.evidence().stream(), phase == null ? Stream.empty() : phase.evidence().stream());
  }

  private String addColour(String code, String text) {
    return terminal.colours() && !text.isEmpty() ? code + text + RESET : text;
  }
}
