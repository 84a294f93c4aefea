package org.vigie.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.vigie.analysis.TextAnalyser;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;

/// The live application in a child process, so that a test can kill it.
final class StreamsRoleProcess {
  private static final String READY = "ready";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private StreamsRoleProcess() {}

  /// Starts a process and waits until it is ready.
  static ChildProcess start(KafkaConnection connection, Path state, StreamsSettings settings)
      throws IOException, InterruptedException {
    ChildProcess process =
        ChildProcess.startJava(
            StreamsRoleProcess.class,
            connection.bootstrapServers(),
            state.toString(),
            Integer.toString(settings.version()),
            Boolean.toString(settings.singleInstance()));
    process.awaitLine(READY::equals, START_TIMEOUT);
    return process;
  }

  private static StreamsSettings settings(String[] arguments) {
    StreamsSettings settings = StreamsSettings.DEFAULT.withVersion(Integer.parseInt(arguments[2]));
    return Boolean.parseBoolean(arguments[3]) ? settings.asSingleInstance() : settings;
  }

  public static void main(String[] arguments) throws InterruptedException {
    KafkaConnection connection = KafkaConnection.embedded(arguments[0]);
    ClusterProbe probe = new ClusterProbe(connection);
    StreamsRole role =
        new StreamsRole(
            connection,
            probe,
            Catalogue.live(),
            TextAnalyser.bundled(),
            Clock.systemUTC(),
            Path.of(arguments[1]),
            settings(arguments));
    probe.start();
    role.start();
    while (!role.isReady()) {
      Thread.sleep(50);
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
