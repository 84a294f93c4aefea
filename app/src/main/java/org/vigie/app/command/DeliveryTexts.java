package org.vigie.app.command;

import org.vigie.admin.DeliveryState;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;

/// Says in plain words what becomes of deliveries.
final class DeliveryTexts {
  private DeliveryTexts() {}

  /// The state of a delivery as one word.
  static String formatState(Delivery delivery) {
    return DeliveryState.of(delivery).toString();
  }

  /// The status of deliveries of which no more is known.
  static String formatStatus(Delivery.Status status) {
    return status == Delivery.Status.PENDING ? DeliveryState.WAITING.toString() : status.toString();
  }

  /// Why a delivery is held.
  static String describe(HoldReason reason) {
    return switch (reason) {
      case DIGEST -> "for the next digest";
      case QUIET -> "quiet hours or silence";
      case CAP -> "as many messages in this hour as are wanted";
      case COOL_DOWN -> "its story was told a short time ago";
      case PAUSED -> "its subscription is paused";
      case PROMOTED -> "for the others that were promoted from a replay";
    };
  }
}
