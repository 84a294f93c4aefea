package org.vigie.streams.stage;

import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vigie.analysis.alert.ItemDecider;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.streams.stage.StageCounts.Stage;

/// Decides on an accepted version: its topics, its audience and the subscriptions that it matches.
public final class DecideStage implements StageProcessor.StageHandler<ItemVersion> {
  private final ProcessorContext<String, DecisionRecord> context;
  private final StageCounts counts;
  private final ItemDecider decider;
  private final Function<Item, Instant> decisionTime;

  public DecideStage(
      ProcessorContext<String, DecisionRecord> context,
      StageCounts counts,
      ItemDecider decider,
      Function<Item, Instant> moment) {
    this.context = context;
    this.counts = counts;
    this.decider = decider;
    this.decisionTime = moment;
  }

  @Override
  public void process(Record<String, ItemVersion> record) {
    counts.countReceived(Stage.DECIDE);
    ItemVersion version = StageProcessor.requireValue(record);
    Item item = version.item();
    for (DecisionRecord decided :
        decider.decide(version.previous(), item, decisionTime.apply(item))) {
      if (decided instanceof DecisionRecord.Decision decision) {
        counts.countOutcome(Stage.DECIDE, decision.audience().toString());
      }
      context.forward(record.withValue(decided));
    }
  }
}
