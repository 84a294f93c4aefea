package org.vigie.streams.takeover;

/// A later version of the topology has run on this cluster, so that this one would repeat its
/// alerts.
public final class VersionConflictException extends RuntimeException {
  private static final long serialVersionUID = 1;

  VersionConflictException(String message) {
    super(message);
  }
}
