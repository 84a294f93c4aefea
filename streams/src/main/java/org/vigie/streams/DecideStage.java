package org.vigie.streams;

import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vigie.analysis.alert.Decider;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.streams.StageCounts.Stage;

/// Decides on an accepted version: its topics, its audience and the subscriptions that it matches.
final class DecideStage implements StageNode.Work<ItemVersion> {
  private final ProcessorContext<String, Decided> context;
  private final StageCounts counts;
  private final Decider decider;
  private final Function<Item, Instant> moment;

  DecideStage(
      ProcessorContext<String, Decided> context,
      StageCounts counts,
      Decider decider,
      Function<Item, Instant> moment) {
    this.context = context;
    this.counts = counts;
    this.decider = decider;
    this.moment = moment;
  }

  @Override
  public void process(Record<String, ItemVersion> record) {
    counts.receive(Stage.DECIDE);
    ItemVersion version = StageNode.value(record);
    Item item = version.item();
    for (Decided decided : decider.decide(version.before(), item, moment.apply(item))) {
      if (decided instanceof Decided.Decision decision) {
        counts.outcome(Stage.DECIDE, decision.audience().toString());
      }
      context.forward(record.withValue(decided));
    }
  }
}
