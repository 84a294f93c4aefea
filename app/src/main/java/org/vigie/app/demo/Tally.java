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

/// Counts what a run has seen, for its last words. It remembers the ids of the items, which a
/// sample keeps few. Safe to share between threads.
public final class Tally {
  private final Set<String> feeds = new HashSet<>();
  private final Set<String> items = new HashSet<>();
  private final Map<String, Integer> alerts = new TreeMap<>();
  private int polls;

  /// Takes note of a poll.
  public synchronized void polled(Poll poll) {
    polls++;
    feeds.add(poll.feed().id());
    poll.readings().stream().map(Reading::itemId).forEach(items::add);
  }

  /// Takes note of an alert.
  public synchronized void alerted(Alert alert) {
    alerts.merge(alert.subscription(), 1, Integer::sum);
  }

  /// How many alerts there were.
  public synchronized int alerts() {
    return alerts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// The counts in lines for people.
  public synchronized List<String> lines() {
    String each =
        alerts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return List.of(
        "%d polls of %d feeds read %d items.".formatted(polls, feeds.size(), items.size()),
        alerts() + " alerts" + (each.isEmpty() ? "." : ": " + each + "."));
  }
}
