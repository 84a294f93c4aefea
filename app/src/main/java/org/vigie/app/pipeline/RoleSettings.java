package org.vigie.app.pipeline;

import java.nio.file.Path;
import org.vigie.console.ConsoleSettings;
import org.vigie.ingest.IngestSettings;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.email.EmailSettings;
import org.vigie.runtime.management.ManagementSettings;
import org.vigie.runtime.settings.Settings;
import org.vigie.streams.StreamsSettings;

/// The settings of all roles, each in the record of its module.
///
/// @param data directory of the state stores of the streams, and of the broker if it is embedded
/// @param ingest settings of the ingester
/// @param streams settings of the topology
/// @param notifier settings of the notifier
/// @param channels settings of the channels
/// @param management where the process shows health and metrics
/// @param console where the console is and who may use it
/// @param secrets where the channels find their secrets
public record RoleSettings(
    Path data,
    IngestSettings ingest,
    StreamsSettings streams,
    NotifierSettings notifier,
    ChannelSettings channels,
    ManagementSettings management,
    ConsoleSettings console,
    Secrets secrets) {
  /// From the configuration, for the broker in this process.
  ///
  /// @param data directory of the broker and the state stores
  public static RoleSettings createForEmbeddedBroker(Settings settings, Path data) {
    return create(settings, data, StreamsSettings.of(settings).asSingleInstance());
  }

  /// From the configuration, for any cluster.
  ///
  /// @param data directory of the state stores
  public static RoleSettings createForCluster(Settings settings, Path data) {
    return create(settings, data, StreamsSettings.of(settings));
  }

  private static RoleSettings create(Settings settings, Path data, StreamsSettings streams) {
    return new RoleSettings(
        data,
        IngestSettings.of(settings),
        streams,
        NotifierSettings.of(settings),
        ChannelSettings.of(settings),
        ManagementSettings.of(settings),
        readConsole(settings),
        settings::secret);
  }

  /// The address that mails link to is one under which the console is reached.
  private static ConsoleSettings readConsole(Settings settings) {
    ConsoleSettings console = ConsoleSettings.of(settings);
    return settings
        .get(EmailSettings.CONSOLE)
        .map(address -> console.withHost(address.getHost()))
        .orElse(console);
  }

  /// A copy with other settings of the ingester.
  public RoleSettings withIngest(IngestSettings other) {
    return new RoleSettings(data, other, streams, notifier, channels, management, console, secrets);
  }

  /// A copy whose ingester also polls feeds on loopback and private addresses, if asked for.
  public RoleSettings allowPrivateAddresses(boolean allow) {
    return allow ? withIngest(ingest.withFetch(ingest.fetch().withPrivateAddresses(true))) : this;
  }
}
