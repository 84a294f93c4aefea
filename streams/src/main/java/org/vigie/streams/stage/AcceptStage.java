package org.vigie.streams.stage;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vigie.analysis.accept.AcceptResult;
import org.vigie.analysis.accept.KnownItemState;
import org.vigie.analysis.accept.ReadingAcceptor;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.store.StoreDefinition;

/// Compares each reading with what its outlet has already published, archives new items and
/// versions, and forwards all but imports to the decide stage. Storing and archiving succeed or
/// fail together: the store of known items rejects an item that would not fit into a record of a
/// later stage ([StoreDefinition]), and then nothing of the reading is stored.
public final class AcceptStage implements StageProcessor.StageHandler<Reading> {
  /// The node that writes accepted items.
  public static final String ITEMS_SINK = "accept-to-items";

  private final ProcessorContext<String, Object> context;
  private final StageCounts counts;
  private final ReadingAcceptor acceptance;

  public AcceptStage(ProcessorContext<String, Object> context, StageCounts counts) {
    this.context = context;
    this.counts = counts;
    acceptance =
        new ReadingAcceptor(
            new KnownItemState(
                StoreDefinition.ALIASES.openState(context),
                StoreDefinition.KNOWN_ITEMS.openState(context),
                StoreDefinition.OUTLET_FEEDS.openState(context)));
  }

  @Override
  public void process(Record<String, Reading> record) {
    counts.countReceived(Stage.ACCEPT);
    AcceptResult accepted = acceptance.accept(StageProcessor.requireValue(record));
    counts.countOutcome(Stage.ACCEPT, describeOutcome(accepted));
    switch (accepted) {
      case AcceptResult.NewItem(Item item) -> {
        forwardToItems(record, item);
        forwardToDecide(record, new ItemVersion(null, item));
      }
      case AcceptResult.NewVersion(Item before, Item item) -> {
        forwardToItems(record, item);
        forwardToDecide(record, new ItemVersion(before, item));
      }
      case AcceptResult.ImportedItem(Item item) -> forwardToItems(record, item);
      case AcceptResult.KnownImport known -> {}
      case AcceptResult.RepeatedItem repeat -> {}
    }
  }

  private static String describeOutcome(AcceptResult accepted) {
    return switch (accepted) {
      case AcceptResult.NewItem item -> "new-item";
      case AcceptResult.NewVersion version -> "new-version";
      case AcceptResult.ImportedItem history -> "import";
      case AcceptResult.KnownImport known -> "import-known";
      case AcceptResult.RepeatedItem repeat -> "repeat";
    };
  }

  private void forwardToItems(Record<String, Reading> record, Item item) {
    context.forward(record.withKey(item.id()).withValue(item), ITEMS_SINK);
  }

  private void forwardToDecide(Record<String, Reading> record, ItemVersion version) {
    String id = version.item().id();
    context.forward(record.withKey(id).withValue(version), Stage.DECIDE.toString());
  }
}
