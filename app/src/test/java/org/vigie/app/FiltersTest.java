package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    Path output = directory.resolve(arguments.getFirst() + ".out");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xlog:class+load:file=" + log);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).isNotEmpty();
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("org.vigie.app.Main"))
        .noneMatch(line -> line.contains("org.apache.kafka"));
  }
}
