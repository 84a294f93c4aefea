package org.vigie.notifier.delivery.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A history in which each story was told last at the same time.
record FixedHistory(@Nullable Instant last, List<Instant> told) implements ToldHistory {
  @Override
  public @Nullable Instant lastTold(String alert) {
    return last;
  }

  @Override
  public List<Instant> toldSince(Instant since) {
    return told.stream().filter(time -> !time.isBefore(since)).toList();
  }
}
