package org.vigie.streams.stage;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.AlertDecider;
import org.vigie.analysis.alert.AlertDecision;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.analysis.alert.SubscriptionVersions;
import org.vigie.analysis.alert.ToldSteps;
import org.vigie.analysis.alert.TopicSteps;
import org.vigie.model.Alert;
import org.vigie.model.StoryMatches;
import org.vigie.model.SubscriptionMatch;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.store.StoreDefinition;
import org.vigie.wire.FailureReason;

/// Raises alerts: at most one new alert for each story and subscription, then updates and
/// corrections of it.
public final class AlertStage implements StageProcessor.StageHandler<StoryMatches> {
  private static final Logger log = LoggerFactory.getLogger(AlertStage.class);

  private final ProcessorContext<String, Alert> context;
  private final StageCounts counts;
  private final TextAnalyser analyser;
  private final SubscriptionVersions subscriptions;
  private final KeyValueStore<String, AlertedPair> pairs;
  private final Map<String, Integer> reportedVersions = new HashMap<>();
  private final ExpiryTask<AlertedPair> pairExpiry;
  private final ToldSteps toldSteps;
  private final ExpiryTask<TopicSteps> stepExpiry;

  /// @param forgetsBy the clock by which pairs and told steps expire; null if they never do
  public AlertStage(
      ProcessorContext<String, Alert> context,
      StageCounts counts,
      TextAnalyser analyser,
      SubscriptionVersions subscriptions,
      @Nullable InstantSource forgetsBy) {
    this.context = context;
    this.counts = counts;
    this.analyser = analyser;
    this.subscriptions = subscriptions;
    pairs = context.getStateStore(StoreDefinition.ALERTED_PAIRS.name());
    pairExpiry =
        new ExpiryTask<>(context, pairs, AlertedPair::isExpired, entry -> pairs.delete(entry.key));
    toldSteps = new ToldSteps(StoreDefinition.TOLD_STEPS.openState(context));
    KeyValueStore<String, TopicSteps> steps =
        context.getStateStore(StoreDefinition.TOLD_STEPS.name());
    stepExpiry =
        new ExpiryTask<>(context, steps, TopicSteps::isExpired, entry -> steps.delete(entry.key));
    if (forgetsBy != null) {
      pairExpiry.schedule(forgetsBy);
      stepExpiry.schedule(forgetsBy);
    }
  }

  @Override
  public void process(Record<String, StoryMatches> record) {
    if (record.value() == null) {
      // The dead letter that follows counts as one rejected match.
      counts.countReceived(Stage.ALERT);
    }
    StoryMatches matches = StageProcessor.requireValue(record);
    AlertDecider alerting = new AlertDecider(analyser, subscriptions, toldSteps, matches);
    RuntimeException fault = null;
    for (SubscriptionMatch match : matches.matches()) {
      try {
        judgeMatch(record, matches, alerting, match);
      } catch (StackOverflowError e) {
        countFault(fault);
        fault = StageProcessor.refuse(e);
      } catch (RuntimeException e) {
        if (StageProcessor.isInfrastructureFailure(e)) {
          throw e;
        }
        countFault(fault);
        fault = e;
      }
    }
    if (fault != null) {
      // The record becomes a dead letter because one match failed; the other matches are already
      // judged.
      throw fault;
    }
  }

  /// The dead letter of the record counts for one of its faulty matches only.
  private void countFault(@Nullable RuntimeException before) {
    if (before != null) {
      counts.countOutcome(Stage.ALERT, StageCounts.REJECTED);
    }
  }

  private void judgeMatch(
      Record<String, StoryMatches> record,
      StoryMatches matches,
      AlertDecider alerting,
      SubscriptionMatch match) {
    counts.countReceived(Stage.ALERT);
    String key = AlertedPair.key(matches.story(), match.subscription());
    AlertedPair before = pairs.get(key);
    switch (alerting.decideAlert(match, before)) {
      case AlertDecision.Raised(Alert alert, String flaw) -> {
        if (flaw != null) {
          logMissingEvidence(alert, flaw);
        }
        counts.countOutcome(Stage.ALERT, alert.kind().toString());
        storePair(key, AlertedPair.ofAlert(before, alert));
        toldSteps.addAlert(alert);
        stepExpiry.recordWrite();
        context.forward(record.withKey(alert.subscription()).withValue(alert));
      }
      case AlertDecision.Held(AlertedPair pair) -> {
        counts.countOutcome(Stage.ALERT, AlertDecision.Held.WORD);
        storePair(key, pair);
      }
      case AlertDecision.Suppressed(AlertDecision.SuppressionReason reason) ->
          counts.countOutcome(Stage.ALERT, reason.toString());
    }
  }

  private void storePair(String key, AlertedPair pair) {
    pairs.put(key, pair);
    pairExpiry.recordWrite();
  }

  /// Logs once for each version of a subscription, however many alerts it raises.
  private void logMissingEvidence(Alert alert, String flaw) {
    Integer before = reportedVersions.put(alert.subscription(), alert.subscriptionVersion());
    if (before == null || before != alert.subscriptionVersion()) {
      log.atWarn()
          .addKeyValue("subscription", alert.subscription())
          .addKeyValue("item", alert.item())
          .addKeyValue("problem", FailureReason.sanitize(flaw))
          .log("an alert lacks the evidence of its query");
    }
  }
}
