package org.vigie.streams;

import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.accept.Acceptance;
import org.vigie.analysis.accept.Accepted;
import org.vigie.analysis.accept.ItemMemory;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.analysis.accept.OutletFeeds;
import org.vigie.model.Content;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.streams.StageCounts.Stage;

/// Compares each reading with what its outlet has published, archives what is new and hands it on
/// to be decided.
final class AcceptStage implements StageNode.Work<Reading> {
  /// Some hundred pages; with three bytes a character still well below
  /// [BoundedSerializer#MAX_BYTES].
  static final int MAX_LENGTH = 200_000;

  private final ProcessorContext<String, Object> context;
  private final StageCounts counts;
  private final Acceptance acceptance;

  AcceptStage(ProcessorContext<String, Object> context, StageCounts counts) {
    this.context = context;
    this.counts = counts;
    acceptance = new Acceptance(new StoredItems(context));
  }

  @Override
  public void process(Record<String, Reading> record) {
    counts.receive(Stage.ACCEPT);
    Accepted accepted = acceptance.accept(bounded(StageNode.value(record)));
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

  /// Asked before anything is remembered: what is accepted must fit into the archive.
  private static Reading bounded(Reading reading) {
    Content content = reading.content();
    String body = content.body();
    long length =
        Stream.concat(content.categories().stream(), reading.aliases().stream())
                .mapToLong(String::length)
                .sum()
            + content.title().length()
            + content.summary().length()
            + (body == null ? 0 : body.length());
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a reading of " + length + " characters, at most " + MAX_LENGTH + " are accepted");
    }
    return reading;
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

  private static final class StoredItems implements ItemMemory {
    private final KeyValueStore<String, String> names;
    private final KeyValueStore<String, KnownItem> items;
    private final KeyValueStore<String, OutletFeeds> outlets;

    StoredItems(ProcessorContext<String, Object> context) {
      names = context.getStateStore(Store.NAMES.name());
      items = context.getStateStore(Store.ITEMS.name());
      outlets = context.getStateStore(Store.OUTLETS.name());
    }

    @Override
    public @Nullable String named(String outlet, String name) {
      return names.get(Store.nameKey(outlet, name));
    }

    @Override
    public void name(String outlet, String name, String item) {
      names.put(Store.nameKey(outlet, name), item);
    }

    @Override
    public @Nullable KnownItem item(String id) {
      return items.get(id);
    }

    @Override
    public void keep(KnownItem item) {
      items.put(item.last().id(), item);
    }

    @Override
    public OutletFeeds feeds(String outlet) {
      OutletFeeds feeds = outlets.get(outlet);
      return feeds == null ? OutletFeeds.NONE : feeds;
    }

    @Override
    public void keep(String outlet, OutletFeeds feeds) {
      outlets.put(outlet, feeds);
    }
  }
}
