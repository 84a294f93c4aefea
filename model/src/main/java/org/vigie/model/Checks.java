package org.vigie.model;

/// Argument checks for compact constructors.
final class Checks {
  private Checks() {}

  /// Returns `value`, or throws [IllegalArgumentException] naming `what` when it is null or blank.
  static String requireText(String what, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return value;
  }
}
