package org.vigie.app.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Alert;
import org.vigie.model.Evidence;
import org.vigie.model.Language;
import org.vigie.model.TopicMatch;
import org.vigie.notifier.ConsoleSender;
import org.vigie.wire.Json;

/// Prints alerts to a terminal, one after another. Every text from outside is made safe first.
/// Thread-safe.
public final class AlertPrinter implements Consumer<Alert>, ConsoleSender.Printer {
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
  private static final int SHOWN_OF_ID = 8;

  private final Terminal terminal;
  private final Form form;
  private final TopicNames names;

  /// The output formats.
  public enum Form {
    /// Lines for people, with the time from fetch to now in milliseconds.
    LIVE,
    /// Lines for people, with the time at which the press could first be read.
    PAST,
    /// As [#PAST], each with its shortened id, by which `alerts show` finds it.
    LISTED,
    /// As [#PAST], each marked as never sent.
    ARCHIVE,
    /// One line of JSON.
    JSON
  }

  /// Names topics for people.
  @FunctionalInterface
  public interface TopicNames {
    /// The name of the topic with this id; the id itself if it has none.
    String of(String topic, Language language);
  }

  /// Prints to this terminal.
  ///
  /// @param form the output format
  /// @param names the topic labels
  public AlertPrinter(Terminal terminal, Form form, TopicNames names) {
    this.terminal = terminal;
    this.form = form;
    this.names = names;
  }

  /// Prints an alert in English, the language of the commands.
  @Override
  public void accept(Alert alert) {
    print(alert, Language.EN);
  }

  @Override
  public synchronized void print(Alert alert, Language language) {
    if (form == Form.JSON) {
      terminal.print(Json.text(alert));
    } else {
      lines(alert, AlertWords.in(language)).forEach(terminal::print);
    }
    terminal.flush();
  }

  private List<String> lines(Alert alert, AlertWords words) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Stream.of(
                topics(alert, words),
                colour(BOLD, Terminal.clean(alert.outletName())),
                words.kind(alert),
                form == Form.ARCHIVE ? words.unsent() : "",
                colour(DIM, words.recipient() + Terminal.clean(alert.subscription())),
                colour(DIM, time(alert)),
                form == Form.LISTED ? colour(DIM, id(alert)) : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("  ")));
    lines.add("  " + title(alert, words));
    String evidence = evidence(alert);
    if (!evidence.isEmpty()) {
      lines.add("  " + evidence);
    }
    if (alert.url() != null) {
      lines.add("  " + colour(DIM, Terminal.clean(alert.url())));
    }
    return lines;
  }

  private String topics(Alert alert, AlertWords words) {
    return alert.topics().isEmpty()
        ? colour(OTHER_COLOUR, "● " + words.query())
        : alert.topics().stream()
            .map(TopicMatch::topic)
            .map(topic -> colour(colourOf(topic), "● " + name(topic, words)))
            .collect(Collectors.joining(" "));
  }

  private String name(String topic, AlertWords words) {
    return Terminal.clean(names.of(topic, words.language()));
  }

  private static String colourOf(String topic) {
    return TOPIC_COLOURS.getOrDefault(topic, OTHER_COLOUR);
  }

  private String time(Alert alert) {
    Alert.Timeline times = alert.timeline();
    return switch (form) {
      case LIVE -> millis(times.fetched(), terminal.clock().instant()) + " ms";
      case PAST, LISTED, ARCHIVE, JSON -> times.seen().toString();
    };
  }

  private static String id(Alert alert) {
    String id = Terminal.clean(alert.id());
    return id.substring(0, Math.min(SHOWN_OF_ID, id.length()));
  }

  private static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }

  /// The headline with the evidence underlined.
  private String title(Alert alert, AlertWords words) {
    String title = alert.title();
    if (title.isBlank()) {
      return colour(DIM, words.untitled());
    }
    BitSet marked = new BitSet(title.length());
    evidenceOf(alert)
        .filter(span -> span.field().equals("title") && span.end() <= title.length())
        .forEach(span -> marked.set(span.start(), span.end()));
    StringBuilder line = new StringBuilder();
    int at = 0;
    while (at < title.length()) {
      int end = marked.get(at) ? marked.nextClearBit(at) : nextMark(marked, at, title.length());
      String part = harmless(title.substring(at, end));
      line.append(marked.get(at) ? colour(HIGHLIGHT, part) : part);
      at = end;
    }
    return line.toString().strip();
  }

  private static int nextMark(BitSet marked, int from, int length) {
    int next = marked.nextSetBit(from);
    return next < 0 ? length : next;
  }

  private static String harmless(String text) {
    return text.codePoints()
        .map(c -> Terminal.harmless(c) ? c : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// The evidence outside the headline, and inside it if no colour can mark it, in text order and
  /// each once; a span inside another is left out.
  private String evidence(Alert alert) {
    List<Evidence> spans =
        evidenceOf(alert)
            .filter(span -> !terminal.colours() || !span.field().equals("title"))
            .distinct()
            .toList();
    String words =
        spans.stream()
            .filter(span -> spans.stream().noneMatch(other -> encloses(other, span)))
            .sorted(Comparator.comparing(Evidence::field).reversed().thenComparing(Evidence::start))
            .map(span -> "« " + Terminal.clean(span.text()) + " »")
            .distinct()
            .limit(8)
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? "" : colour(DIM, words);
  }

  private static boolean encloses(Evidence outer, Evidence inner) {
    return outer.field().equals(inner.field())
        && outer.start() <= inner.start()
        && outer.end() >= inner.end()
        && outer.end() - outer.start() > inner.end() - inner.start();
  }

  private static Stream<Evidence> evidenceOf(Alert alert) {
    Alert.QueryMatch query = alert.query();
    return Stream.concat(
        alert.topics().stream().map(TopicMatch::evidence).flatMap(List::stream),
        query == null ? Stream.empty() : query.evidence().stream());
  }

  private String colour(String code, String text) {
    return terminal.colours() && !text.isEmpty() ? code + text + RESET : text;
  }
}
