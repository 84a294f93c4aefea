package org.vigie.streams;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vigie.analysis.accept.Acceptance;
import org.vigie.analysis.accept.Accepted;
import org.vigie.analysis.accept.ItemMemory;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.streams.StageCounts.Stage;

/// Compares each reading with what its outlet has published, archives what is new and hands it on
/// to be decided. Remembering and archiving are one: the store of items refuses what would fit into
/// no record further on ([Store#ITEMS]), and then nothing of the reading is remembered.
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
