package org.vigie.app.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Alert;
import org.vigie.model.Reading;
import org.vigie.notifier.channel.Message;

/// Counts the polls, items and alerts of a run for its closing summary. Keeps the ids of the items,
/// which are few in a sample. Thread-safe.
public final class RunSummary {
  private final Set<String> feeds = new HashSet<>();
  private final Set<String> items = new HashSet<>();
  private final Map<String, Integer> alerts = new TreeMap<>();
  private int polls;

  /// Counts a poll and its items.
  public synchronized void addPoll(Poll poll) {
    polls++;
    feeds.add(poll.feed().id());
    poll.readings().stream().map(Reading::itemId).forEach(items::add);
  }

  /// Counts the alerts that a message tells. One that stands for several subscriptions carries the
  /// alert of the first, and each has raised one.
  public synchronized void addAlerts(Message message) {
    List<Alert> told = message.content().alerts();
    List<String> subscriptions =
        told.size() == 1
            ? message.reader().subscriptions()
            : told.stream().map(Alert::subscription).toList();
    subscriptions.forEach(subscription -> alerts.merge(subscription, 1, Integer::sum));
  }

  /// The number of alerts.
  public synchronized int countAlerts() {
    return alerts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// The counts as lines for people.
  public synchronized List<String> formatLines() {
    String each =
        alerts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return List.of(
        "%d polls of %d feeds read %d items.".formatted(polls, feeds.size(), items.size()),
        countAlerts() + " alerts" + (each.isEmpty() ? "." : ": " + each + "."));
  }
}
