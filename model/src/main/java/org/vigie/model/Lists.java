package org.vigie.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Defensive copies for compact constructors. Null reads as empty, since a record written before a
/// list was added does not have it.
final class Lists {
  private Lists() {}

  static <T> List<T> copyOrEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
