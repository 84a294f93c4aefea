package org.vigie.app.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vigie.admin.AdminException;
import org.vigie.app.CapturedTerminal;

class SideReportsTest {
  private final CapturedTerminal terminal = CapturedTerminal.of("");

  @Test
  void aFailureOfAnyKindIsToldInOneSentenceAndTheNextReportFollows() {
    try (SideReports reports = new SideReports(terminal.terminal())) {
      reports.start(
          "the first",
          () -> {
            throw new StackOverflowError();
          },
          read -> {});
      reports.start(
          "the second",
          () -> {
            throw new AdminException.KafkaUnavailable("no\u001b answer", new RuntimeException());
          },
          read -> {});
      reports.start(
          "the third",
          () -> "read",
          read -> {
            throw new IllegalStateException("cannot be printed");
          });
      reports.start("the fourth", () -> "read", terminal.terminal()::printStatus);
      await().atMost(30, SECONDS).until(() -> terminal.err().endsWith("read\n"));
    }
    assertThat(terminal.err())
        .isEqualTo(
            """
            vigie: the first is not known: the record needs too deep a stack
            vigie: the second is not known: no answer
            vigie: the third is not known: IllegalStateException: cannot be printed
            read
            """);
  }

  @Test
  void aStopInterruptsTheReadingAndNothingIsTold() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (SideReports reports = new SideReports(terminal.terminal())) {
      reports.start(
          "the first",
          () -> {
            reading.countDown();
            try {
              return new CountDownLatch(1).await(60, SECONDS);
            } catch (InterruptedException e) {
              interrupted.countDown();
              throw new IllegalStateException(e);
            }
          },
          read -> terminal.terminal().printStatus("told"));
      reports.start("the second", () -> "read", terminal.terminal()::printStatus);
      reading.await();
    }
    assertThat(interrupted.await(30, SECONDS)).isTrue();
    assertThat(terminal.err()).isEmpty();
  }
}
