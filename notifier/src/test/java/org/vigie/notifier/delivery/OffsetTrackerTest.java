package org.vigie.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
  private final OffsetTracker tracker = new OffsetTracker();

  @Test
  void staysAtTheLowestAlertThatIsUnfinished() {
    Runnable three = tracker.addPart(3);
    Runnable four = tracker.addPart(4);
    tracker.addPart(7);
    tracker.setPosition(8);
    four.run();
    assertThat(tracker.committableOffset()).isEqualTo(3);
    three.run();
    assertThat(tracker.committableOffset()).isEqualTo(7);
  }

  @Test
  void waitsForEveryPartOfARecord() {
    Runnable delivery = tracker.addPart(3);
    Runnable deadLetter = tracker.addPart(3);
    tracker.setPosition(4);
    deadLetter.run();
    assertThat(tracker.committableOffset()).isEqualTo(3);
    assertThat(tracker.countUnfinished()).isEqualTo(1);
    delivery.run();
    assertThat(tracker.committableOffset()).isEqualTo(4);
    assertThat(tracker.countUnfinished()).isZero();
  }

  @Test
  void countsTheEndOfAPartOnce() {
    Runnable first = tracker.addPart(3);
    tracker.addPart(3);
    tracker.setPosition(4);
    first.run();
    first.run();
    assertThat(tracker.committableOffset()).isEqualTo(3);
    assertThat(tracker.countUnfinished()).isEqualTo(1);
  }

  @Test
  void countsTransactionMarkersBehindTheLastAlertAsRead() {
    tracker.addPart(3).run();
    tracker.setPosition(5);
    assertThat(tracker.committableOffset()).isEqualTo(5);
  }

  @Test
  void commitsNothingBeforeTheFirstRead() {
    assertThat(tracker.committableOffset()).isEqualTo(-1);
  }
}
