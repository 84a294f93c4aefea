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

/// Judges the matches of one decided item version. Reads its text at most once, and only if a query
/// has to be explained. Used by one thread.
public final class Alerting {
  private final Subscriptions subscriptions;
  private final StoryMatches matches;
  private @Nullable Studied studied;

  /// @param matches the item version, its story, and whom it concerns
  public Alerting(Subscriptions subscriptions, StoryMatches matches) {
    this.subscriptions = subscriptions;
    this.matches = matches;
  }

  /// Judges one of the matches.
  ///
  /// @param pair what the subscription was last told of the story, null for nothing
  public Verdict judge(SubscriptionMatch match, @Nullable AlertedPair pair) {
    // A subscription that is unknown here was known where it matched: this instance has not read
    // it yet, and its alert must not be lost for that.
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
      // Without a pair nobody was to be told of the version before: it came before the
      // subscription, and an edit of it is no news.
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

  /// A correction follows the alert: only the item that was told last can take it back.
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
