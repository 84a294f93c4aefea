package org.vigie.admin.index;

/// A cursor that no page of this index gave.
public final class StaleCursorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StaleCursorException(String cursor) {
    super("the cursor '" + cursor + "' is not known; begin again without one");
  }
}
