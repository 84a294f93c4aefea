package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who wants what, by which channel: the value of `vigie.subscriptions`. Every change is a new
/// version under a key of its own; a removal is the last version.
///
/// @param id chosen by its owner or drawn at random; letters, digits, `.`, `_` and `-`
/// @param version from 1
/// @param state active, paused or removed
/// @param owner who asked, null where nobody said
/// @param topics any of these must match; empty asks for none
/// @param query an expression that must match as well, null for none
/// @param channels the ways out
/// @param validFrom since when it is in force
public record Subscription(
    String id,
    int version,
    State state,
    @Nullable String owner,
    List<String> topics,
    @Nullable String query,
    List<Channel> channels,
    Instant validFrom) {
  /// Refuses an id that could not stand in a key, and a wish for nothing.
  public Subscription {
    if (id == null || !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "subscription id '" + id + "': letters, digits, '.', '_' and '-' only, at most 100");
    }
    if (version < 1) {
      throw new IllegalArgumentException("subscription " + id + ": version " + version);
    }
    topics = Lists.copy(topics);
    channels = Lists.copy(channels);
    if (query != null && query.isBlank()) {
      query = null;
    }
    if (topics.isEmpty() && query == null && state != State.REMOVED) {
      throw new IllegalArgumentException("subscription " + id + " has neither topics nor a query");
    }
  }

  /// Whether a version is in force.
  public enum State {
    /// Matches and alerts.
    ACTIVE("active"),
    /// Kept, matches nothing.
    PAUSED("paused"),
    /// Ended for good; its unsent deliveries are cancelled.
    REMOVED("removed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// The key of this version: `id@version`.
  public String key() {
    return id + "@" + version;
  }

  /// The version that ends this subscription.
  public Subscription removed(Instant now) {
    return new Subscription(id, version + 1, State.REMOVED, owner, topics, query, channels, now);
  }
}
