package org.vigie.streams.takeover;

/// This version of the topology cannot continue the work of those that have run on the cluster: a
/// later one has taken over, so that this one would repeat its alerts, or the newest is too old.
public final class VersionConflictException extends RuntimeException {
  private static final long serialVersionUID = 1;

  VersionConflictException(String message) {
    super(message);
  }
}
