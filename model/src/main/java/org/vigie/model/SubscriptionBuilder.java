package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builder of a [Subscription]. What is not set is as [Subscription#builder] says, or as in the
/// version that it began with. Not thread-safe.
public final class SubscriptionBuilder {
  private final String id;
  private int version = 1;
  private Subscription.State state = Subscription.State.ACTIVE;
  private @Nullable String owner;
  private Language language = Language.EN;
  private List<String> topics = List.of();
  private @Nullable String query;
  private SubscriptionScope scope = SubscriptionScope.UNRESTRICTED;
  private NotificationRule rule = NotificationRule.AT_ONCE;
  private List<Channel> channels = List.of();
  private Instant validFrom;

  SubscriptionBuilder(String id, Instant validFrom) {
    this.id = id;
    this.validFrom = validFrom;
  }

  SubscriptionBuilder(Subscription before) {
    this(before.id(), before.validFrom());
    version = before.version();
    state = before.state();
    owner = before.owner();
    language = before.language();
    topics = before.topics();
    query = before.query();
    scope = before.scope();
    rule = before.telling();
    channels = before.channels();
  }

  /// Sets the number of the version, which counts from 1.
  public SubscriptionBuilder version(int number) {
    version = number;
    return this;
  }

  /// Sets the state.
  public SubscriptionBuilder state(Subscription.State other) {
    state = other;
    return this;
  }

  /// Sets who created it, null if unknown.
  public SubscriptionBuilder owner(@Nullable String name) {
    owner = name;
    return this;
  }

  /// Sets the language of the texts around an alert.
  public SubscriptionBuilder language(Language other) {
    language = other;
    return this;
  }

  /// Sets the topics, one of which must match; empty for no condition.
  public SubscriptionBuilder topics(List<String> ids) {
    topics = ids;
    return this;
  }

  /// Sets the expression that must also match, null for none.
  public SubscriptionBuilder query(@Nullable String expression) {
    query = expression;
    return this;
  }

  /// Sets the further conditions.
  public SubscriptionBuilder scope(SubscriptionScope conditions) {
    scope = conditions;
    return this;
  }

  /// Sets when the subscription is alerted of a story.
  public SubscriptionBuilder rule(NotificationRule other) {
    rule = other;
    return this;
  }

  /// Sets where alerts are sent.
  public SubscriptionBuilder channels(List<Channel> all) {
    channels = all;
    return this;
  }

  /// Sets since when the version is in force.
  public SubscriptionBuilder validFrom(Instant moment) {
    validFrom = moment;
    return this;
  }

  /// Returns the subscription.
  ///
  /// @throws IllegalArgumentException as the constructor of [Subscription]
  public Subscription build() {
    return new Subscription(
        id, version, state, owner, language, topics, query, scope, rule, channels, validFrom);
  }
}
