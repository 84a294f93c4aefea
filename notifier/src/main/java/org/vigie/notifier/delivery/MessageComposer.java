package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;
import org.vigie.notifier.delivery.plan.StoryUpdates;

/// Composes the message of a delivery: a pure function of its record, those of its members, and the
/// receipts on the ledger. Thread-safe.
final class MessageComposer {
  /// The maximum number of other alerts of a story that are looked at.
  private static final int MAX_LOOKED_AT = 20;

  private final LedgerIndexes indexes;

  MessageComposer(LedgerIndexes indexes) {
    this.indexes = indexes;
  }

  /// The message of a delivery; null if nothing is left to tell.
  ///
  /// @param members of a message that tells several deliveries, in their order; empty for others
  @Nullable Message compose(Delivery delivery, List<Delivery> members, DeliveryRoute.Reachable to) {
    Delivery.Notice notice = delivery.notice();
    if (notice != null) {
      return createMessage(delivery, to, new Message.FailingChannel(notice), null);
    }
    Alert alert = delivery.content();
    if (alert != null) {
      return createMessage(
          delivery,
          to,
          new Message.ToldAlerts(List.of(alert), delivery.grouping().held()),
          delivery.isBatch() ? null : findReceipt(delivery));
    }
    List<Alert> left = condense(delivery, members);
    return left.isEmpty()
        ? null
        : createMessage(
            delivery, to, new Message.ToldAlerts(left, delivery.grouping().held()), null);
  }

  private static Message createMessage(
      Delivery delivery,
      DeliveryRoute.Reachable to,
      Message.MessageContent content,
      @Nullable String replaces) {
    List<String> subscriptions =
        delivery.isBatch()
            ? delivery.grouping().members().stream()
                .map(Delivery.BatchMember::subscription)
                .distinct()
                .toList()
            : List.of(delivery.subscription());
    return new Message(
        delivery.id(), to.channel(), to.createReader(subscriptions), content, replaces);
  }

  /// One alert for each story: what is left to tell of all that it raised while it was held.
  private List<Alert> condense(Delivery message, List<Delivery> members) {
    Map<String, List<Alert>> byStory = new LinkedHashMap<>();
    for (Delivery member : members) {
      Alert alert = member.content();
      if (alert != null) {
        List<Alert> held = byStory.remove(alert.id());
        held = held == null ? new ArrayList<>() : held;
        held.add(alert);
        // A story has the place of the newest thing that it raised.
        byStory.put(alert.id(), held);
      }
    }
    // Members are in the order of their planning, which clocks and retries may disturb.
    byStory.values().forEach(held -> held.sort(Comparator.comparingInt(Alert::seq)));
    return byStory.values().stream()
        .filter(held -> !isOvertaken(message, held.getLast()))
        .flatMap(held -> StoryUpdates.condense(held).stream())
        .toList();
  }

  /// Whether a later alert of the story was told at once, before this message was made, as an
  /// urgent one is. Nothing that changes later is looked at, so that the message tells the same on
  /// every attempt.
  private boolean isOvertaken(Delivery message, Alert alert) {
    for (int seq = alert.seq() + 1; seq <= alert.seq() + MAX_LOOKED_AT; seq++) {
      String later = Identity.deliveryId(alert.id(), seq, message.channel());
      IndexedDelivery place = indexes.find(message.subscription(), later);
      if (place == null) {
        return false;
      }
      Instant made = message.since();
      if (place.held() == null && made != null && place.planned().isBefore(made)) {
        return true;
      }
    }
    return false;
  }

  /// The receipt of the newest message before this one about the same story, if it told nothing
  /// else.
  private @Nullable String findReceipt(Delivery delivery) {
    int oldest = Math.max(1, delivery.seq() - MAX_LOOKED_AT);
    for (int seq = delivery.seq() - 1; seq >= oldest; seq--) {
      String before = Identity.deliveryId(delivery.alert(), seq, delivery.channel());
      IndexedDelivery place = indexes.find(delivery.subscription(), before);
      if (place != null && place.receipt() != null) {
        return place.receipt();
      }
    }
    return null;
  }
}
