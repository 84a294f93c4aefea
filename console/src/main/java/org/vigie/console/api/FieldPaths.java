package org.vigie.console.api;

import java.util.function.Supplier;
import org.vigie.admin.AdminException;

/// Names the wrong field of a request that stands within another one.
final class FieldPaths {
  private FieldPaths() {}

  /// @param prefix of the fields that the call names
  static <T> T within(String prefix, Supplier<T> call) {
    try {
      return call.get();
    } catch (AdminException.InvalidRequest e) {
      String field = (prefix + e.field()).replaceFirst("\\.$", "");
      throw new AdminException.InvalidRequest(field, String.valueOf(e.getMessage()), e);
    }
  }
}
