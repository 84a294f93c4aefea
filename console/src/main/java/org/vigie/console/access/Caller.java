package org.vigie.console.access;

import java.util.Optional;

/// Who asks.
///
/// @param level what the caller may do
/// @param key names the session or the token, without giving it away
/// @param session empty if a token was sent
public record Caller(AccessLevel level, String key, Optional<UserSession> session) {}
