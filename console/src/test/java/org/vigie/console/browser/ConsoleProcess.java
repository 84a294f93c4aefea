package org.vigie.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.vigie.admin.Admin;
import org.vigie.admin.index.NewsIndex;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.console.ConsoleRole;
import org.vigie.wire.KafkaConnection;

/// A console in a process of its own, whose memory can be measured. Arguments: address of the
/// broker, directory. Prints its address once its index is complete, and for each line that it
/// reads how many bytes of its heap are in use; ends when its input does.
final class ConsoleProcess {
  static final String ADDRESS = "address ";
  static final String HEAP = "heap ";
  private static final Duration INDEX = Duration.ofMinutes(10);

  private ConsoleProcess() {}

  /// The main method.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    KafkaConnection connection = KafkaConnection.embedded(arguments[0]);
    Path directory = Path.of(arguments[1]);
    Clock clock = Clock.systemUTC();
    Admin admin = new Admin(connection, TopicPacks::bundled, clock);
    NewsIndex index =
        new NewsIndex(directory.resolve("index"), connection, TextAnalyser.bundled(), clock);
    ConsoleRole role = SampleRole.create(connection, directory, clock, admin, index);
    role.start();
    if (!index.awaitComplete(INDEX)) {
      throw new IllegalStateException("the index is not complete: " + index.progress());
    }
    System.out.println(ADDRESS + role.describeAddress().orElseThrow());
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (input.readLine() != null) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.println(HEAP + (runtime.totalMemory() - runtime.freeMemory()));
    }
    role.close();
    admin.close();
  }
}
