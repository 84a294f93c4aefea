package org.vigie.admin;

import org.vigie.model.Delivery;

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
    return switch (delivery.status()) {
      case PENDING ->
          delivery.grouping().held() != null && delivery.attempts() == 0 ? HELD : WAITING;
      case DELIVERED -> DELIVERED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
