package org.vigie.model;

/// Argument checks for compact constructors.
final class Words {
  private Words() {}

  /// Returns `value`, or throws [IllegalArgumentException] naming `what` when it is null or blank.
  static String required(String what, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return value;
  }
}
