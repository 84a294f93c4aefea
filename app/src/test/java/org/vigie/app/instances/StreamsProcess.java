package org.vigie.app.instances;

import java.io.IOException;
import java.nio.file.Path;
import org.vigie.analysis.TextAnalyser;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;

/// An instance of the streams in a process of its own, to be killed.
final class StreamsProcess {
  private static final String READY = "ready";
  private static final int LOOK_MILLIS = 50;

  private StreamsProcess() {}

  static ChildProcess start(KafkaConnection connection, Path state, FileClock clock)
      throws IOException {
    return ChildProcess.startJava(
        StreamsProcess.class,
        connection.bootstrapServers(),
        state.toString(),
        clock.file().toString());
  }

  /// Returns whether it processes its share of the tasks.
  ///
  /// @throws IllegalStateException if it has ended instead
  static boolean isReady(ChildProcess process) {
    return process.findLine(READY::equals).isPresent();
  }

  /// Runs until it is killed.
  ///
  /// @param arguments address of the broker, state directory, file of the clock
  public static void main(String[] arguments) throws InterruptedException {
    KafkaConnection connection = KafkaConnection.embedded(arguments[0]);
    ClusterProbe probe = new ClusterProbe(connection);
    StreamsRole role =
        new StreamsRole(
            connection,
            probe,
            Catalogue.live(),
            TextAnalyser.bundled(),
            new FileClock(Path.of(arguments[2])),
            Path.of(arguments[1]),
            StreamsSettings.DEFAULT);
    probe.start();
    role.start();
    while (!role.isReady()) {
      Thread.sleep(LOOK_MILLIS);
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
