package org.vigie.app.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.app.crash.DelayedWebhookReceiver.Receipt;
import org.vigie.model.Delivery;

/// The check of the guarantees of a disturbed run: what it leaves in Kafka equals that of an
/// undisturbed run, every alert was delivered, and a delivery arrived twice only if it was in
/// flight at a kill, and then under the same id.
///
/// @param faults broken guarantees in words; empty if there are none
/// @param repeats number of receipts after their delivery had been accepted
record GuaranteeCheck(List<String> faults, int repeats) {
  private static final int MAX_LISTED = 5;

  /// A request of a killed process may be read this long after its end; no process begins to send
  /// so soon after its start.
  private static final Duration MAX_READ_DELAY = Duration.ofMillis(200);

  /// Checks a run.
  ///
  /// @param kills times of the kills of processes that send or carry what is sent
  static GuaranteeCheck evaluate(
      KafkaContents undisturbed,
      KafkaContents facts,
      String webhook,
      List<Receipt> receipts,
      List<Instant> kills) {
    List<String> faults = new ArrayList<>();
    compare("item version", undisturbed.items(), facts.items(), faults);
    compare("story", formatLines(undisturbed.stories()), formatLines(facts.stories()), faults);
    compare("alert", undisturbed.alerts(), facts.alerts(), faults);
    compare("rejected record", undisturbed.rejected(), facts.rejected(), faults);
    checkEnded(facts, faults);
    checkArrived(facts, webhook, receipts, faults);
    Map<String, Instant> acknowledged = findAcknowledged(facts);
    int repeats = 0;
    List<Receipt> accepted = receipts.stream().filter(Receipt::accepted).toList();
    for (List<Receipt> of : groupByDelivery(accepted).values()) {
      repeats += of.size() - 1;
      checkRepeats(of, acknowledged.get(of.getFirst().delivery()), kills, faults);
    }
    return new GuaranteeCheck(List.copyOf(faults), repeats);
  }

  boolean isKept() {
    return faults.isEmpty();
  }

  /// Compares two collections that must hold the same lines, each as often.
  private static void compare(
      String word, Collection<String> expected, Collection<String> found, List<String> faults) {
    Map<String, Integer> difference = new TreeMap<>();
    expected.forEach(line -> difference.merge(line, -1, Integer::sum));
    found.forEach(line -> difference.merge(line, 1, Integer::sum));
    addFault(
        "missing " + word,
        difference.entrySet().stream()
            .filter(e -> e.getValue() < 0)
            .map(Map.Entry::getKey)
            .toList(),
        faults);
    addFault(
        "surplus " + word,
        difference.entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(Map.Entry::getKey)
            .toList(),
        faults);
  }

  private static void addFault(String fault, List<String> lines, List<String> faults) {
    if (!lines.isEmpty()) {
      faults.add(
          "%s: %d, such as %s"
              .formatted(fault, lines.size(), lines.stream().limit(MAX_LISTED).toList()));
    }
  }

  private static List<String> formatLines(Map<String, String> stories) {
    return stories.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }

  /// Checks that every delivery that an alert requires has the status delivered, and that the
  /// ledger has no other.
  private static void checkEnded(KafkaContents facts, List<String> faults) {
    Map<String, Delivery.Status> newest = new HashMap<>();
    facts.ledger().forEach(entry -> newest.put(entry.delivery(), entry.status()));
    addFault(
        "delivery that does not stand as delivered",
        facts.wanted().keySet().stream()
            .filter(id -> newest.get(id) != Delivery.Status.DELIVERED)
            .map(id -> id + " " + newest.get(id))
            .toList(),
        faults);
    addFault(
        "delivery of no alert",
        newest.keySet().stream().filter(id -> !facts.wanted().containsKey(id)).toList(),
        faults);
  }

  /// Checks that every delivery by webhook was received under the id that its alert determines.
  private static void checkArrived(
      KafkaContents facts, String webhook, List<Receipt> receipts, List<String> faults) {
    Set<String> received = new HashSet<>();
    receipts.stream().filter(Receipt::accepted).forEach(r -> received.add(r.delivery()));
    addFault(
        "alert that did not arrive",
        facts.wanted().entrySet().stream()
            .filter(wanted -> wanted.getValue().equals(webhook))
            .map(Map.Entry::getKey)
            .filter(id -> !received.contains(id))
            .toList(),
        faults);
    addFault(
        "receipt of no alert",
        receipts.stream()
            .map(Receipt::delivery)
            .filter(id -> !facts.wanted().containsKey(id))
            .distinct()
            .toList(),
        faults);
    Map<String, Set<String>> ids = new TreeMap<>();
    receipts.forEach(
        receipt ->
            ids.computeIfAbsent(
                    receipt.alert().id() + " seq " + receipt.alert().seq(), k -> new HashSet<>())
                .add(receipt.delivery()));
    addFault(
        "alert received under different ids",
        ids.entrySet().stream().filter(e -> e.getValue().size() > 1).map(Object::toString).toList(),
        faults);
  }

  /// The time of the ledger's first delivered record of each delivery.
  private static Map<String, Instant> findAcknowledged(KafkaContents facts) {
    Map<String, Instant> first = new HashMap<>();
    facts.ledger().stream()
        .filter(entry -> entry.status() == Delivery.Status.DELIVERED)
        .forEach(entry -> first.merge(entry.delivery(), entry.recorded(), GuaranteeCheck::earlier));
    return first;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Map<String, List<Receipt>> groupByDelivery(List<Receipt> receipts) {
    Map<String, List<Receipt>> byDelivery = new TreeMap<>();
    receipts.forEach(
        receipt ->
            byDelivery.computeIfAbsent(receipt.delivery(), id -> new ArrayList<>()).add(receipt));
    return byDelivery;
  }

  /// Checks repeats. Accepted deliveries are not retried, so a repeat is allowed only if a kill
  /// lies between the two receipts and the ledger had no record of the first.
  private static void checkRepeats(
      List<Receipt> receipts,
      @Nullable Instant acknowledged,
      List<Instant> kills,
      List<String> faults) {
    for (int i = 1; i < receipts.size(); i++) {
      Receipt before = receipts.get(i - 1);
      Receipt repeat = receipts.get(i);
      String words =
          "delivery %s at %s and again at %s"
              .formatted(repeat.delivery(), before.at(), repeat.at());
      if (acknowledged != null && acknowledged.isBefore(repeat.at())) {
        faults.add("repeat of what the ledger had as delivered at " + acknowledged + ": " + words);
      }
      if (kills.stream().noneMatch(kill -> isBetween(before.at(), kill, repeat.at()))) {
        faults.add("repeat without a kill in between: " + words);
      }
      if (!Objects.equals(before.body(), repeat.body())) {
        faults.add("repeat with another body: " + words);
      }
    }
  }

  private static boolean isBetween(Instant from, Instant at, Instant to) {
    return !at.plus(MAX_READ_DELAY).isBefore(from) && !at.isAfter(to);
  }
}
