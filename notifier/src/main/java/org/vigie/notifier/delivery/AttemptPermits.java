package org.vigie.notifier.delivery;

/// Counts the attempts that run within one limit. However many destinations do not answer in time,
/// half of the permits stays for the others, and a quarter for those that do.
///
/// Not thread-safe.
final class AttemptPermits {
  private final int limit;
  private final int[] running = new int[DestinationHealth.values().length];

  /// What is known of a destination; a later one may use every permit that an earlier one may use.
  enum DestinationHealth {
    /// Its last attempt failed, or was answered late.
    UNHEALTHY,
    /// It has not been tried yet, or not for a long time.
    UNKNOWN,
    /// It answered its last attempt in time.
    HEALTHY;

    /// How much of a limit all destinations of this health and the earlier ones may use together.
    int shareOf(int limit) {
      int quarters = 2 + ordinal();
      return Math.max(1, (int) ((long) limit * quarters / 4));
    }
  }

  /// @param limit the maximum number of permits in use at a time
  AttemptPermits(int limit) {
    this.limit = limit;
  }

  /// True if an attempt at a destination of this health may begin.
  boolean isAvailable(DestinationHealth health) {
    int used = 0;
    for (DestinationHealth each : DestinationHealth.values()) {
      used += running[each.ordinal()];
      if (each.compareTo(health) >= 0 && used >= each.shareOf(limit)) {
        return false;
      }
    }
    return true;
  }

  void acquire(DestinationHealth health) {
    running[health.ordinal()]++;
  }

  /// @param health that of the destination when the permit was acquired
  void release(DestinationHealth health) {
    running[health.ordinal()]--;
  }

  /// The number of permits in use.
  int countAcquired() {
    int used = 0;
    for (int each : running) {
      used += each;
    }
    return used;
  }
}
