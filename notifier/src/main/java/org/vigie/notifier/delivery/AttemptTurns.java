package org.vigie.notifier.delivery;

/// Counts the attempts that run within one limit. A part of the turns is kept for destinations that
/// answered their last attempt, and another part from those that did not: however many do not
/// answer, half of the turns stays for the others, and a quarter for those that answer.
///
/// Not thread-safe.
final class AttemptTurns {
  private final int limit;
  private final int[] running = new int[Standing.values().length];

  /// What is known of a destination; a later one may use every turn that an earlier one may use.
  enum Standing {
    /// Its last attempt failed.
    FAILING,
    /// It has not been tried yet, or not for a long time.
    UNTRIED,
    /// It answered its last attempt.
    ANSWERING;

    /// How much of a limit all destinations of this standing and the earlier ones may use together.
    int shareOf(int limit) {
      int quarters = 2 + ordinal();
      return Math.max(1, (int) ((long) limit * quarters / 4));
    }
  }

  /// @param limit the maximum number of turns that are taken at a time
  AttemptTurns(int limit) {
    this.limit = limit;
  }

  /// True if an attempt at a destination of this standing may begin.
  boolean isFree(Standing standing) {
    int taken = 0;
    for (Standing each : Standing.values()) {
      taken += running[each.ordinal()];
      if (each.compareTo(standing) >= 0 && taken >= each.shareOf(limit)) {
        return false;
      }
    }
    return true;
  }

  void take(Standing standing) {
    running[standing.ordinal()]++;
  }

  /// @param standing that of the destination when the turn was taken
  void giveBack(Standing standing) {
    running[standing.ordinal()]--;
  }

  /// The number of turns that are taken.
  int countTaken() {
    int taken = 0;
    for (int each : running) {
      taken += each;
    }
    return taken;
  }
}
