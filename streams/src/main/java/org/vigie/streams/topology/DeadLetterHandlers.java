package org.vigie.streams.topology;

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
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.stage.StageProcessor;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaTopic;

/// The error handlers of the topology. They write a record that cannot be processed to the dead
/// letters (`vigie.rejected`), in the same transaction that skips it, so that processing continues.
/// A failure that the record did not cause (a broken disk, a lost broker) stops the thread instead,
/// because skipping records would then lose all of them. So does a series of dead letters that
/// indicates a fault of this application ([DeadLetterLimit]).
///
/// Kafka Streams instantiates the handlers itself; they find this object in the configuration.
public final class DeadLetterHandlers {
  /// The configuration key that holds this object.
  static final String CONFIG_KEY = "vigie.dead-letter-handlers";

  private static final Logger log = LoggerFactory.getLogger(DeadLetterHandlers.class);

  private final KafkaTopic<DeadLetter> deadLetters;
  private final StageCounts counts;
  private final DeadLetterLimit limit;

  public DeadLetterHandlers(KafkaTopic<DeadLetter> topic, StageCounts counts, InstantSource clock) {
    this.deadLetters = topic;
    this.counts = counts;
    limit = new DeadLetterLimit(clock);
  }

  /// Why no more dead letters may be written and the application must stop; null if it may
  /// continue.
  @Nullable String stopReason() {
    return limit.stopReason();
  }

  /// Records a dead letter of a node; false if the limit is exceeded.
  private boolean recordDeadLetter(ErrorHandlerContext context, long accepted) {
    String node = context.processorNodeId();
    return limit.recordDeadLetter(node, accepted);
  }

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
      if (!handlers.recordDeadLetter(context, handlers.counts.accepted(stage))) {
        return Response.fail();
      }
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
      if (!handlers.recordDeadLetter(context, handlers.counts.accepted(stage))) {
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
      return handlers == null || !handlers.recordDeadLetter(context, 0)
          ? Response.fail()
          : Response.resume(
              handlers.createDeadLetter(context, context.sourceRawValue(), exception));
    }
  }
}
