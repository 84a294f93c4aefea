package org.vigie.console.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The sessions, in memory: a restart ends them, and the token opens new ones. Bounded: the one
/// that was used least recently goes. Thread-safe.
final class SessionStore {
  private static final int SESSIONS = 1_000;

  /// The longest time between two requests of a session.
  static final Duration IDLE = Duration.ofHours(12);

  /// The longest time that a session lasts.
  static final Duration ABSOLUTE = Duration.ofDays(7);

  private final InstantSource clock;
  private final Map<String, UsedSession> sessions =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UsedSession> eldest) {
          return size() > SESSIONS;
        }
      };

  SessionStore(InstantSource clock) {
    this.clock = clock;
  }

  /// A session and when it was used last.
  private record UsedSession(UserSession session, Instant used) {
    boolean isOver(Instant now) {
      return now.isAfter(used.plus(IDLE)) || now.isAfter(session.opened().plus(ABSOLUTE));
    }
  }

  /// A session that has begun.
  ///
  /// @param cookie the secret that the client shows from now on; not kept here
  record OpenedSession(String cookie, UserSession session) {}

  synchronized OpenedSession open(AccessLevel level) {
    Instant now = clock.instant();
    String cookie = SecretText.create();
    UserSession session =
        new UserSession(SecretText.toKey(cookie), level, SecretText.create(), now);
    sessions.values().removeIf(known -> known.isOver(now));
    sessions.put(session.key(), new UsedSession(session, now));
    return new OpenedSession(cookie, session);
  }

  /// The session of a cookie, which is used by this.
  Optional<UserSession> use(String cookie) {
    return useByKey(SecretText.toKey(cookie));
  }

  /// Whether a session has not ended; it is used by this.
  boolean keepAlive(UserSession session) {
    return useByKey(session.key()).isPresent();
  }

  private synchronized Optional<UserSession> useByKey(String key) {
    Instant now = clock.instant();
    UsedSession known = sessions.get(key);
    if (known == null) {
      return Optional.empty();
    }
    if (known.isOver(now)) {
      sessions.remove(key);
      return Optional.empty();
    }
    sessions.put(key, new UsedSession(known.session, now));
    return Optional.of(known.session);
  }

  synchronized void close(UserSession session) {
    sessions.remove(session.key());
  }
}
