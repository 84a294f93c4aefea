package org.vigie.app.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.app.time.RelativeTime;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.TopicNames;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.notifier.render.MessageView;
import org.vigie.notifier.render.Phrases;
import org.vigie.notifier.render.StoryView;
import org.vigie.wire.Json;

/// Prints alerts to a terminal, one after another. Every text from outside is made safe first.
/// Thread-safe.
public final class AlertPrinter implements Consumer<Alert>, ConsoleSender.ConsolePrinter {
  private static final Duration LONGEST_IN_MILLIS = Duration.ofMinutes(2);

  private final Terminal terminal;
  private final AlertFormat format;
  private final TopicNames topicNames;
  private final DisplayTime display;

  /// The output formats.
  public enum AlertFormat {
    /// Lines for people, each alert with its shortened id, which `alerts show` and `subscriptions
    /// mute` take, and the time from fetch to now.
    LIVE,
    /// As [#LIVE], without this time and the id.
    PAST,
    /// As [#LIVE], without this time.
    LISTED,
    /// As [#PAST], each marked as never sent.
    ARCHIVE,
    /// One line of JSON an alert.
    JSON
  }

  /// Prints to this terminal.
  ///
  /// @param form the output format
  /// @param names name the topics that an alert does not name
  /// @param display the zone of alerts that are printed without a message
  public AlertPrinter(Terminal terminal, AlertFormat form, TopicNames names, DisplayTime display) {
    this.terminal = terminal;
    this.format = form;
    this.topicNames = names;
    this.display = display;
  }

  /// Prints an alert in English, the language of the commands.
  @Override
  public void accept(Alert alert) {
    print(alert, Language.EN);
  }

  /// Prints an alert of the past.
  ///
  /// @param language of the words around it
  public void print(Alert alert, Language language) {
    write(
        new Message(
            alert.id(),
            Channel.CONSOLE,
            new Message.Reader(List.of(alert.subscription()), language, display.zone()),
            new Message.ToldAlerts(List.of(alert), null),
            null));
  }

  @Override
  public void print(Message message) {
    write(message);
    IOException failure = terminal.writeFailure();
    if (failure != null) {
      throw new UncheckedIOException("standard output: " + failure.getMessage(), failure);
    }
  }

  @Override
  public boolean isReadByPeople() {
    return format != AlertFormat.JSON;
  }

  private synchronized void write(Message message) {
    if (format == AlertFormat.JSON) {
      printJson(message);
    } else {
      formatLines(message).forEach(terminal::printLine);
    }
    terminal.flush();
  }

  /// What is no alert that was raised is said beside the results, where no script takes it for one.
  private void printJson(Message message) {
    switch (message.content()) {
      case Message.ToldAlerts(List<Alert> alerts, var held) ->
          alerts.forEach(alert -> terminal.printLine(Json.toText(alert)));
      case Message.Trial trial -> formatLines(message).forEach(terminal::printStatus);
      case Message.FailingChannel notice -> formatLines(message).forEach(terminal::printStatus);
    }
  }

  private List<String> formatLines(Message message) {
    MessageView view = MessageView.of(message, topicNames);
    Phrases phrases = Phrases.in(view.language());
    StoryLines layout = new StoryLines(terminal, phrases);
    List<String> lines = new ArrayList<>();
    if (view.kind() != MessageView.MessageKind.ALERT) {
      lines.add(layout.formatHeading(view.subject()));
    }
    if (!view.lead().isEmpty()) {
      lines.add(view.lead());
    }
    for (MessageView.Section section : view.sections()) {
      if (!section.title().isEmpty()) {
        lines.add(layout.formatHeading(section.topic(), section.title()));
      }
      for (StoryView story : section.stories()) {
        lines.addAll(
            layout.format(
                story, describeMarks(view, phrases), describeDetails(message, view, story)));
      }
    }
    if (view.kind() == MessageView.MessageKind.NOTICE) {
      lines.addAll(view.stop());
    }
    return lines;
  }

  private List<String> describeMarks(MessageView view, Phrases phrases) {
    if (view.kind() == MessageView.MessageKind.TRIAL) {
      return List.of(phrases.trial());
    }
    return format == AlertFormat.ARCHIVE ? List.of(phrases.unsent()) : List.of();
  }

  private List<String> describeDetails(Message message, MessageView view, StoryView story) {
    List<String> details = new ArrayList<>();
    details.add(view.recipients());
    if (format == AlertFormat.LIVE && view.kind() == MessageView.MessageKind.ALERT) {
      details.add(formatDelay(message.alert().timeline().fetched()));
    }
    if (format != AlertFormat.PAST && format != AlertFormat.ARCHIVE) {
      details.add(story.id());
    }
    return details;
  }

  /// In milliseconds, unless the alert has waited.
  private String formatDelay(Instant fetched) {
    Duration delay = Duration.between(fetched, terminal.clock().instant());
    return delay.compareTo(LONGEST_IN_MILLIS) > 0
        ? RelativeTime.formatLength(delay)
        : Math.max(0, delay.toMillis()) + " ms";
  }
}
