package org.vigie.notifier.delivery;

import org.jspecify.annotations.Nullable;

/// Where a channel leads; each destination has a queue of its own.
///
/// @param address tells it from all others
/// @param host the host that its attempts call, in lower case; null if they call none, as those of
///     the console
record Destination(String address, @Nullable String host) {}
