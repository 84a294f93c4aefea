package org.vigie.notifier.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.notifier.proof.NotedReceipts.Receipt;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;

/// The check of what a killed notifier promises: every alert is told; a message comes again only if
/// it was in flight at a kill, and then with the same id and content; and what one message tells,
/// no other tells.
final class ToldOnceCheck {
  private final List<Receipt> receipts;
  private final List<Instant> kills;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Delivery> newest = new HashMap<>();
  private final Map<String, Instant> delivered = new HashMap<>();
  private final Map<String, Set<List<Delivery.BatchMember>>> members = new HashMap<>();
  private int repeats;

  private ToldOnceCheck(List<Receipt> receipts, List<Instant> kills) {
    this.receipts = receipts;
    this.kills = kills;
  }

  /// What was found.
  ///
  /// @param faults broken promises in words; empty if there are none
  /// @param repeats number of receipts of messages that had been accepted
  /// @param messages number of different messages
  /// @param grouped number of those that tell several deliveries
  record Outcome(List<String> faults, int repeats, int messages, int grouped) {}

  /// @param alerts that were written, each for one channel named `desk`
  /// @param kills when the processes had ended
  static Outcome evaluate(
      KafkaConnection connection, List<Alert> alerts, List<Receipt> receipts, List<Instant> kills) {
    ToldOnceCheck check = new ToldOnceCheck(receipts, kills);
    check.readLedger(connection);
    check.checkLedger(alerts);
    check.checkReceipts();
    return new Outcome(
        check.faults,
        check.repeats,
        (int) receipts.stream().map(receipt -> receipt.note().id()).distinct().count(),
        check.members.size());
  }

  private void readLedger(KafkaConnection connection) {
    TopicScan.of(connection, Catalogue.live().deliveries())
        .read(
            record -> {
              Delivery delivery = Objects.requireNonNull(record.value(), "a tombstone");
              newest.put(delivery.id(), delivery);
              if (delivery.status() == Delivery.Status.DELIVERED) {
                delivered.putIfAbsent(delivery.id(), record.timestamp());
              }
              if (delivery.isBatch()) {
                members
                    .computeIfAbsent(delivery.id(), unused -> new HashSet<>())
                    .add(delivery.grouping().members());
              }
            });
  }

  /// Every alert has its delivery, which has ended as delivered and was told by exactly one
  /// message.
  private void checkLedger(List<Alert> alerts) {
    Set<String> arrived = new HashSet<>();
    receipts.stream().filter(Receipt::accepted).forEach(one -> arrived.add(one.note().id()));
    Map<String, String> tellers = findTellers();
    for (Alert alert : alerts) {
      String id = Identity.deliveryId(alert.id(), alert.seq(), "desk");
      Delivery delivery = newest.get(id);
      if (delivery == null || delivery.status() != Delivery.Status.DELIVERED) {
        faults.add("not delivered: " + alert.subscription() + " " + id + " " + delivery);
        continue;
      }
      String teller = tellers.getOrDefault(id, id);
      if (!Objects.equals(delivery.toldBy(), tellers.get(id))) {
        faults.add(id + " names " + delivery.toldBy() + " and is told by " + teller);
      }
      if (!arrived.contains(teller)) {
        faults.add(id + " counts as delivered, but " + teller + " did not arrive");
      }
      if (!teller.equals(id) && arrived.contains(id)) {
        faults.add(id + " arrived alone and with others, by " + teller);
      }
    }
    newest.values().stream()
        .filter(one -> !one.status().isTerminal())
        .forEach(one -> faults.add("not ended: " + one.id()));
  }

  /// The message that tells each delivery which is told with others.
  private Map<String, String> findTellers() {
    Map<String, String> tellers = new HashMap<>();
    members.forEach(
        (message, versions) -> {
          if (versions.size() > 1) {
            faults.add("message " + message + " has had different members");
          }
          for (Delivery.BatchMember member : versions.iterator().next()) {
            String other = tellers.put(member.delivery(), message);
            if (other != null) {
              faults.add(member.delivery() + " is told by " + message + " and by " + other);
            }
          }
        });
    return tellers;
  }

  private void checkReceipts() {
    Map<String, List<Receipt>> byMessage = new HashMap<>();
    Map<String, String> messageOfAlert = new HashMap<>();
    for (Receipt receipt : receipts) {
      byMessage.computeIfAbsent(receipt.note().id(), unused -> new ArrayList<>()).add(receipt);
      for (String alert : receipt.note().alerts()) {
        String other = messageOfAlert.put(alert, receipt.note().id());
        if (other != null && !other.equals(receipt.note().id())) {
          faults.add("alert " + alert + " came by " + other + " and by " + receipt.note().id());
        }
      }
    }
    byMessage.values().forEach(this::checkRepeats);
  }

  private void checkRepeats(List<Receipt> ofMessage) {
    if (ofMessage.stream().map(Receipt::note).distinct().count() > 1) {
      faults.add("a message came with different contents: " + ofMessage);
    }
    List<Receipt> accepted = ofMessage.stream().filter(Receipt::accepted).toList();
    for (int i = 1; i < accepted.size(); i++) {
      Receipt before = accepted.get(i - 1);
      Receipt repeat = accepted.get(i);
      repeats++;
      if (kills.stream().noneMatch(kill -> isBetween(before.at(), kill, repeat.at()))) {
        faults.add("a repeat without a kill: " + before + " and " + repeat);
      }
      Instant known = delivered.get(repeat.note().id());
      if (known != null && known.isBefore(repeat.at())) {
        faults.add("a repeat of what the ledger knew as delivered at " + known + ": " + repeat);
      }
    }
  }

  /// What a killed process has sent may be read a moment after its end.
  private static boolean isBetween(Instant before, Instant kill, Instant repeat) {
    return before.isBefore(kill.plusMillis(200)) && kill.isBefore(repeat);
  }
}
