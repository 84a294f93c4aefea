package org.vigie.streams.topology;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.streams.stage.RefusedRecordException;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.stage.StageProcessor;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaTopic;

/// The error handlers of the topology. They write a record that cannot be processed to the dead
/// letters (`vigie.rejected`), in the same transaction that skips it, so that processing continues.
/// A failure that the record did not cause (a broken disk, a lost broker) stops the thread instead,
/// because skipping records would then lose all of them. So does a long series of records that can
/// be read but not processed ([DeadLetterLimit]), which indicates a fault of this application. A
/// long series of records that cannot be read, or that a stage refuses, is the doing of whoever
/// wrote them: it only makes a warning.
///
/// Kafka Streams instantiates the handlers itself; they find this object in the configuration.
public final class DeadLetterHandlers {
  /// The configuration key that holds this object.
  static final String CONFIG_KEY = "vigie.dead-letter-handlers";

  private static final Logger log = LoggerFactory.getLogger(DeadLetterHandlers.class);

  private final KafkaTopic<DeadLetter> deadLetters;
  private final StageCounts counts;
  private final DeadLetterLimit failures;
  private final DeadLetterLimit refusals;
  private final InstantSource clock;
  private volatile @Nullable String stopReason;
  private volatile @Nullable RefusedSeries refused;

  public DeadLetterHandlers(KafkaTopic<DeadLetter> topic, StageCounts counts, InstantSource clock) {
    this.deadLetters = topic;
    this.counts = counts;
    this.clock = clock;
    failures = new DeadLetterLimit(clock);
    refusals = new DeadLetterLimit(clock);
  }

  /// Why no more dead letters may be written and the application must stop; null if it may
  /// continue.
  @Nullable String stopReason() {
    return stopReason;
  }

  /// What an operator should look at although the application continues: a stage has refused many
  /// records and accepted none since; null if there is nothing.
  @Nullable String warning() {
    RefusedSeries series = refused;
    return series == null
            || counts.accepted(series.stage) != series.accepted
            || clock.instant().isAfter(series.until)
        ? null
        : series.text;
  }

  /// Records a record that a node could read but not process; false if the application must stop.
  private boolean recordFailure(ErrorHandlerContext context, long accepted) {
    Instant since = failures.recordDeadLetter(context.processorNodeId(), accepted);
    if (since == null) {
      return true;
    }
    stopReason =
        describe(context, "rejected", since)
            + ": stopped, since the fault is likely not theirs; they lie in vigie.rejected with"
            + " their reasons, and a start goes on with the next one";
    return false;
  }

  /// Records a record that cannot be read or that a stage refuses.
  private void recordRefusal(ErrorHandlerContext context, Stage stage) {
    long accepted = counts.accepted(stage);
    Instant since = refusals.recordDeadLetter(context.processorNodeId(), accepted);
    if (since != null) {
      String text =
          describe(context, "refused", since)
              + ": another client writes records that are none, or of another version; they lie in"
              + " vigie.rejected with their reasons";
      refused =
          new RefusedSeries(stage, accepted, clock.instant().plus(DeadLetterLimit.WINDOW), text);
      log.atError().addKeyValue("problem", text).log("a stage refuses everything");
    }
  }

  private static String describe(ErrorHandlerContext context, String what, Instant since) {
    return context.processorNodeId()
        + " has "
        + what
        + " "
        + DeadLetterLimit.MAX_DEAD_LETTERS
        + " records since "
        + since
        + " and accepted none";
  }

  /// A series of refused records.
  ///
  /// @param accepted the number of records that the stage had accepted then
  /// @param until when the warning ends even if the stage gets no more records
  private record RefusedSeries(Stage stage, long accepted, Instant until, String text) {}

  private static DeadLetterHandlers findInConfiguration(Map<String, ?> configuration) {
    if (configuration.get(CONFIG_KEY) instanceof DeadLetterHandlers deadLetterHandlers) {
      return deadLetterHandlers;
    }
    throw new IllegalArgumentException(CONFIG_KEY + " is missing from the configuration");
  }

  private List<ProducerRecord<byte[], byte[]>> createDeadLetter(
      ErrorHandlerContext context, byte @Nullable [] value, Exception reason) {
    counts.countDeadLetter(Stage.ofNode(context.processorNodeId()));
    String source = context.topic() + "-" + context.partition() + "@" + context.offset();
    log.atWarn()
        .addKeyValue("source", source)
        .addKeyValue("node", context.processorNodeId())
        .addKeyValue("problem", FailureReason.describe(reason))
        .log("a record was rejected");
    return List.of(
        DeadLetter.of(source, FailureReason.describe(reason), listHeaders(context.headers()), value)
            .toRecord(deadLetters));
  }

  private static List<Header> listHeaders(@Nullable Headers headers) {
    return headers == null ? List.of() : Arrays.asList(headers.toArray());
  }

  /// Handles records that cannot be deserialized.
  public static final class DeserializationHandler implements DeserializationExceptionHandler {
    private @Nullable DeadLetterHandlers handlers;

    @Override
    public void configure(Map<String, ?> configuration) {
      handlers = findInConfiguration(configuration);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
      if (handlers == null) {
        return Response.fail();
      }
      Stage stage = Stage.ofNode(context.processorNodeId());
      handlers.recordRefusal(context, stage);
      handlers.counts.countReceived(stage);
      handlers.counts.countOutcome(stage, StageCounts.REJECTED);
      return Response.resume(handlers.createDeadLetter(context, record.value(), exception));
    }
  }

  /// Handles records that a stage cannot process.
  public static final class ProcessingHandler implements ProcessingExceptionHandler {
    private @Nullable DeadLetterHandlers handlers;

    @Override
    public void configure(Map<String, ?> configuration) {
      handlers = findInConfiguration(configuration);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
      if (handlers == null || StageProcessor.isInfrastructureFailure(exception)) {
        return Response.fail();
      }
      Stage stage = Stage.ofNode(context.processorNodeId());
      if (exception instanceof RefusedRecordException) {
        handlers.recordRefusal(context, stage);
      } else if (!handlers.recordFailure(context, handlers.counts.accepted(stage))) {
        return Response.fail();
      }
      handlers.counts.countOutcome(stage, StageCounts.REJECTED);
      return Response.resume(
          handlers.createDeadLetter(context, context.sourceRawValue(), exception));
    }
  }

  /// Handles results that cannot be written, mainly those too large for a record.
  /// [BoundedSerializer] rejects these before the producer does, because a rejection by the
  /// producer would abort the transaction again and again.
  public static final class ProductionHandler implements ProductionExceptionHandler {
    private final ProductionExceptionHandler fallback = new DefaultProductionExceptionHandler();
    private @Nullable DeadLetterHandlers handlers;

    @Override
    public void configure(Map<String, ?> configuration) {
      handlers = findInConfiguration(configuration);
      fallback.configure(configuration);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
      return fallback.handleError(context, record, exception);
    }

    @Override
    @SuppressWarnings("rawtypes") // as in the interface
    public Response handleSerializationError(
        ErrorHandlerContext context,
        ProducerRecord record,
        Exception exception,
        SerializationExceptionOrigin origin) {
      // Stages count results when they create them, so the number of accepted records proves
      // nothing here: every failed write counts towards the limit.
      return handlers == null || !handlers.recordFailure(context, 0)
          ? Response.fail()
          : Response.resume(
              handlers.createDeadLetter(context, context.sourceRawValue(), exception));
    }
  }
}
