package org.vigie.admin.lag;

/// The status of a partition, or of a group's worst partition; ordered from good to bad.
public enum LagStatus {
  /// No record is unread.
  OK("ok"),
  /// A later version of the topology has taken over and reads what the group has not read.
  SUPERSEDED("superseded"),
  /// Records are unread.
  BEHIND("behind"),
  /// The group has committed nothing there, or the partition does not answer.
  UNKNOWN("unknown"),
  /// The Kafka topic was deleted; its offsets are left over.
  GONE("gone");

  private final String word;

  LagStatus(String word) {
    this.word = word;
  }

  /// Returns whether the status needs attention.
  public boolean isProblem() {
    return compareTo(SUPERSEDED) > 0;
  }

  /// The word used in JSON and tables.
  @Override
  public String toString() {
    return word;
  }
}
