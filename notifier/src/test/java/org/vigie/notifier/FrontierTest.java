package org.vigie.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrontierTest {
  private final Frontier frontier = new Frontier();

  @Test
  void staysAtTheLowestAlertThatIsUnfinished() {
    frontier.begin(3, 1);
    frontier.begin(4, 1);
    frontier.begin(7, 1);
    frontier.read(8);
    frontier.end(4);
    assertThat(frontier.offset()).isEqualTo(3);
    frontier.end(3);
    assertThat(frontier.offset()).isEqualTo(7);
  }

  @Test
  void waitsForEveryDeliveryOfAnAlert() {
    frontier.begin(3, 2);
    frontier.read(4);
    frontier.end(3);
    assertThat(frontier.offset()).isEqualTo(3);
    assertThat(frontier.unfinished()).isEqualTo(1);
    frontier.end(3);
    assertThat(frontier.offset()).isEqualTo(4);
    assertThat(frontier.unfinished()).isZero();
  }

  @Test
  void countsTransactionMarkersBehindTheLastAlertAsRead() {
    frontier.begin(3, 0);
    frontier.read(5);
    assertThat(frontier.offset()).isEqualTo(5);
  }

  @Test
  void commitsNothingBeforeTheFirstRead() {
    assertThat(frontier.offset()).isEqualTo(-1);
  }
}
