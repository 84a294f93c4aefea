package org.vigie.app.lag;

import java.time.Instant;
import java.util.List;

/// One measurement.
///
/// @param at when, by the clock that ages are counted with
/// @param groups sorted by id
public record LagReport(Instant at, List<GroupLag> groups) {
  /// Copies the list.
  public LagReport {
    groups = List.copyOf(groups);
  }
}
