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
import org.vigie.analysis.Analyst;
import org.vigie.ingest.IngestHealth;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.Ingester;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.notifier.Notifier;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.Sender;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// The three roles in this process, on any Kafka whose Kafka topics exist.
final class Roles implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 90;

  private final KafkaConnection connection;
  private final Path state;
  private final Sender sender;
  private final Analyst analyst = Analyst.bundled();
  private final Map<Role, Running> running = new EnumMap<>(Role.class);

  /// The roles.
  enum Role {
    INGEST,
    STREAMS,
    NOTIFIER
  }

  /// @param ready true if it does its work
  private record Running(AutoCloseable role, BooleanSupplier ready) {}

  /// Starts nothing yet.
  ///
  /// @param state directory of the state stores of the streams
  Roles(KafkaConnection connection, Path state, Sender sender) {
    this.connection = connection;
    this.state = state;
    this.sender = sender;
  }

  /// Starts all roles; returns once all are ready and every feed has been polled.
  void start() {
    for (Role role : Role.values()) {
      running.put(role, open(role));
    }
    running.forEach(Roles::awaitReady);
  }

  /// Starts a stopped role; returns once it is ready.
  void start(Role role) {
    Running fresh = open(role);
    running.put(role, fresh);
    awaitReady(role, fresh);
  }

  /// Stops a role in an orderly way.
  void stop(Role role) throws Exception {
    Running ending = running.remove(role);
    if (ending != null) {
      ending.role().close();
    }
  }

  private static void awaitReady(Role role, Running started) {
    await(role + " is ready")
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .until(() -> started.ready().getAsBoolean());
  }

  private Running open(Role role) {
    return switch (role) {
      case INGEST -> ingest();
      case STREAMS -> streams();
      case NOTIFIER -> notifier();
    };
  }

  private Running ingest() {
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
    return new Running(
        ingester,
        () ->
            ingester.health().phase() == IngestHealth.Phase.RUNNING
                && ingester.health().roundDone());
  }

  private Running streams() {
    StreamsRole streams =
        new StreamsRole(
            connection,
            Catalogue.live(),
            analyst,
            Clock.systemUTC(),
            state,
            StreamsSettings.DEFAULT.onlyInstance());
    streams.start();
    return new Running(streams, streams::ready);
  }

  private Running notifier() {
    Notifier notifier =
        new Notifier(NotifierSettings.defaults(), connection, List.of(sender), Clock.systemUTC());
    notifier.start();
    return new Running(notifier, () -> notifier.ready().isDone());
  }

  @Override
  public void close() throws Exception {
    for (Role role : Role.values()) {
      stop(role);
    }
  }
}
