package org.vigie.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.streams.Press.NOW;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.streams.StageCounts.Stage;
import org.vigie.wire.Json;

class RejectingTest {
  private final StageBench bench = StageBench.live(NOW);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void setsAnUnreadableRecordAsideAndGoesOn() {
    bench.pipeBytes(bench.catalogue.readings(), "k", "{\"itemId\": ");
    bench.read(Press.live("g1", "Un titre", ""));
    TestRecord<byte[], byte[]> rejected = bench.rejected().getFirst();
    assertThat(new String(rejected.value(), UTF_8)).isEqualTo("{\"itemId\": ");
    assertThat(header(rejected, "vigie_source")).isEqualTo("vigie.readings-0@0");
    assertThat(header(rejected, "vigie_reason")).contains("Reading");
    assertThat(bench.values(bench.catalogue.items())).hasSize(1);
  }

  @Test
  void setsARecordAsideThatAStageCannotDigest() {
    bench.pipeBytes(bench.catalogue.decided(), "k", "{\"item\": null}");
    bench
        .driver()
        .createInputTopic(
            bench.catalogue.matches().name(),
            new org.apache.kafka.common.serialization.StringSerializer(),
            bench.catalogue.matches().serde().serializer())
        .pipeInput("story", null);
    assertThat(bench.rejected())
        .extracting(record -> header(record, "vigie_source"))
        .containsExactly("vigie.decided-0@0", "vigie.matches-0@0");
  }

  @Test
  void countsWhatItSetAside() {
    bench.pipeBytes(bench.catalogue.readings(), "k", "[]");
    bench.pipeBytes(bench.catalogue.decided(), "k", "[]");
    assertThat(bench.counts.outcomes(Stage.ACCEPT)).containsOnlyKeys("rejected");
    assertThat(bench.counts.outcomes(Stage.STORY)).containsOnlyKeys("rejected");
    assertThat(bench.counts.received(Stage.STORY)).isEqualTo(1);
  }

  @Test
  void stopsWhereItRejectsOneAfterTheOtherAndAcceptsNone() {
    for (int i = 0; i < RejectionLimit.MOST; i++) {
      bench.pipeBytes(bench.catalogue.readings(), "k", "{");
    }
    assertThat(bench.rejected()).hasSize(RejectionLimit.MOST);
    assertThatThrownBy(() -> bench.pipeBytes(bench.catalogue.readings(), "k", "{"))
        .isInstanceOf(StreamsException.class);
    assertThat(bench.rejecting.stopped()).contains("accept-readings", "accepted none");
  }

  @Test
  void goesOnThroughAnyNumberAmongWhichOneIsGood() {
    for (int i = 0; i < 2 * RejectionLimit.MOST; i++) {
      if (i % (RejectionLimit.MOST - 1) == 0) {
        bench.read(Press.live("g" + i, "Un titre", ""));
      }
      bench.pipeBytes(bench.catalogue.readings(), "k", "{");
    }
    assertThat(bench.rejected()).hasSize(2 * RejectionLimit.MOST);
    assertThat(bench.rejecting.stopped()).isNull();
  }

  @Test
  void givesTimeToFewRejectionsOnAStageThatIsIdle() {
    MovedClock clock = new MovedClock(NOW);
    RejectionLimit limit = new RejectionLimit(clock);
    for (int i = 0; i < 3 * RejectionLimit.MOST; i++) {
      assertThat(limit.allows("accept", 7)).isTrue();
      clock.pass(RejectionLimit.WINDOW.dividedBy(RejectionLimit.MOST / 2));
    }
  }

  @Test
  void blamesNoRecordForWhatKafkaSaysOfItself() {
    assertThat(Rejecting.noFaultOfTheRecord(new TimeoutException("no broker"))).isTrue();
    assertThat(Rejecting.noFaultOfTheRecord(new ProcessorStateException("disk full"))).isTrue();
    assertThat(Rejecting.noFaultOfTheRecord(new SerializationException("too large"))).isFalse();
    assertThat(Rejecting.noFaultOfTheRecord(new IllegalArgumentException("no id"))).isFalse();
  }

  @Test
  void quotesNothingOfTheRecordInTheReason() {
    String secret = "s3cr3t\u001b[2J";
    bench.pipeBytes(
        bench.catalogue.readings(),
        "k",
        Json.text(Press.live("g1", "t", "")).replace("2025-03-01T12:00:00Z", secret));
    assertThat(bench.rejected())
        .singleElement()
        .satisfies(
            rejected ->
                assertThat(header(rejected, "vigie_reason"))
                    .contains("Reading", "byte offset")
                    .doesNotContain("s3cr3t", "\u001b"));
  }

  @Test
  void outlivesASubscriptionItCannotRead() {
    bench.pipeBytes(bench.catalogue.subscriptions(), "broken@1", "{\"id\":");
    bench.read(Press.live("g1", "Un titre", ""));
    assertThat(bench.values(bench.catalogue.items())).hasSize(1);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
