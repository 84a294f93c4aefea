package org.vigie.app.lag;

/// How a partition stands, or a group at its worst partition; from good to bad.
public enum LagStatus {
  /// Nothing waits.
  OK("ok"),
  /// A later version of the topology has taken over, and reads what the group has not read.
  SUPERSEDED("superseded"),
  /// Records wait.
  BEHIND("behind"),
  /// The group has committed nothing there, or the partition does not answer.
  UNKNOWN("unknown"),
  /// The Kafka topic was deleted; its offsets are left over.
  GONE("gone");

  private final String word;

  LagStatus(String word) {
    this.word = word;
  }

  /// Whether there is something to look into.
  public boolean isProblem() {
    return compareTo(SUPERSEDED) > 0;
  }

  /// The word used in JSON and tables.
  @Override
  public String toString() {
    return word;
  }
}
