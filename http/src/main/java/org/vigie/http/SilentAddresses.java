package org.vigie.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// The addresses that accepted a connection lately and then said nothing, as one behind a load
/// balancer does whose server is down. They are tried last. Thread-safe; forgets the oldest beyond
/// a limit.
final class SilentAddresses {
  private static final int MAX_ADDRESSES = 1_000;
  private static final long MAX_AGE_NANOS = Duration.ofHours(1).toNanos();

  /// When each was silent, as of `System.nanoTime()`; the oldest first.
  private final LinkedHashMap<InetSocketAddress, Long> silent = new LinkedHashMap<>();

  synchronized void add(InetSocketAddress address) {
    silent.remove(address);
    if (silent.size() >= MAX_ADDRESSES) {
      silent.pollFirstEntry();
    }
    silent.put(address, System.nanoTime());
  }

  synchronized boolean contains(InetSocketAddress address) {
    Long since = silent.get(address);
    return since != null && System.nanoTime() - since < MAX_AGE_NANOS;
  }

  /// The addresses in their order, with those that were silent behind the others.
  List<InetSocketAddress> sort(List<InetSocketAddress> addresses) {
    return addresses.stream().sorted(Comparator.comparing(this::contains)).toList();
  }
}
