package org.vigie.streams;

import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/// The processor of a stage. It creates the stage only when its context is known, so that a stage
/// is never partially initialised.
final class StageNode<V, O> implements Processor<String, V, String, O> {
  /// Handles one record in a stage.
  interface Work<V> {
    void process(Record<String, V> record);
  }

  private final Function<ProcessorContext<String, O>, Work<V>> start;
  private Work<V> work =
      record -> {
        throw new IllegalStateException("a stage was used before its start");
      };

  private StageNode(Function<ProcessorContext<String, O>, Work<V>> start) {
    this.start = start;
  }

  static <V, O> ProcessorSupplier<String, V, String, O> of(
      Function<ProcessorContext<String, O>, Work<V>> start) {
    return () -> new StageNode<>(start);
  }

  @Override
  public void init(ProcessorContext<String, O> context) {
    work = start.apply(context);
  }

  @Override
  public void process(Record<String, V> record) {
    work.process(record);
  }

  /// The value of a record.
  ///
  /// @throws IllegalArgumentException if the record is a tombstone
  static <V> V value(Record<String, V> record) {
    V value = record.value();
    if (value == null) {
      throw new IllegalArgumentException("a record without a value");
    }
    return value;
  }
}
