package org.vigie.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.Press.NOW;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.streams.StageCounts.Stage;

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
  void refusesATextTooLongForTheArchiveAndGoesOn() {
    bench.read(
        Press.live("g1", "Un titre", "x".repeat(AcceptStage.MAX_LENGTH + 1)),
        Press.live("g2", "Un titre", "é".repeat(AcceptStage.MAX_LENGTH - 100)));
    assertThat(bench.rejected())
        .singleElement()
        .satisfies(record -> assertThat(header(record, "vigie_reason")).contains("characters"));
    assertThat(bench.values(bench.catalogue.items())).hasSize(1);
  }

  @Test
  void setsAResultAsideThatFitsIntoNoRecord() {
    bench.read(Press.live("g1", "Un titre", (Press.TRUCE + ". ").repeat(3_000)));
    bench.read(Press.live("g2", "Un titre", ""));
    assertThat(bench.values(bench.catalogue.items())).hasSize(2);
    assertThat(bench.rejected())
        .isNotEmpty()
        .allSatisfy(record -> assertThat(header(record, "vigie_reason")).contains("too large"));
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
