package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.terminal.CliException;

class SampleClockTest {
  private static final Duration POLL = Duration.ofMillis(500);

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();

  @Test
  void standsStillUntilEveryFeedWasAskedFor() {
    SampleClock clock = open();
    clock.recordRequest("a");
    time.advance(Duration.ofSeconds(3));
    assertThat(clock.recordRequest("a").second()).isZero();
    clock.recordRequest("b");
    time.advance(Duration.ofSeconds(1));
    assertThat(clock.recordRequest("a").second()).isEqualTo(1);
  }

  @Test
  void countsFromTheFirstQuestion() {
    SampleClock clock = open();
    Instant zero = clock.recordRequest("a").start();
    assertThat(zero).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    serve(clock, 5);
    assertThat(clock.recordRequest("b").start()).isEqualTo(zero);
  }

  @Test
  void standsStillWhileAFeedIsNotAskedFor() {
    SampleClock clock = open();
    serve(clock, 4);
    for (int i = 0; i < 40; i++) {
      clock.recordRequest("a");
      time.advance(POLL);
    }
    int held = clock.currentSecond();
    assertThat(held).isLessThanOrEqualTo(4 + SamplePress.MIN_STATE_SECONDS);
    assertThat(clock.recordRequest("b").second()).isEqualTo(held);
    serve(clock, 2);
    assertThat(clock.currentSecond()).isBetween(held + 1, held + 2);
  }

  @Test
  void goesOnWhereItWasAfterAKill() {
    SampleClock killed = open();
    Instant zero = killed.recordRequest("a").start();
    serve(killed, 7);
    int reached = killed.currentSecond();
    time.advance(Duration.ofMinutes(5));

    SampleClock again = open();
    SampleClock.SampleMoment moment = again.recordRequest("a");
    assertThat(moment.start()).isEqualTo(zero);
    assertThat(moment.second()).isEqualTo(reached);
    time.advance(Duration.ofMinutes(1));
    assertThat(again.recordRequest("b").second()).isEqualTo(reached);
    serve(again, 3);
    assertThat(again.currentSecond()).isEqualTo(reached + 3);
  }

  @Test
  void keepsItsSecondWhenTimeRunsBackwards() {
    SampleClock clock = open();
    serve(clock, 3);
    int reached = clock.currentSecond();
    time.advance(Duration.ofSeconds(-30));
    assertThat(clock.recordRequest("a").second()).isEqualTo(reached);
  }

  @Test
  void endsOnceEveryFeedHasShownAll() {
    SampleClock clock = open();
    serve(clock, SamplePress.DURATION_SECONDS);
    assertThat(clock.hasEnded()).isFalse();
    serve(clock, 2);
    assertThat(clock.hasEnded()).isTrue();
    assertThat(open().hasEnded()).isTrue();
  }

  @Test
  void namesTheFileThatItCannotRead() throws IOException {
    Files.writeString(directory.resolve("clock.json"), "{\"zero\":");
    assertThatThrownBy(this::open)
        .isInstanceOf(CliException.class)
        .hasMessageContaining("clock.json");
  }

  private SampleClock open() {
    return SampleClock.open(directory.resolve("clock.json"), time, 2);
  }

  private void serve(SampleClock clock, int seconds) {
    clock.recordRequest("a");
    clock.recordRequest("b");
    for (int i = 0; i < 2 * seconds; i++) {
      time.advance(POLL);
      clock.recordRequest("a");
      clock.recordRequest("b");
    }
  }
}
