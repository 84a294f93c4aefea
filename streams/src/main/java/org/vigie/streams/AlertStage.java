package org.vigie.streams;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.analysis.alert.Alerting;
import org.vigie.analysis.alert.Subscriptions;
import org.vigie.analysis.alert.Verdict;
import org.vigie.model.Alert;
import org.vigie.model.StoryMatches;
import org.vigie.model.SubscriptionMatch;
import org.vigie.streams.StageCounts.Stage;
import org.vigie.wire.Reason;

/// Raises alerts: at most one new alert for each story and subscription, then updates and
/// corrections of it.
final class AlertStage implements StageNode.Work<StoryMatches> {
  private static final Logger log = LoggerFactory.getLogger(AlertStage.class);

  private final ProcessorContext<String, Alert> context;
  private final StageCounts counts;
  private final Subscriptions subscriptions;
  private final KeyValueStore<String, AlertedPair> pairs;
  private final Map<String, Integer> reported = new HashMap<>();
  private final Forgetting<AlertedPair> forgetting;

  /// @param forgetsBy the clock by which pairs expire; null if they never do
  AlertStage(
      ProcessorContext<String, Alert> context,
      StageCounts counts,
      Subscriptions subscriptions,
      @Nullable InstantSource forgetsBy) {
    this.context = context;
    this.counts = counts;
    this.subscriptions = subscriptions;
    pairs = context.getStateStore(Store.PAIRS.name());
    forgetting =
        new Forgetting<>(context, pairs, AlertedPair::expired, entry -> pairs.delete(entry.key));
    if (forgetsBy != null) {
      forgetting.begin(forgetsBy);
    }
  }

  @Override
  public void process(Record<String, StoryMatches> record) {
    StoryMatches matches = StageNode.value(record);
    Alerting alerting = new Alerting(subscriptions, matches);
    RuntimeException fault = null;
    for (SubscriptionMatch match : matches.matches()) {
      try {
        judge(record, matches, alerting, match);
      } catch (RuntimeException e) {
        if (Rejecting.noFaultOfTheRecord(e)) {
          throw e;
        }
        fault = e;
      }
    }
    if (fault != null) {
      // The record becomes a dead letter because one match failed; the other matches are already
      // judged.
      throw fault;
    }
  }

  private void judge(
      Record<String, StoryMatches> record,
      StoryMatches matches,
      Alerting alerting,
      SubscriptionMatch match) {
    counts.receive(Stage.ALERT);
    String key = AlertedPair.key(matches.story(), match.subscription());
    AlertedPair before = pairs.get(key);
    switch (alerting.judge(match, before)) {
      case Verdict.Raised(Alert alert, String flaw) -> {
        if (flaw != null) {
          report(alert, flaw);
        }
        counts.outcome(Stage.ALERT, alert.kind().toString());
        remember(key, AlertedPair.after(before, alert, matches.voices().size()));
        context.forward(record.withKey(alert.subscription()).withValue(alert));
      }
      case Verdict.Held(AlertedPair pair) -> {
        counts.outcome(Stage.ALERT, Verdict.Held.WORD);
        remember(key, pair);
      }
      case Verdict.Silent(Verdict.Reason reason) -> counts.outcome(Stage.ALERT, reason.toString());
    }
  }

  private void remember(String key, AlertedPair pair) {
    pairs.put(key, pair);
    forgetting.written();
  }

  /// Logs once for each version of a subscription, however many alerts it raises.
  private void report(Alert alert, String flaw) {
    Integer before = reported.put(alert.subscription(), alert.subscriptionVersion());
    if (before == null || before != alert.subscriptionVersion()) {
      log.atWarn()
          .addKeyValue("subscription", alert.subscription())
          .addKeyValue("item", alert.item())
          .addKeyValue("problem", Reason.in(flaw))
          .log("an alert lacks the evidence of its query");
    }
  }
}
