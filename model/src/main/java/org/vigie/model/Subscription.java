package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who wants to be alerted of what, and by which channels: the value of the Kafka topic
/// `vigie.subscriptions`. Every change is a new version under its own key; a removal is the last
/// version.
///
/// @param id chosen by its owner or generated; letters, digits, `.`, `_` and `-`
/// @param version counts from 1
/// @param state active, paused or removed
/// @param owner who created it, null if unknown
/// @param language the language of the texts around an alert; null reads as English
/// @param topics ids of topics, one of which must match; empty for no condition
/// @param query an expression that must also match, null for none
/// @param scope further conditions; null reads as none
/// @param telling when the subscription is alerted of a story; null reads as at once
/// @param channels where alerts are sent
/// @param validFrom since when this version is in force
public record Subscription(
    String id,
    int version,
    State state,
    @Nullable String owner,
    Language language,
    List<String> topics,
    @Nullable String query,
    SubscriptionScope scope,
    NotificationRule telling,
    List<Channel> channels,
    Instant validFrom) {
  private static final int MAX_CHANNELS = 1_000;

  /// Rejects an id that cannot be part of a key, a version out of range, a missing state or start,
  /// two channels of one name, and a subscription that is not removed and has neither topics nor a
  /// query.
  public Subscription {
    if (id == null || !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "subscription id "
              + Checks.quote(id)
              + ": letters, digits, '.', '_' and '-' only, at most 100");
    }
    Checks.checkCount("version", version, 1);
    Checks.require("state", state);
    if (version == Checks.MAX_COUNT && state != State.REMOVED) {
      throw new IllegalArgumentException(
          "version " + version + " can only remove a subscription, since none follows it");
    }
    Checks.checkOptionalText("owner", owner, Checks.MAX_TEXT);
    topics = Checks.copyTexts("topics", topics, Checks.MAX_NAME);
    Checks.checkOptionalText("query", query, Checks.MAX_TEXT);
    channels = Checks.copyOrEmpty("channels", channels);
    Checks.checkSize("channels", channels.size(), MAX_CHANNELS);
    Checks.requireTime("validFrom", validFrom);
    if (channels.stream().map(Channel::name).distinct().count() < channels.size()) {
      throw new IllegalArgumentException("subscription " + id + ": two channels share a name");
    }
    // These fields are null in records written before they were added.
    language = language == null ? Language.EN : language;
    scope = scope == null ? SubscriptionScope.UNRESTRICTED : scope;
    telling = telling == null ? NotificationRule.AT_ONCE : telling;
    if (query != null && query.isBlank()) {
      query = null;
    }
    if (topics.isEmpty() && query == null && state != State.REMOVED) {
      throw new IllegalArgumentException("subscription " + id + " has neither topics nor a query");
    }
  }

  /// Returns a builder of a first version that is active, in English, without owner, topics, query,
  /// scope and channels, and alerted at once.
  public static SubscriptionBuilder builder(String id, Instant validFrom) {
    return new SubscriptionBuilder(id, validFrom);
  }

  /// The state of a version.
  public enum State {
    /// The subscription matches items and raises alerts.
    ACTIVE("active"),
    /// The subscription is kept but matches nothing.
    PAUSED("paused"),
    /// The subscription has ended for good; its unsent deliveries are cancelled.
    REMOVED("removed");

    private final String jsonName;

    State(String word) {
      this.jsonName = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return jsonName;
    }
  }

  /// The key of this version: `id@version`.
  public String key() {
    return id + "@" + version;
  }

  private SubscriptionBuilder toBuilder() {
    return new SubscriptionBuilder(this);
  }

  /// Returns the next version, which ends this subscription.
  public Subscription nextVersionRemoved(Instant now) {
    return nextVersionWithState(State.REMOVED, now);
  }

  /// Returns the next version in another state.
  public Subscription nextVersionWithState(State next, Instant now) {
    return nextVersion(now).state(next).build();
  }

  /// Returns the next version with another notification rule.
  public Subscription nextVersionWithRule(NotificationRule next, Instant now) {
    return nextVersion(now).rule(next).build();
  }

  private SubscriptionBuilder nextVersion(Instant now) {
    return toBuilder().version(version + 1).validFrom(now);
  }

  /// Returns the same version in another state.
  public Subscription withState(State other) {
    return toBuilder().state(other).build();
  }

  /// Returns the same version with other conditions.
  public Subscription withScope(SubscriptionScope other) {
    return toBuilder().scope(other).build();
  }

  /// Returns the same version with another start of validity.
  public Subscription withValidFrom(Instant moment) {
    return toBuilder().validFrom(moment).build();
  }
}
