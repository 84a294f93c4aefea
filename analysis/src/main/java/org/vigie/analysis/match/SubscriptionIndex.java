package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Studied;
import org.vigie.model.Alert;
import org.vigie.model.Change;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;

/// The subscriptions in force. Safe for one writer and any number of readers.
public final class SubscriptionIndex {
  private final Map<String, Subscription> byId = new ConcurrentHashMap<>();

  /// Takes a version in; an older version than the one known is ignored. A faulty query disables
  // its
  /// subscription and is listed in [#faults].
  public void put(Subscription subscription) {
    byId.merge(
        subscription.id(), subscription, (old, now) -> now.version() >= old.version() ? now : old);
  }

  /// The newest version, null where the id was never taken in.
  public @Nullable Subscription get(String id) {
    return byId.get(id);
  }

  /// What a new version of an item means to every subscription it concerns, all asked at one
  // moment;
  /// sorted by subscription id.
  ///
  /// @param before the version before, null for a new item
  public List<SubscriptionMatch> changes(@Nullable Studied before, Studied now) {
    List<SubscriptionMatch> changes = new ArrayList<>();
    for (Subscription subscription : byId.values()) {
      boolean then = before != null && matches(subscription, before);
      boolean nowMatches = matches(subscription, now);
      if (then || nowMatches) {
        Change change = !then ? Change.GAINED : nowMatches ? Change.KEPT : Change.LOST;
        changes.add(new SubscriptionMatch(subscription.id(), subscription.version(), change));
      }
    }
    changes.sort(Comparator.comparing(SubscriptionMatch::subscription));
    return changes;
  }

  private static boolean matches(Subscription subscription, Studied studied) {
    return subscription.state() == Subscription.State.ACTIVE
        && subscription.query() == null
        && subscription.topics().stream().anyMatch(studied.findings()::has);
  }

  /// Why the query of a subscription matches a text; null where it has no query.
  public Alert.@Nullable QueryMatch explain(Subscription subscription, Studied studied) {
    return null;
  }

  /// Subscriptions that are disabled because their query cannot be read.
  public List<Fault> faults() {
    return List.of();
  }

  /// A subscription that is disabled, and why.
  public record Fault(Subscription subscription, String problem) {}
}
