package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.ItemArchive;
import org.vigie.app.Main;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Item;

class ImportCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void waitsForTheVersionOfTheTopologyThatIsConfigured() throws IOException {
    Path archive = directory.resolve("one.jsonl");
    Files.writeString(
        archive,
        """
        {"id":"1","title":"Le port rouvre ses quais","published":"2025-03-11","outlet":"Le Phare"}
        """);
    assertThat(run(Map.of("VIGIE_STREAMS_VERSION", "7"), archive)).as(errors()).isZero();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"))) {
      List<Item> items = new ArrayList<>();
      new ItemArchive(broker.connection()).readItems(items::add);
      assertThat(items)
          .singleElement()
          .satisfies(
              item -> assertThat(item.content().title()).isEqualTo("Le port rouvre ses quais"));
    }
  }

  private int run(Map<String, String> environment, Path archive) {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new ResultStream(OutputStream.nullOutputStream(), () -> {}),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            0,
            false,
            environment,
            Clock.systemUTC(),
            new ShutdownSignal());
    return Main.run(
        terminal, "import", "--data", directory.resolve("data").toString(), archive.toString());
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
