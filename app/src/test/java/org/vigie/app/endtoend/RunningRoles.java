package org.vigie.app.endtoend;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.vigie.analysis.TextAnalyser;
import org.vigie.ingest.IngestHealth;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.Ingester;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.notifier.Notifier;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// The three roles in this process, on any Kafka whose Kafka topics exist.
final class RunningRoles implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 90;

  private final KafkaConnection connection;
  private final Path state;
  private final ChannelSender sender;
  private final TextAnalyser analyst = TextAnalyser.bundled();
  private final Map<TestedRole, OpenRole> running = new EnumMap<>(TestedRole.class);

  /// The roles.
  enum TestedRole {
    INGEST,
    STREAMS,
    NOTIFIER
  }

  /// @param ready true if it does its work
  private record OpenRole(AutoCloseable role, BooleanSupplier ready) {}

  /// Starts nothing yet.
  ///
  /// @param state directory of the state stores of the streams
  RunningRoles(KafkaConnection connection, Path state, ChannelSender sender) {
    this.connection = connection;
    this.state = state;
    this.sender = sender;
  }

  /// Starts all roles; returns once all are ready and every feed has been polled.
  void startAll() {
    for (TestedRole role : TestedRole.values()) {
      running.put(role, openRole(role));
    }
    running.forEach(RunningRoles::awaitReady);
  }

  /// Starts a stopped role; returns once it is ready.
  void startRole(TestedRole role) {
    OpenRole fresh = openRole(role);
    running.put(role, fresh);
    awaitReady(role, fresh);
  }

  /// Stops a role in an orderly way.
  void stopRole(TestedRole role) throws Exception {
    OpenRole ending = running.remove(role);
    if (ending != null) {
      ending.role().close();
    }
  }

  private static void awaitReady(TestedRole role, OpenRole started) {
    await(role + " is ready")
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .until(() -> started.ready().getAsBoolean());
  }

  private OpenRole openRole(TestedRole role) {
    return switch (role) {
      case INGEST -> openIngester();
      case STREAMS -> openStreams();
      case NOTIFIER -> openNotifier();
    };
  }

  private OpenRole openIngester() {
    FetchSettings fetch =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(10), Duration.ofMillis(10));
    Ingester ingester =
        new Ingester(
            connection,
            Catalogue.live(),
            IngestSettings.defaults().withFetch(fetch),
            Clock.systemUTC(),
            poll -> {});
    ingester.start();
    return new OpenRole(
        ingester,
        () ->
            ingester.health().phase() == IngestHealth.Phase.RUNNING
                && ingester.health().isFirstRoundComplete());
  }

  private OpenRole openStreams() {
    StreamsRole streams =
        new StreamsRole(
            connection,
            Catalogue.live(),
            analyst,
            Clock.systemUTC(),
            state,
            StreamsSettings.DEFAULT.asSingleInstance());
    streams.start();
    return new OpenRole(streams, streams::isReady);
  }

  private OpenRole openNotifier() {
    Notifier notifier =
        new Notifier(NotifierSettings.defaults(), connection, List.of(sender), Clock.systemUTC());
    notifier.start();
    return new OpenRole(notifier, () -> notifier.ready().isDone());
  }

  @Override
  public void close() throws Exception {
    for (TestedRole role : TestedRole.values()) {
      stopRole(role);
    }
  }
}
