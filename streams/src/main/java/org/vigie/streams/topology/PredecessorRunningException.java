package org.vigie.streams.topology;

/// A consumer group still has members, so that nobody can take over from it yet.
public final class PredecessorRunningException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  PredecessorRunningException(String message) {
    super(message);
  }
}
