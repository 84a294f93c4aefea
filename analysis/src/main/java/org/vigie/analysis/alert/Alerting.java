package org.vigie.analysis.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Studied;
import org.vigie.analysis.alert.Verdict.Raised;
import org.vigie.analysis.alert.Verdict.Reason;
import org.vigie.analysis.alert.Verdict.Silent;
import org.vigie.analysis.text.Text;
import org.vigie.model.Alert;
import org.vigie.model.CountryMatch;
import org.vigie.model.Findings;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.Telling;

/// Decides which matches of one item version raise an alert. Tokenizes the text at most once, and
/// only if a query has to be explained. Not thread-safe.
public final class Alerting {
  private final Subscriptions subscriptions;
  private final StoryMatches matches;
  private @Nullable Studied studied;

  /// @param matches item version, its story, and the matching subscriptions
  public Alerting(Subscriptions subscriptions, StoryMatches matches) {
    this.subscriptions = subscriptions;
    this.matches = matches;
  }

  /// Decides on one match.
  ///
  /// @param pair last alert of story and subscription, null if there is none
  public Verdict judge(SubscriptionMatch match, @Nullable AlertedPair pair) {
    // A subscription that is unknown here was known to the instance that matched it. This instance
    // has not read it yet, and the alert must not be lost.
    Subscription subscription =
        subscriptions.get(match.subscription(), matches.decision().decided());
    if (subscription != null && subscription.state() != Subscription.State.ACTIVE) {
      return new Silent(Reason.SUBSCRIPTION_OFF);
    }
    Telling telling = subscription == null ? Telling.AT_ONCE : subscription.telling();
    if (telling.muted().contains(matches.story())) {
      return new Silent(Reason.MUTED);
    }
    return switch (match.change()) {
      case GAINED -> matched(match, pair, subscription, telling);
      // Without a pair the earlier version alerted nobody: it precedes the subscription, and an
      // edit of it is no news.
      case KEPT ->
          pair == null ? new Silent(Reason.KEPT) : matched(match, pair, subscription, telling);
      case LOST -> lost(match, pair);
    };
  }

  private Verdict matched(
      SubscriptionMatch match,
      @Nullable AlertedPair pair,
      @Nullable Subscription subscription,
      Telling telling) {
    if (pair == null || pair.isHeld()) {
      return matches.voices().size() < telling.fromOutlets()
          ? held()
          : raise(Alert.Kind.NEW, match, null, List.of(), subscription);
    }
    if (said(Alert.Kind.NEW, pair) || said(Alert.Kind.UPDATE, pair)) {
      return new Silent(Reason.ALREADY_SAID);
    }
    List<Alert.Changed> changed =
        pair.kind() == Alert.Kind.CORRECTION
            ? List.of(Alert.Changed.MATCH)
            : Development.since(pair, matches, telling.updates());
    return changed.isEmpty()
        ? new Silent(Reason.NOTHING_NEW)
        : raise(Alert.Kind.UPDATE, match, pair, changed, subscription);
  }

  private Verdict.Held held() {
    Item item = matches.decision().item();
    return new Verdict.Held(
        AlertedPair.held(item.id(), item.version(), matches.decision().decided()));
  }

  /// Only the item of the last alert can raise its correction.
  private Verdict lost(SubscriptionMatch match, @Nullable AlertedPair pair) {
    if (pair == null || pair.isHeld() || !pair.item().equals(matches.decision().item().id())) {
      return new Silent(Reason.NEVER_ALERTED);
    }
    return pair.kind() == Alert.Kind.CORRECTION
        ? new Silent(Reason.ALREADY_SAID)
        : raise(Alert.Kind.CORRECTION, match, pair, List.of(), null);
  }

  private boolean said(Alert.Kind kind, @Nullable AlertedPair pair) {
    Item item = matches.decision().item();
    return pair != null && pair.toldBy(kind, item.id(), item.version());
  }

  private Raised raise(
      Alert.Kind kind,
      SubscriptionMatch match,
      @Nullable AlertedPair pair,
      List<Alert.Changed> changed,
      @Nullable Subscription subscription) {
    int seq = pair == null ? 1 : pair.seq() + 1;
    if (subscription == null || subscription.query() == null) {
      return new Raised(alert(kind, seq, match, changed, null), null);
    }
    try {
      return new Raised(alert(kind, seq, match, changed, explain(subscription)), null);
    } catch (RuntimeException e) {
      return new Raised(alert(kind, seq, match, changed, null), e.toString());
    }
  }

  private Alert.@Nullable QueryMatch explain(Subscription subscription) {
    Item item = matches.decision().item();
    Studied text = studied;
    if (text == null) {
      text = new Studied(new Text(item.content()), matches.decision().findings(), item.outlet());
      studied = text;
    }
    Alert.QueryMatch query =
        subscriptions.at(matches.decision().decided()).explain(subscription, text);
    return query == null
        ? null
        : new Alert.QueryMatch(EvidenceBudget.cut(query.evidence(), EvidenceBudget.QUERY));
  }

  private Alert alert(
      Alert.Kind kind,
      int seq,
      SubscriptionMatch match,
      List<Alert.Changed> changed,
      Alert.@Nullable QueryMatch query) {
    Item item = matches.decision().item();
    Findings findings = matches.decision().findings();
    List<String> countries = findings.countries().stream().map(CountryMatch::code).toList();
    return new Alert(
        Identity.alertId(match.subscription(), matches.story()),
        kind,
        seq,
        match.subscription(),
        match.version(),
        matches.story(),
        changed,
        item.id(),
        item.version(),
        findings.topics(),
        query,
        item.content().title(),
        item.content().url(),
        item.outlet().id(),
        item.outlet().name(),
        matches.outlets(),
        countries,
        findings.codes(),
        findings.packs(),
        new Alert.Timeline(
            item.content().published(), item.seen(), item.fetched(), matches.decision().decided()));
  }
}
