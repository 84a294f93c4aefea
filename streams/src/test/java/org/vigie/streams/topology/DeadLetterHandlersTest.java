package org.vigie.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.streams.TestReadings.NOW;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.model.DecisionRecord;
import org.vigie.model.StoryMatches;
import org.vigie.streams.MovableClock;
import org.vigie.streams.TestReadings;
import org.vigie.streams.TopologyHarness;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.stage.StageProcessor;
import org.vigie.testkit.SampleRecords;
import org.vigie.wire.Json;

class DeadLetterHandlersTest {
  private static final Record<String, String> RECORD = new Record<>("k", "v", 0);

  private final TopologyHarness harness = TopologyHarness.openLive(NOW);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void writesADeadLetterForAnUnreadableRecordAndGoesOn() {
    harness.pipeBytes(harness.catalogue.readings(), "k", "{\"itemId\": ");
    harness.pipeReadings(TestReadings.liveReading("g1", "Un titre", ""));
    TestRecord<byte[], byte[]> rejected = harness.readDeadLetters().getFirst();
    assertThat(new String(rejected.value(), UTF_8)).isEqualTo("{\"itemId\": ");
    assertThat(header(rejected, "vigie_source")).isEqualTo("vigie.readings-0@0");
    assertThat(header(rejected, "vigie_reason")).contains("Reading");
    assertThat(harness.readValues(harness.catalogue.items())).hasSize(1);
  }

  @Test
  void writesADeadLetterForARecordAStageCannotProcess() {
    harness.pipeBytes(harness.catalogue.decided(), "k", "{\"item\": null}");
    harness
        .driver()
        .createInputTopic(
            harness.catalogue.matches().name(),
            new StringSerializer(),
            harness.catalogue.matches().serde().serializer())
        .pipeInput("story", null);
    assertThat(harness.readDeadLetters())
        .extracting(record -> header(record, "vigie_source"))
        .containsExactly("vigie.decided-0@0", "vigie.matches-0@0");
  }

  @Test
  void countsDeadLetters() {
    harness.pipeBytes(harness.catalogue.readings(), "k", "[]");
    harness.pipeBytes(harness.catalogue.decided(), "k", "[]");
    assertThat(harness.counts.outcomes(Stage.ACCEPT)).containsOnlyKeys("rejected");
    assertThat(harness.counts.outcomes(Stage.STORY)).containsOnlyKeys("rejected");
    assertThat(harness.counts.received(Stage.STORY)).isEqualTo(1);
  }

  @Test
  void warnsOfManyRefusedRecordsInARowAndGoesOn() {
    for (int i = 0; i <= DeadLetterLimit.MAX_DEAD_LETTERS; i++) {
      assertThat(harness.deadLetterHandlers.warning()).isNull();
      harness.pipeBytes(harness.catalogue.readings(), "k", "{");
    }
    assertThat(harness.deadLetterHandlers.warning()).contains("accept-readings", "accepted none");

    harness.pipeReadings(TestReadings.liveReading("g1", "Un titre", ""));

    assertThat(harness.readValues(harness.catalogue.items())).hasSize(1);
    assertThat(harness.deadLetterHandlers.warning()).isNull();
    assertThat(harness.deadLetterHandlers.stopReason()).isNull();
  }

  @Test
  void goesOnAfterManyRecordsWithoutAValue() {
    TestInputTopic<String, StoryMatches> matches =
        harness
            .driver()
            .createInputTopic(
                harness.catalogue.matches().name(),
                new StringSerializer(),
                harness.catalogue.matches().serde().serializer());
    for (int i = 0; i <= DeadLetterLimit.MAX_DEAD_LETTERS; i++) {
      matches.pipeInput("story", null);
    }
    assertThat(harness.readDeadLetters()).hasSize(DeadLetterLimit.MAX_DEAD_LETTERS + 1);
    assertThat(harness.deadLetterHandlers.warning()).startsWith("alert has refused 1000 records");
  }

  @Test
  void goesOnAfterManyRecordsThatNameAPartitionThatDoesNotExist() {
    DecisionRecord nowhere =
        new DecisionRecord.MatchGroup(
            SampleRecords.DECISION,
            harness.catalogue.alerts().partitions(),
            SampleRecords.MATCH_GROUP.matches());
    for (int i = 0; i <= DeadLetterLimit.MAX_DEAD_LETTERS; i++) {
      harness.pipe(harness.catalogue.decided(), nowhere);
    }
    assertThat(harness.readDeadLetters())
        .hasSize(DeadLetterLimit.MAX_DEAD_LETTERS + 1)
        .allMatch(letter -> header(letter, "vigie_reason").equals("there is no partition 6"));
    assertThat(harness.deadLetterHandlers.stopReason()).isNull();
    assertThat(harness.deadLetterHandlers.warning()).startsWith("story has refused 1000 records");
  }

  @Test
  void stopsAfterManyReadableRecordsThatFail() {
    assertThat(failAll(new IllegalStateException("a fault of the stage")))
        .isEqualTo(DeadLetterLimit.MAX_DEAD_LETTERS);
    assertThat(harness.deadLetterHandlers.stopReason())
        .contains("rejected 1000 records", "accepted none");
  }

  @Test
  void goesOnAfterManyRecordsThatNeedTooDeepAStack() {
    Processor<String, String, String, String> deep =
        StageProcessor.<String, String>createSupplier(
                context ->
                    record -> {
                      throw new StackOverflowError();
                    })
            .get();
    deep.init(null);
    assertThatThrownBy(() -> deep.process(RECORD))
        .hasMessage("the record needs too deep a stack")
        .satisfies(
            refused ->
                assertThat(failAll((Exception) refused))
                    .isEqualTo(2 * DeadLetterLimit.MAX_DEAD_LETTERS));
    assertThat(harness.deadLetterHandlers.stopReason()).isNull();
  }

  /// Lets the stage fail on record after record; returns how many it was allowed, of many.
  private int failAll(Exception failure) {
    DeadLetterHandlers.ProcessingHandler handler = new DeadLetterHandlers.ProcessingHandler();
    handler.configure(Map.of(DeadLetterHandlers.CONFIG_KEY, harness.deadLetterHandlers));
    ErrorHandlerContext context =
        new DefaultErrorHandlerContext(
            null, "t", 0, 0, new RecordHeaders(), "alert", new TaskId(0, 0), 0, null, null);
    for (int i = 0; i < 2 * DeadLetterLimit.MAX_DEAD_LETTERS; i++) {
      if (handler.handleError(context, RECORD, failure).result()
          == ProcessingExceptionHandler.Result.FAIL) {
        return i;
      }
    }
    return 2 * DeadLetterLimit.MAX_DEAD_LETTERS;
  }

  @Test
  void goesOnIfAnyRecordBetweenDeadLettersIsGood() {
    for (int i = 0; i < 2 * DeadLetterLimit.MAX_DEAD_LETTERS; i++) {
      if (i % (DeadLetterLimit.MAX_DEAD_LETTERS - 1) == 0) {
        harness.pipeReadings(TestReadings.liveReading("g" + i, "Un titre", ""));
      }
      harness.pipeBytes(harness.catalogue.readings(), "k", "{");
    }
    assertThat(harness.readDeadLetters()).hasSize(2 * DeadLetterLimit.MAX_DEAD_LETTERS);
    assertThat(harness.deadLetterHandlers.stopReason()).isNull();
  }

  @Test
  void allowsFewDeadLettersPerHourOnAnIdleStage() {
    MovableClock clock = new MovableClock(NOW);
    DeadLetterLimit limit = new DeadLetterLimit(clock);
    for (int i = 0; i < 3 * DeadLetterLimit.MAX_DEAD_LETTERS; i++) {
      assertThat(limit.recordDeadLetter("accept", 7)).isNull();
      clock.advance(DeadLetterLimit.WINDOW.dividedBy(DeadLetterLimit.MAX_DEAD_LETTERS / 2));
    }
  }

  @Test
  void findsTheBeginningOfALongSeries() {
    DeadLetterLimit limit = new DeadLetterLimit(new MovableClock(NOW));
    for (int i = 0; i < DeadLetterLimit.MAX_DEAD_LETTERS; i++) {
      assertThat(limit.recordDeadLetter("accept", 7)).isNull();
    }
    assertThat(limit.recordDeadLetter("decide", 7)).isNull();
    assertThat(limit.recordDeadLetter("accept", 7)).isEqualTo(NOW);
  }

  @Test
  void treatsKafkaFailuresAsInfrastructureFailures() {
    assertThat(StageProcessor.isInfrastructureFailure(new TimeoutException("no broker"))).isTrue();
    assertThat(StageProcessor.isInfrastructureFailure(new ProcessorStateException("disk full")))
        .isTrue();
    assertThat(StageProcessor.isInfrastructureFailure(new SerializationException("too large")))
        .isFalse();
    assertThat(StageProcessor.isInfrastructureFailure(new IllegalArgumentException("no id")))
        .isFalse();
  }

  @Test
  void quotesNothingOfTheRecordInTheReason() {
    String secret = "s3cr3t\u001b[2J";
    harness.pipeBytes(
        harness.catalogue.readings(),
        "k",
        Json.toText(TestReadings.liveReading("g1", "t", ""))
            .replace("2025-03-01T12:00:00Z", secret));
    assertThat(harness.readDeadLetters())
        .singleElement()
        .satisfies(
            rejected ->
                assertThat(header(rejected, "vigie_reason"))
                    .contains("Reading", "byte offset")
                    .doesNotContain("s3cr3t", "\u001b"));
  }

  @Test
  void goesOnAfterAnUnreadableSubscription() {
    harness.pipeBytes(harness.catalogue.subscriptions(), "broken@1", "{\"id\":");
    harness.pipeReadings(TestReadings.liveReading("g1", "Un titre", ""));
    assertThat(harness.readValues(harness.catalogue.items())).hasSize(1);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
