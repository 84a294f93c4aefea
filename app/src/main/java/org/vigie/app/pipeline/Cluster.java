package org.vigie.app.pipeline;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.app.settings.Keys;
import org.vigie.app.settings.Settings;
import org.vigie.app.terminal.Problem;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;

/// The Kafka that a command works on, its topics being there: a cluster that is named, else the
/// broker that runs on the data directory, else one that is started there for as long as this is
/// open.
public final class Cluster implements AutoCloseable {
  private static final int ATTEMPTS = 40;
  private static final int PAUSE_MILLIS = 250;

  private final KafkaConnection connection;
  private final @Nullable EmbeddedBroker own;

  private Cluster(KafkaConnection connection, @Nullable EmbeddedBroker own) {
    this.connection = connection;
    this.own = own;
  }

  /// Finds or starts it.
  ///
  /// @param bootstrapServers the option of that name, null without
  /// @param data the data directory
  /// @param note told in a sentence when a broker is started
  public static Cluster open(
      @Nullable String bootstrapServers, Path data, Settings settings, Consumer<String> note) {
    for (int attempt = 1; ; attempt++) {
      Optional<KafkaConnection> found = find(bootstrapServers, data, settings);
      if (found.isPresent()) {
        return prepared(new Cluster(found.get(), null));
      }
      try {
        if (attempt == 1) {
          note.accept("no broker runs on " + data + "; starting one for this command");
        }
        EmbeddedBroker broker = EmbeddedBroker.start(data);
        return prepared(new Cluster(broker.connection(), broker));
      } catch (EmbeddedBroker.DirectoryInUse e) {
        // Whoever has the directory has not written its address yet, or is about to leave.
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause();
      }
    }
  }

  /// The cluster that is named or runs on the data directory; empty where there is none.
  ///
  /// @throws Problem where a Kafka setting of the configuration is none
  public static Optional<KafkaConnection> find(
      @Nullable String bootstrapServers, Path data, Settings settings) {
    Map<String, String> variables = new HashMap<>();
    settings.kafka().forEach((name, value) -> variables.put(variable(name), value));
    Optional<KafkaConnection> found = KafkaConnection.find(bootstrapServers, variables, data);
    found.ifPresent(connection -> refuseUnknown(connection, settings));
    return found.map(
        connection ->
            connection.isEmbedded()
                ? connection
                : connection.withReplication(settings.get(Keys.REPLICATION)));
  }

  private static String variable(String name) {
    return "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static void refuseUnknown(KafkaConnection connection, Settings settings) {
    if (!connection.isEmbedded()) {
      settings
          .kafkaOfFile()
          .forEach(
              entry -> {
                String name = entry.path().substring("kafka.".length());
                if (!name.equals("bootstrap.servers")
                    && !connection.extraSettings().containsKey(name)) {
                  throw new Problem(
                      entry.origin()
                          + ": "
                          + entry.path()
                          + ": no client of Kafka has this setting");
                }
              });
    }
  }

  private static Cluster prepared(Cluster cluster) {
    try {
      new TopicAdmin(cluster.connection).prepare(Catalogue.live());
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while waiting for the broker", e);
    }
  }

  /// How clients reach it.
  public KafkaConnection connection() {
    return connection;
  }

  /// True where its broker was started for this alone, so that no role runs on it.
  public boolean isOwn() {
    return own != null;
  }

  /// Ends the broker if it was started for this.
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
