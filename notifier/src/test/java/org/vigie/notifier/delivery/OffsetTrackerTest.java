package org.vigie.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
  private final OffsetTracker tracker = new OffsetTracker();

  @Test
  void staysAtTheLowestAlertThatIsUnfinished() {
    tracker.addRecord(3, 1);
    tracker.addRecord(4, 1);
    tracker.addRecord(7, 1);
    tracker.setPosition(8);
    tracker.completeDelivery(4);
    assertThat(tracker.committableOffset()).isEqualTo(3);
    tracker.completeDelivery(3);
    assertThat(tracker.committableOffset()).isEqualTo(7);
  }

  @Test
  void waitsForEveryDeliveryOfAnAlert() {
    tracker.addRecord(3, 2);
    tracker.setPosition(4);
    tracker.completeDelivery(3);
    assertThat(tracker.committableOffset()).isEqualTo(3);
    assertThat(tracker.countUnfinished()).isEqualTo(1);
    tracker.completeDelivery(3);
    assertThat(tracker.committableOffset()).isEqualTo(4);
    assertThat(tracker.countUnfinished()).isZero();
  }

  @Test
  void countsTransactionMarkersBehindTheLastAlertAsRead() {
    tracker.addRecord(3, 0);
    tracker.setPosition(5);
    assertThat(tracker.committableOffset()).isEqualTo(5);
  }

  @Test
  void commitsNothingBeforeTheFirstRead() {
    assertThat(tracker.committableOffset()).isEqualTo(-1);
  }
}
