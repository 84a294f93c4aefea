package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PollLoopTest {
  @Test
  void saysWhatAPollFailedOn() {
    assertThat(PollLoop.describeFailure(new ExecutionException(new TimeoutException("no broker"))))
        .isEqualTo("readings could not be written: TimeoutException: no broker");
    assertThat(PollLoop.describeFailure(new IllegalArgumentException("movedTo is too long")))
        .isEqualTo("a poll could not be handled: movedTo is too long");
  }
}
