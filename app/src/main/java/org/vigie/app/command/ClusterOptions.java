package org.vigie.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.settings.TopicPackSettings;
import org.vigie.app.terminal.Terminal;
import org.vigie.runtime.settings.DataSettings;
import org.vigie.runtime.settings.Settings;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.KafkaConnection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which Kafka a command works on.
public final class ClusterOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "The cluster; default: KAFKA_BOOTSTRAP_SERVERS, else the broker of the data directory.")
  @Nullable String bootstrapServers;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory; default: ~/.local/state/vigie/data.")
  @Nullable Path data;

  @Mixin ConfigOption config = new ConfigOption();

  /// The configuration in force.
  public Settings settings(Terminal terminal) {
    return config.read(terminal);
  }

  /// The topic packs in force.
  TopicPacks readPacks(Terminal terminal) {
    return TopicPackSettings.of(settings(terminal)).readPacks();
  }

  /// The topic packs in force, read once, when they are first needed: most commands never do.
  Supplier<TopicPacks> lazyPacks(Terminal terminal) {
    return new Supplier<>() {
      private @Nullable TopicPacks packs;

      @Override
      public synchronized TopicPacks get() {
        if (packs == null) {
          packs = readPacks(terminal);
        }
        return packs;
      }
    };
  }

  /// The age beyond which an article alerts nobody.
  Duration readMaxAge(Terminal terminal) {
    return StreamsSettings.of(settings(terminal)).maxAge();
  }

  /// The labels of the topics in force.
  TopicLabels readLabels(Terminal terminal) {
    return new TopicLabels(readPacks(terminal));
  }

  /// The data directory in force.
  public Path data(Settings settings) {
    return data == null ? DataSettings.of(settings).directory() : data;
  }

  /// The cluster; a broker that must be started for this command is mentioned on standard error.
  public Cluster open(Terminal terminal) {
    Settings settings = settings(terminal);
    return Cluster.open(
        bootstrapServers, data(settings), settings, note -> terminal.printStatus("vigie: " + note));
  }

  /// The cluster that is named or runs already; nothing is started there and nothing created.
  public Optional<KafkaConnection> find(Terminal terminal) {
    Settings settings = settings(terminal);
    return Cluster.findConnection(bootstrapServers, data(settings), settings);
  }
}
