package org.vigie.app.command;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.wire.KafkaConnection;

/// Runs the part of a command that admin does. Its faults become those of the command line: an
/// invalid request is wrong usage, and the message names the option.
final class AdminCalls {
  /// The options by the field of a request, without the numbers of list entries. A field without an
  /// option has reasons that need no name.
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("outlets", "--outlet"),
          Map.entry("exceptOutlets", "--except-outlet"),
          Map.entry("from", "--from"),
          Map.entry("to", "--to"),
          Map.entry("since", "--since"),
          Map.entry("last", "--last"),
          Map.entry("countries", "--country"),
          Map.entry("updates", "--updates"),
          Map.entry("channels.urgent.topics", "--urgent"),
          Map.entry("removeChannels", "--remove-channel"),
          Map.entry("timing.zone", "--time-zone"),
          Map.entry("timing.digest", "--digest"),
          Map.entry("timing.quiet", "--quiet"),
          Map.entry("timing.breakThrough", "--break-through"),
          Map.entry("timing.breakThrough.topics", "--break-through"),
          Map.entry("timing.coolDownMinutes", "--cool-down"),
          Map.entry("timing.maxPerHour", "--max-per-hour"),
          Map.entry("for", "--for"),
          Map.entry("until", "--until"));

  private AdminCalls() {}

  /// Opens the cluster of the command for one call.
  static <T> T call(ClusterOptions cluster, Terminal terminal, Function<Admin, T> work) {
    try (Cluster open = cluster.open(terminal)) {
      return call(open.connection(), cluster, terminal, work);
    }
  }

  /// Calls admin over an open connection.
  static <T> T call(
      KafkaConnection connection,
      ClusterOptions cluster,
      Terminal terminal,
      Function<Admin, T> work) {
    return call(
        () -> {
          try (Admin admin = new Admin(connection, cluster.lazyPacks(terminal), terminal.clock())) {
            return work.apply(admin);
          }
        });
  }

  /// Calls a part of admin that needs no Kafka.
  static <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (AdminException e) {
      throw toCommandFault(e);
    }
  }

  private static RuntimeException toCommandFault(AdminException e) {
    return switch (e) {
      case AdminException.InvalidRequest invalid ->
          CliException.createUsageError(formatFault(invalid), invalid);
      case AdminException.NotFound notFound -> new CliException(formatFault(notFound), notFound);
      case AdminException.Conflict conflict -> new CliException(formatFault(conflict), conflict);
      case AdminException.IndexUnavailable closed -> new CliException(formatFault(closed), closed);
      case AdminException.KafkaUnavailable unavailable ->
          unavailable.getCause() instanceof KafkaException cause
              ? cause
              : new CliException(formatFault(unavailable), unavailable);
    };
  }

  private static String formatFault(AdminException e) {
    String reason = String.valueOf(e.getMessage());
    String option =
        e instanceof AdminException.InvalidRequest invalid
            ? OPTIONS.get(invalid.field().replaceAll("\\[\\d+]", ""))
            : null;
    return option == null ? reason : option + ": " + reason;
  }
}
