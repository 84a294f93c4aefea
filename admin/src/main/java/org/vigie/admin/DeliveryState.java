package org.vigie.admin;

import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;

/// What becomes of a delivery, in the words for people.
public enum DeliveryState {
  /// An attempt is due, or another one is planned.
  WAITING("waiting"),
  /// It waits before its first attempt, for the time that its subscription has chosen.
  HELD("held"),
  /// All attempts failed.
  FAILED("failed"),
  /// The channel accepted it.
  DELIVERED("delivered"),
  /// It is not sent.
  CANCELLED("cancelled");

  private final String word;

  DeliveryState(String word) {
    this.word = word;
  }

  /// The state of a delivery.
  public static DeliveryState of(Delivery delivery) {
    return of(DeliverySummary.of(delivery));
  }

  /// The state of a delivery. One whose message is being sent is held no more.
  public static DeliveryState of(DeliverySummary delivery) {
    return switch (delivery.status()) {
      case PENDING -> isHeld(delivery) ? HELD : WAITING;
      case DELIVERED -> DELIVERED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
    };
  }

  private static boolean isHeld(DeliverySummary delivery) {
    return delivery.grouping().held() != null
        && delivery.grouping().batch() == null
        && delivery.attempts() == 0
        && !delivery.isMessage();
  }

  @Override
  public String toString() {
    return word;
  }
}
