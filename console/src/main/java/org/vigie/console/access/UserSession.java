package org.vigie.console.access;

import java.time.Instant;

/// A person who has exchanged a token for a cookie.
///
/// @param key names the session without giving its cookie away
/// @param level what the person may do
/// @param csrf what changes must carry in a header, which pages of other sites cannot know
/// @param opened when
public record UserSession(String key, AccessLevel level, String csrf, Instant opened) {
  /// Leaves out the secret.
  @Override
  public String toString() {
    return "UserSession[level=" + level + ", opened=" + opened + "]";
  }
}
