package org.vigie.runtime.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The hosts that a request may name. A page of another site can have its own name resolve to the
/// address of this server (DNS rebinding) and then read what it should not; its requests give that
/// name away.
final class HostNames {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final boolean any;
  private final Set<String> names = new HashSet<>(LOOPBACK);

  /// @param further as in [HttpOptions#hosts]
  HostNames(BindAddress address, @Nullable List<String> further) {
    any = further == null && !address.isLoopback();
    add(address.host());
    if (address.host().contains(":")) {
      add("[" + address.host() + "]");
    }
    if (further != null) {
      further.forEach(this::add);
    }
  }

  private void add(String name) {
    names.add(name.toLowerCase(Locale.ROOT));
  }

  boolean accepts(String host) {
    return any || names.contains(host.toLowerCase(Locale.ROOT));
  }
}
