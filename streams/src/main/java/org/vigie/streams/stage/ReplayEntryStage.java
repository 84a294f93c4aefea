package org.vigie.streams.stage;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigie.analysis.alert.PastItems;
import org.vigie.model.Item;
import org.vigie.streams.store.StoreDefinition;

/// The entry stage of a replay, in place of the accept stage: pairs each archived version with its
/// previous version.
public final class ReplayEntryStage implements StageProcessor.StageHandler<Item> {
  private final ProcessorContext<String, ItemVersion> context;
  private final KeyValueStore<String, Item> previousVersions;
  private final Instant from;

  public ReplayEntryStage(ProcessorContext<String, ItemVersion> context, Instant from) {
    this.context = context;
    this.from = from;
    previousVersions = context.getStateStore(StoreDefinition.PREVIOUS_VERSIONS.name());
  }

  @Override
  public void process(Record<String, Item> record) {
    Item item = StageProcessor.requireValue(record);
    Item before = previousVersions.get(item.id());
    previousVersions.put(item.id(), item);
    if (PastItems.isInRange(item, from)) {
      context.forward(record.withValue(new ItemVersion(before, item)));
    }
  }
}
