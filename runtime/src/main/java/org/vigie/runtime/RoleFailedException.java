package org.vigie.runtime;

/// A role has stopped for good. The message names the role and the cause.
public final class RoleFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RoleFailedException(String message) {
    super(message);
  }
}
