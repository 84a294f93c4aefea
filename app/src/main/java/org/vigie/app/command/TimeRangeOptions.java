package org.vigie.app.command;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.TimeRange;
import picocli.CommandLine.Option;

/// The options that select a range of the archive.
final class TimeRangeOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "First unit, such as 2025-02 or 2025-02-03T14:00; in --zone if it names none.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Last unit, such as 2025-08: up to the end of 31 August.")
  private @Nullable String to;

  /// The range in whole units of the zone.
  ///
  /// @throws org.vigie.admin.AdminException.InvalidRequest naming the option that is no time
  TimeRange read(ZoneId zone) {
    return TimeRange.parseRange(from, to, zone);
  }
}
