package org.vigie.admin.run;

/// The state of a backtest or replay.
public enum RunState {
  /// It runs, or waits for its turn.
  RUNNING("running"),
  /// Its result is there.
  FINISHED("finished"),
  /// It ended without a result.
  FAILED("failed"),
  /// Nobody runs it, and it has no result. Of replays only.
  INTERRUPTED("interrupted");

  private final String word;

  RunState(String word) {
    this.word = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return word;
  }
}
