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
/// @param language in which the owner is told
/// @param topics any of these must match; empty asks for none
/// @param query an expression that must match as well, null for none
/// @param scope what it is narrowed to
/// @param telling when it hears of a story
/// @param channels the ways out
/// @param validFrom since when it is in force
public record Subscription(
    String id,
    int version,
    State state,
    @Nullable String owner,
    Language language,
    List<String> topics,
    @Nullable String query,
    Scope scope,
    Telling telling,
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
    // Null where a record was written before there was such a field.
    language = language == null ? Language.EN : language;
    scope = scope == null ? Scope.EVERYTHING : scope;
    telling = telling == null ? Telling.AT_ONCE : telling;
    if (query != null && query.isBlank()) {
      query = null;
    }
    if (topics.isEmpty() && query == null && state != State.REMOVED) {
      throw new IllegalArgumentException("subscription " + id + " has neither topics nor a query");
    }
  }

  /// One that is narrowed to nothing and hears of a story at once, in English.
  public Subscription(
      String id,
      int version,
      State state,
      @Nullable String owner,
      List<String> topics,
      @Nullable String query,
      List<Channel> channels,
      Instant validFrom) {
    this(
        id,
        version,
        state,
        owner,
        Language.EN,
        topics,
        query,
        Scope.EVERYTHING,
        Telling.AT_ONCE,
        channels,
        validFrom);
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

  /// The next version, which ends this subscription.
  public Subscription removed(Instant now) {
    return next(State.REMOVED, telling, now);
  }

  /// The next version in another state.
  public Subscription in(State next, Instant now) {
    return next(next, telling, now);
  }

  /// The next version with another rule for when it hears of a story.
  public Subscription telling(Telling next, Instant now) {
    return next(state, next, now);
  }

  /// The same in another state.
  public Subscription with(State other) {
    return new Subscription(
        id, version, other, owner, language, topics, query, scope, telling, channels, validFrom);
  }

  /// The same in force from another moment on.
  public Subscription from(Instant moment) {
    return new Subscription(
        id, version, state, owner, language, topics, query, scope, telling, channels, moment);
  }

  private Subscription next(State newState, Telling newTelling, Instant now) {
    return new Subscription(
        id,
        version + 1,
        newState,
        owner,
        language,
        topics,
        query,
        scope,
        newTelling,
        channels,
        now);
  }
}
