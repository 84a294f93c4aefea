package org.vigie.streams;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigie.analysis.alert.PastItems;
import org.vigie.model.Item;

/// The entry stage of a replay, in place of the accept stage: pairs each archived version with its
/// previous version.
final class ReplayEntry implements StageNode.Work<Item> {
  private final ProcessorContext<String, ItemVersion> context;
  private final KeyValueStore<String, Item> previous;
  private final Instant from;

  ReplayEntry(ProcessorContext<String, ItemVersion> context, Instant from) {
    this.context = context;
    this.from = from;
    previous = context.getStateStore(Store.PREVIOUS.name());
  }

  @Override
  public void process(Record<String, Item> record) {
    Item item = StageNode.value(record);
    Item before = previous.get(item.id());
    previous.put(item.id(), item);
    if (PastItems.decided(item, from)) {
      context.forward(record.withValue(new ItemVersion(before, item)));
    }
  }
}
