package org.vigie.console.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often each of many clients may do something: some times at once, and then at a steady rate
/// (a token bucket). The clients that were heard of least recently are forgotten. Thread-safe.
public final class RateLimits {
  private static final int CLIENTS = 10_000;
  private static final double NANOS = 1e9;

  private final int burst;
  private final double perSecond;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CLIENTS;
        }
      };

  /// @param burst how often at once
  /// @param perSecond how often in a second from then on
  /// @param nanoTime a clock that never goes back
  public RateLimits(int burst, double perSecond, LongSupplier nanoTime) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /// @param left how often now
  /// @param at when that was so
  private record Bucket(double left, long at) {}

  /// Whether a client may do it once more; counts it if so.
  public synchronized boolean take(String client) {
    double left = measure(client);
    boolean allowed = left >= 1;
    buckets.put(client, new Bucket(allowed ? left - 1 : left, nanoTime.getAsLong()));
    return allowed;
  }

  /// Whether a client may do it once more, without counting it.
  public synchronized boolean isAllowed(String client) {
    return measure(client) >= 1;
  }

  /// After how many seconds a client that has used up everything may do it again.
  public long secondsToWait() {
    return (long) Math.max(1, Math.ceil(1 / perSecond));
  }

  private double measure(String client) {
    Bucket bucket = buckets.get(client);
    return bucket == null
        ? burst
        : Math.min(burst, bucket.left + (nanoTime.getAsLong() - bucket.at) / NANOS * perSecond);
  }
}
