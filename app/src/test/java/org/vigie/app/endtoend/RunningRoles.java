package org.vigie.app.endtoend;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.pipeline.RoleAssembly;
import org.vigie.app.pipeline.RoleName;
import org.vigie.app.pipeline.RoleParts;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.settings.VigieSettings;
import org.vigie.ingest.IngestProgress;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.wire.KafkaConnection;

/// The three roles in this process, each in an assembly of its own, on any Kafka.
final class RunningRoles implements AutoCloseable {
  private static final int MAX_WAIT_SECONDS = 90;

  private final KafkaConnection connection;
  private final RoleSettings settings;
  private final RoleParts parts;
  private final Map<RoleName, RoleAssembly> running = new EnumMap<>(RoleName.class);

  /// Starts nothing yet.
  ///
  /// @param directory holds the state stores of the streams
  RunningRoles(KafkaConnection connection, Path directory, ChannelSender sender) {
    this.connection = connection;
    FetchSettings fetch =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(10), Duration.ofMillis(10));
    settings =
        RoleSettings.createForEmbeddedBroker(
                VigieSettings.read(null, Map.of("VIGIE_MANAGEMENT_ADDRESS", "off")), directory)
            .withIngest(IngestSettings.defaults().withFetch(fetch));
    parts =
        new RoleParts(
            TopicPacks.bundled(),
            TextAnalyser.bundled(),
            List.of(sender),
            poll -> {},
            warning -> {},
            Clock.systemUTC());
  }

  /// Starts all roles; returns once all are ready and every feed has been polled.
  void startAll() {
    RoleName.all().forEach(this::openRole);
    running.forEach(RunningRoles::awaitReady);
  }

  /// Starts a stopped role; returns once it is ready.
  void startRole(RoleName role) {
    awaitReady(role, openRole(role));
  }

  /// Stops a role in an orderly way.
  void stopRole(RoleName role) {
    RoleAssembly ending = running.remove(role);
    if (ending != null) {
      ending.close();
    }
  }

  private static void awaitReady(RoleName role, RoleAssembly started) {
    await(role + " is ready")
        .atMost(MAX_WAIT_SECONDS, TimeUnit.SECONDS)
        .until(
            () ->
                started.health().isReady()
                    && started
                        .ingestProgress()
                        .map(IngestProgress::isFirstRoundComplete)
                        .orElse(true));
  }

  private RoleAssembly openRole(RoleName role) {
    RoleAssembly assembly = new RoleAssembly(settings, connection, parts, List.of(role));
    running.put(role, assembly);
    assembly.start();
    return assembly;
  }

  @Override
  public void close() {
    RoleName.all().forEach(this::stopRole);
  }
}
