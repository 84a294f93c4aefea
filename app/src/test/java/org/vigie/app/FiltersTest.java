package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.testkit.ChildProcess;

/// Filters start fast because they load no class of Kafka; a process of its own shows which classes
/// it loads.
class FiltersTest {
  @TempDir static Path directory;

  static List<List<String>> filters() throws IOException {
    Path items = directory.resolve("items.jsonl");
    Files.writeString(
        items,
        """
        {"id":"1","title":"Un cessez-le-feu est proposé à Kiev","labels":["ceasefire"]}
        """);
    Path feed = directory.resolve("feed.xml");
    Files.writeString(
        feed,
        """
        <rss version="2.0"><channel><title>Le Phare</title><link>https://phare.example</link>
        <item><title>Un sommet s’ouvre à Londres</title></item></channel></rss>
        """);
    return List.of(
        List.of("classify", items.toString()),
        List.of("evaluate", items.toString()),
        List.of("parse", feed.toString()));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void loadNoClassOfKafka(List<String> arguments) throws IOException, InterruptedException {
    Path log = directory.resolve(arguments.getFirst() + ".classes");
    List<String> command =
        new ArrayList<>(ChildProcess.createJavaCommand(Main.class, "-Xlog:class+load:file=" + log));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    try (ChildProcess process = ChildProcess.start(builder)) {
      assertThat(process.awaitEnd()).as("%s", process.lines()).isZero();
      assertThat(process.lines()).isNotEmpty();
    }
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("org.vigie.app.Main"))
        .noneMatch(line -> line.contains("org.apache.kafka"));
  }
}
