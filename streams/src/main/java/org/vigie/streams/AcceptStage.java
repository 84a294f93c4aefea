package org.vigie.streams;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vigie.analysis.accept.Acceptance;
import org.vigie.analysis.accept.Accepted;
import org.vigie.analysis.accept.ItemMemory;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.streams.StageCounts.Stage;

/// Compares each reading with what its outlet has already published, archives new items and
/// versions, and forwards all but imports to the decide stage. Storing and archiving succeed or
/// fail together: the store of known items rejects an item that would not fit into a record of a
/// later stage ([Store]), and then nothing of the reading is stored.
final class AcceptStage implements StageNode.Work<Reading> {
  private final ProcessorContext<String, Object> context;
  private final StageCounts counts;
  private final Acceptance acceptance;

  AcceptStage(ProcessorContext<String, Object> context, StageCounts counts) {
    this.context = context;
    this.counts = counts;
    acceptance =
        new Acceptance(
            new ItemMemory(
                Store.NAMES.memory(context),
                Store.ITEMS.memory(context),
                Store.OUTLETS.memory(context)));
  }

  @Override
  public void process(Record<String, Reading> record) {
    counts.receive(Stage.ACCEPT);
    Accepted accepted = acceptance.accept(StageNode.value(record));
    counts.outcome(Stage.ACCEPT, name(accepted));
    switch (accepted) {
      case Accepted.NewItem(Item item) -> {
        archive(record, item);
        decide(record, new ItemVersion(null, item));
      }
      case Accepted.NewVersion(Item before, Item item) -> {
        archive(record, item);
        decide(record, new ItemVersion(before, item));
      }
      case Accepted.History(Item item) -> archive(record, item);
      case Accepted.KnownHistory known -> {}
      case Accepted.Repeat repeat -> {}
    }
  }

  private static String name(Accepted accepted) {
    return switch (accepted) {
      case Accepted.NewItem item -> "new-item";
      case Accepted.NewVersion version -> "new-version";
      case Accepted.History history -> "import";
      case Accepted.KnownHistory known -> "import-known";
      case Accepted.Repeat repeat -> "repeat";
    };
  }

  private void archive(Record<String, Reading> record, Item item) {
    context.forward(record.withKey(item.id()).withValue(item), VigieTopology.ITEMS_SINK);
  }

  private void decide(Record<String, Reading> record, ItemVersion version) {
    String id = version.item().id();
    context.forward(record.withKey(id).withValue(version), Stage.DECIDE.toString());
  }
}
