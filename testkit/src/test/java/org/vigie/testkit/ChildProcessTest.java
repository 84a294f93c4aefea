package org.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  /// Prints its arguments; runs on unless the last is `end`.
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) throws InterruptedException {
      for (String argument : arguments) {
        System.out.println(argument);
      }
      if (!arguments[arguments.length - 1].equals("end")) {
        new CountDownLatch(1).await();
      }
    }
  }

  @Test
  void collectsOutputUntilKilled() throws Exception {
    try (ChildProcess process = ChildProcess.startJava(Echo.class, "one", "two")) {
      assertThat(process.awaitLine("two"::equals, AT_MOST)).isEqualTo("two");
      assertThat(process.lines()).containsExactly("one", "two");
      assertThat(process.findLine("three"::equals)).isEmpty();
      assertThat(process.kill()).isTrue();
      assertThat(process.kill()).isFalse();
    }
  }

  @Test
  void reportsAProcessThatEndsWithoutTheLine() throws Exception {
    try (ChildProcess process = ChildProcess.startJava(Echo.class, "one", "end")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> process.awaitLine("two"::equals, AT_MOST))
          .withMessageContaining("ended")
          .withMessageContaining("one");
      assertThat(process.awaitEnd()).isZero();
    }
  }
}
