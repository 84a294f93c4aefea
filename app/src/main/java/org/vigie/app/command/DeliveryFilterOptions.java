package org.vigie.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.DeliveryFilter;
import org.vigie.admin.DeliveryState;
import org.vigie.admin.TimeRange;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.runtime.settings.Durations;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.Suggestions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that select deliveries.
final class DeliveryFilterOptions {
  private static final List<String> STATES =
      Arrays.stream(DeliveryState.values()).map(DeliveryState::toString).toList();

  @Option(
      names = "--status",
      split = ",",
      paramLabel = "STATUS",
      description = "In one of these: waiting, held, failed, delivered, cancelled.")
  private @Nullable List<String> statuses;

  @Option(names = "--failed", description = "Those that failed.")
  private boolean failed;

  @Option(names = "--waiting", description = "Those that wait for another attempt.")
  private boolean waiting;

  @Option(names = "--subscription", paramLabel = "ID", description = "Of this subscription.")
  private @Nullable String subscription;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "By channels of this name or kind, such as email-2 or ntfy.")
  private @Nullable String channel;

  @Option(
      names = "--address",
      paramLabel = "TEXT",
      description = "By channels whose address, as it is now, holds this text.")
  private @Nullable String address;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "With this text in the problem, or held for it: digest, quiet, cap, …")
  private @Nullable String reason;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Last tried from then on: 24h, 2025-08, 2025-08-31T14:00 (in --zone).")
  private @Nullable String since;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      description = "Planned longer ago than this, such as 7d.")
  private @Nullable String olderThan;

  @Mixin private ZoneOption zone = new ZoneOption();

  /// Whether an option selects any.
  boolean isGiven() {
    return isStatusGiven()
        || subscription != null
        || channel != null
        || address != null
        || reason != null
        || since != null
        || olderThan != null;
  }

  /// Whether the states are named.
  boolean isStatusGiven() {
    return statuses != null || failed || waiting;
  }

  /// The filter of these options.
  ///
  /// @param usual the states where none is named
  /// @throws CliException if an option makes no sense, naming it
  /// @throws org.vigie.admin.AdminException.InvalidRequest if `--since` is no time
  DeliveryFilter toFilter(Set<DeliveryState> usual, Terminal terminal, Settings settings) {
    Instant now = terminal.clock().instant();
    return new DeliveryFilter(
        isStatusGiven() ? parseStates() : usual,
        subscription,
        channel,
        address,
        reason,
        since == null ? null : TimeRange.parseSince(since, now, zone.read(settings)),
        olderThan == null ? null : parseOlderThan(olderThan, now));
  }

  /// The zone in force.
  ZoneOption zone() {
    return zone;
  }

  private Set<DeliveryState> parseStates() {
    Set<DeliveryState> states = EnumSet.noneOf(DeliveryState.class);
    if (failed) {
      states.add(DeliveryState.FAILED);
    }
    if (waiting) {
      states.add(DeliveryState.WAITING);
    }
    for (String word : statuses == null ? List.<String>of() : statuses) {
      int index = STATES.indexOf(word.strip().toLowerCase(Locale.ROOT));
      if (index < 0) {
        throw CliException.createUsageError(
            "--status: '%s' is none of %s%s"
                .formatted(word, String.join(", ", STATES), Suggestions.nearest(word, STATES)));
      }
      states.add(DeliveryState.values()[index]);
    }
    return states;
  }

  private static Instant parseOlderThan(String text, Instant now) {
    try {
      return now.minus(Durations.parse(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw CliException.createUsageError("--older-than: " + e.getMessage(), e);
    }
  }
}
