package org.vigie.admin.lag;

import java.time.Instant;
import java.util.List;

/// One measurement of all groups.
///
/// @param at its time, by the clock that the ages are computed with
/// @param groups sorted by id
public record LagReport(Instant at, List<GroupLag> groups) {
  /// Copies the list.
  public LagReport {
    groups = List.copyOf(groups);
  }
}
