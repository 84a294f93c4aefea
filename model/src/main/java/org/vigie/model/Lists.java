package org.vigie.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies for compact constructors. A record written before a list was added reads back with none,
/// hence the tolerance for null.
final class Lists {
  private Lists() {}

  static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
