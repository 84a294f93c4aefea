package org.vigie.app.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.RequestStore;
import org.vigie.app.settings.KafkaSettings;
import org.vigie.app.terminal.CliException;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.broker.LostRecords;
import org.vigie.model.Feed;
import org.vigie.model.Subscription;
import org.vigie.runtime.settings.Settings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;

/// The Kafka cluster that a command works on, with its Kafka topics created: a named cluster, else
/// the broker that runs on the data directory, else a broker that is started there and runs until
/// this is closed.
public final class Cluster implements AutoCloseable {
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(250);

  private final KafkaConnection connection;
  private final @Nullable EmbeddedBroker ownBroker;

  private Cluster(KafkaConnection connection, @Nullable EmbeddedBroker own) {
    this.connection = connection;
    this.ownBroker = own;
  }

  /// Finds the cluster or starts a broker.
  ///
  /// @param bootstrapServers the option of that name, null without
  /// @param data the data directory
  /// @param note receives a sentence if a broker is started, and what that broker has lost
  /// @throws EmbeddedBroker.DirectoryInUse if another process holds the directory for about ten
  ///     seconds without its broker being reachable
  public static Cluster open(
      @Nullable String bootstrapServers, Path data, Settings settings, Consumer<String> note) {
    Deadline deadline = Deadline.after(MAX_WAIT);
    boolean first = true;
    while (true) {
      Optional<KafkaConnection> found = findConnection(bootstrapServers, data, settings);
      if (found.isPresent()) {
        return prepareTopics(new Cluster(found.get(), null));
      }
      try {
        if (first) {
          note.accept("no broker runs on " + data + "; starting one for this command");
        }
        first = false;
        return startBroker(data, note);
      } catch (EmbeddedBroker.DirectoryInUseException e) {
        // The other process has not written its broker's address yet, or is about to end.
        if (!deadline.sleep(STEP)) {
          throw e;
        }
      }
    }
  }

  /// Starts a broker on the data directory.
  ///
  /// @param note receives sentences on what the broker has lost
  /// @throws EmbeddedBroker.DirectoryInUseException if another process holds the directory
  public static Cluster startBroker(Path data, Consumer<String> note) {
    EmbeddedBroker broker = EmbeddedBroker.start(data);
    broker.lostRecords().stream().map(LostRecords::describe).forEach(note);
    if (!broker.lostRecords().isEmpty()) {
      note.accept(
          "what is lost is gone for good, and what nobody had read has no effect: look after the"
              + " disk; vigie subscriptions test shows whom the last days would have alerted");
    }
    return prepareTopics(new Cluster(broker.connection(), broker));
  }

  /// Adds the feeds that are missing, and the subscriptions if there are none at all.
  ///
  /// @return the subscriptions that were added
  public List<Subscription> addInitialRequests(List<Feed> feeds, List<Subscription> subscriptions) {
    try (RequestStore requests = new RequestStore(connection)) {
      requests.addMissingFeeds(feeds);
      return requests.addInitialSubscriptions(subscriptions);
    }
  }

  /// The cluster that is named or runs on the data directory; empty if there is none.
  ///
  /// @throws Problem if the configuration names a Kafka setting that no client has
  public static Optional<KafkaConnection> findConnection(
      @Nullable String bootstrapServers, Path data, Settings settings) {
    Map<String, String> variables = new HashMap<>();
    settings.kafka().forEach((name, value) -> variables.put(toVariable(name), value));
    Optional<KafkaConnection> found = KafkaConnection.find(bootstrapServers, variables, data);
    found.ifPresent(connection -> rejectUnknownSettings(connection, settings));
    return found.map(
        connection ->
            connection.isEmbedded()
                ? connection
                : connection.withReplication(KafkaSettings.of(settings).replication()));
  }

  private static String toVariable(String name) {
    return "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static void rejectUnknownSettings(KafkaConnection connection, Settings settings) {
    if (!connection.isEmbedded()) {
      settings
          .kafkaOfFile()
          .forEach(
              entry -> {
                String name = entry.key().substring("kafka.".length());
                if (!name.equals("bootstrap.servers")
                    && !connection.maskedAddedSettings().containsKey(name)) {
                  throw new CliException(
                      entry.origin()
                          + ": "
                          + entry.key()
                          + ": no client of Kafka has this setting");
                }
              });
    }
  }

  private static Cluster prepareTopics(Cluster cluster) {
    try {
      new TopicAdmin(cluster.connection).createAndCheck(Catalogue.live());
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /// The connection settings for clients.
  public KafkaConnection connection() {
    return connection;
  }

  /// Returns whether the broker was started for this command, so that no role runs on it.
  public boolean ownsBroker() {
    return ownBroker != null;
  }

  /// Stops the broker if it was started for this command.
  @Override
  public void close() {
    if (ownBroker != null) {
      ownBroker.close();
    }
  }
}
