package org.vigie.console.access;

import org.vigie.runtime.http.HttpReply;

/// What came of exchanging a token for a session.
public sealed interface Login {
  /// There is a session.
  ///
  /// @param cookie the value of `Set-Cookie`
  record Opened(UserSession session, String cookie) implements Login {
    /// Leaves out the cookie.
    @Override
    public String toString() {
      return "Opened[session=" + session + "]";
    }
  }

  /// There is none, and this is the answer.
  record LoginRefused(HttpReply reply) implements Login {}
}
