package org.vigie.analysis.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.AlertDecision.Raised;
import org.vigie.analysis.alert.AlertDecision.Suppressed;
import org.vigie.analysis.alert.AlertDecision.SuppressionReason;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Alert;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.NotificationRule;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.TopicMatch;

/// Decides which matches of one item version raise an alert. Tokenizes the text at most once, and
/// only if a query has to be explained. Not thread-safe.
public final class AlertDecider {
  private final TextAnalyser analyser;
  private final SubscriptionVersions subscriptions;
  private final ToldSteps toldSteps;
  private final StoryMatches matches;
  private final List<String> topics;
  private final Map<String, Map<String, String>> topicLabels;
  private @Nullable AnalysedItem analysedItem;

  /// @param analyser names the topics and says how long they are told
  /// @param toldSteps what alerts have told
  /// @param matches item version, its story, and the matching subscriptions
  public AlertDecider(
      TextAnalyser analyser,
      SubscriptionVersions subscriptions,
      ToldSteps toldSteps,
      StoryMatches matches) {
    this.analyser = analyser;
    this.subscriptions = subscriptions;
    this.toldSteps = toldSteps;
    this.matches = matches;
    topics = matches.decision().findings().topics().stream().map(TopicMatch::topic).toList();
    topicLabels = analyser.labelTopics(topics);
  }

  /// Decides on one match.
  ///
  /// @param pair last alert of story and subscription, null if there is none
  public AlertDecision decideAlert(SubscriptionMatch match, @Nullable AlertedPair pair) {
    // A subscription that is unknown here was known to the instance that matched it. This instance
    // has not read it yet, and the alert must not be lost.
    Subscription subscription =
        subscriptions.findVersion(match.subscription(), matches.decision().decided());
    if (subscription != null && subscription.state() == Subscription.State.REMOVED) {
      return new Suppressed(SuppressionReason.SUBSCRIPTION_OFF);
    }
    NotificationRule rule = ruleOf(subscription);
    if (rule.muted().contains(matches.story())) {
      return new Suppressed(SuppressionReason.MUTED);
    }
    return switch (match.change()) {
      case GAINED -> decideMatched(match, pair, subscription, rule);
      // Without a pair the earlier version alerted nobody: it precedes the subscription, and an
      // edit of it is no news.
      case KEPT ->
          pair == null
              ? new Suppressed(SuppressionReason.KEPT)
              : decideMatched(match, pair, subscription, rule);
      case LOST -> decideLost(match, pair);
    };
  }

  private static NotificationRule ruleOf(@Nullable Subscription subscription) {
    return subscription == null ? NotificationRule.AT_ONCE : subscription.telling();
  }

  private AlertDecision decideMatched(
      SubscriptionMatch match,
      @Nullable AlertedPair pair,
      @Nullable Subscription subscription,
      NotificationRule rule) {
    if (pair == null || pair.isHeld()) {
      if (matches.voices().size() < rule.fromOutlets()) {
        return createHeld();
      }
      return subscription != null && !rule.repeats() && isRepeat(subscription)
          ? new Suppressed(SuppressionReason.REPEAT)
          : createRaised(Alert.Revision.first(), match, subscription);
    }
    if (isAlreadyAlerted(Alert.Kind.NEW, pair) || isAlreadyAlerted(Alert.Kind.UPDATE, pair)) {
      return new Suppressed(SuppressionReason.ALREADY_ALERTED);
    }
    StoryChanges changes = StoryChanges.find(pair, matches, rule.updates());
    if (changes.reasons().isEmpty()) {
      return new Suppressed(
          isTurnOfLivePage(pair) ? SuppressionReason.LIVE_PAGE : SuppressionReason.NOTHING_NEW);
    }
    return !rule.repeats() && isTurnOfLivePage(pair) && isRepeat(match, pair, changes)
        ? new Suppressed(SuppressionReason.REPEAT)
        : createRaised(createUpdate(pair, changes), match, subscription);
  }

  private boolean isTurnOfLivePage(AlertedPair pair) {
    return pair.isTurnOfLivePage(matches.decision().item());
  }

  /// A live page passes on what the articles of other stories tell.
  private boolean isRepeat(SubscriptionMatch match, AlertedPair pair, StoryChanges changes) {
    List<TopicMatch> steps = changes.findSteps(pair, matches);
    return !steps.isEmpty()
        && steps.stream().allMatch(topic -> isRepeat(match.subscription(), topic));
  }

  /// Every topic that the item has for the subscription must have been told before.
  private boolean isRepeat(Subscription subscription) {
    List<TopicMatch> asked =
        matches.decision().findings().topics().stream()
            .filter(topic -> subscription.topics().contains(topic.topic()))
            .toList();
    return !asked.isEmpty() && asked.stream().allMatch(topic -> isRepeat(subscription.id(), topic));
  }

  private boolean isRepeat(String subscription, TopicMatch topic) {
    DecisionRecord.Decision decision = matches.decision();
    Duration repeat = analyser.findRepeat(topic.topic());
    return repeat != null
        && toldSteps.isRepeat(
            subscription, topic, decision.findings(), decision.decided().minus(repeat));
  }

  private AlertDecision.Held createHeld() {
    Item item = matches.decision().item();
    return new AlertDecision.Held(
        AlertedPair.ofHeld(item.id(), item.version(), matches.decision().decided()));
  }

  /// Only the item of the last alert can raise its correction; a live page raises none, since its
  /// next turn may come back.
  private AlertDecision decideLost(SubscriptionMatch match, @Nullable AlertedPair pair) {
    if (pair != null && isTurnOfLivePage(pair)) {
      return new Suppressed(SuppressionReason.LIVE_PAGE);
    }
    if (pair == null || pair.isHeld() || !pair.item().equals(matches.decision().item().id())) {
      return new Suppressed(SuppressionReason.NEVER_ALERTED);
    }
    return pair.kind() == Alert.Kind.CORRECTION
        ? new Suppressed(SuppressionReason.ALREADY_ALERTED)
        : createRaised(createCorrection(pair), match, null);
  }

  private boolean isAlreadyAlerted(Alert.Kind kind, @Nullable AlertedPair pair) {
    Item item = matches.decision().item();
    return pair != null && pair.isAlertOf(kind, item.id(), item.version());
  }

  private static Alert.Revision createUpdate(AlertedPair pair, StoryChanges changes) {
    return new Alert.Revision(
        Alert.Kind.UPDATE,
        pair.seq() + 1,
        changes.reasons(),
        pair.title(),
        List.of(),
        changes.developments());
  }

  private Alert.Revision createCorrection(AlertedPair pair) {
    return new Alert.Revision(
        Alert.Kind.CORRECTION,
        pair.seq() + 1,
        List.of(),
        pair.title(),
        StoryChanges.findLostTopics(pair, matches));
  }

  private Raised createRaised(
      Alert.Revision revision, SubscriptionMatch match, @Nullable Subscription subscription) {
    if (subscription == null || subscription.query() == null) {
      return new Raised(createAlert(revision, match, null), null);
    }
    try {
      return new Raised(createAlert(revision, match, explainQuery(subscription)), null);
    } catch (RuntimeException e) {
      return new Raised(createAlert(revision, match, null), e.toString());
    }
  }

  private Alert.@Nullable QueryMatch explainQuery(Subscription subscription) {
    Item item = matches.decision().item();
    AnalysedItem text = analysedItem;
    if (text == null) {
      text =
          new AnalysedItem(
              new TokenizedText(item.content()), matches.decision().findings(), item.outlet());
      analysedItem = text;
    }
    Alert.QueryMatch query =
        subscriptions.indexAt(matches.decision().decided()).explain(subscription, text);
    return query == null
        ? null
        : new Alert.QueryMatch(
            EvidenceBudget.limitEvidence(query.evidence(), EvidenceBudget.MAX_QUERY_BYTES));
  }

  /// The names of the topics that an alert has or withdraws.
  private Map<String, Map<String, String>> labelTopics(Alert.Revision revision) {
    return revision.withdrawnTopics().isEmpty()
        ? topicLabels
        : analyser.labelTopics(
            Stream.concat(topics.stream(), revision.withdrawnTopics().stream()).toList());
  }

  private Alert createAlert(
      Alert.Revision revision, SubscriptionMatch match, Alert.@Nullable QueryMatch query) {
    Item item = matches.decision().item();
    return new Alert(
        Identity.alertId(match.subscription(), matches.story()),
        revision,
        new Alert.Recipient(match.subscription(), match.version()),
        new Alert.Coverage(
            matches.story(), matches.outlets(), matches.outletNames(), matches.voices().size()),
        Alert.Source.of(item),
        Alert.Findings.of(matches.decision().findings(), labelTopics(revision), query),
        new Alert.Timeline(
            item.content().published(), item.seen(), item.fetched(), matches.decision().decided()));
  }
}
