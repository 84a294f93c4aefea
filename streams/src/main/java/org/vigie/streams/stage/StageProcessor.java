package org.vigie.streams.stage;

import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.vigie.wire.FailureReason;

/// The processor of a stage. It creates the stage only when its context is known, so that a stage
/// is never partially initialised.
public final class StageProcessor<V, O> implements Processor<String, V, String, O> {
  /// Handles one record in a stage.
  public interface StageHandler<V> {
    void process(Record<String, V> record);
  }

  private final Function<ProcessorContext<String, O>, StageHandler<V>> handlerFactory;
  private StageHandler<V> handler =
      record -> {
        throw new IllegalStateException("a stage was used before its start");
      };

  private StageProcessor(Function<ProcessorContext<String, O>, StageHandler<V>> start) {
    this.handlerFactory = start;
  }

  public static <V, O> ProcessorSupplier<String, V, String, O> createSupplier(
      Function<ProcessorContext<String, O>, StageHandler<V>> start) {
    return () -> new StageProcessor<>(start);
  }

  @Override
  public void init(ProcessorContext<String, O> context) {
    handler = handlerFactory.apply(context);
  }

  @Override
  public void process(Record<String, V> record) {
    try {
      handler.process(record);
    } catch (StackOverflowError e) {
      throw refuse(e);
    }
  }

  /// A regular expression on a hostile text, say. It concerns the record, not the thread.
  static RefusedRecordException refuse(StackOverflowError error) {
    return new RefusedRecordException(FailureReason.describe(error), error);
  }

  /// The value of a record.
  ///
  /// @throws RefusedRecordException if the record is a tombstone
  static <V> V requireValue(Record<String, V> record) {
    V value = record.value();
    if (value == null) {
      throw new RefusedRecordException("a record without a value", null);
    }
    return value;
  }

  /// True for a failure of a broker, a disk or the group membership, which Kafka reports as a
  /// [KafkaException]. Only its [SerializationException] is about the record.
  public static boolean isInfrastructureFailure(Exception exception) {
    return exception instanceof KafkaException && !(exception instanceof SerializationException);
  }
}
