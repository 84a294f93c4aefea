package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;

class MainTest {
  @TempDir Path directory;

  private static final String CEASEFIRE =
      "{\"id\":\"a\",\"title\":\"Un cessez-le-feu de trente jours est proposé à Kiev\"}\n";

  @Test
  void namesUsageErrorsInOneLineWithASuggestion() {
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal(), "clasify")).isEqualTo(2);
    assertThat(captured.err().lines()).hasSize(1);
    assertThat(captured.err()).contains("did you mean 'classify'?");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void asksForACommandWhereNoneIsGiven() {
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal())).isEqualTo(2);
    assertThat(captured.err()).contains("which command?");
  }

  @Test
  void listsEveryCommandInTheHelp() {
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal(), "--help")).isZero();
    assertThat(captured.out()).contains("demo", "up", "run", "subscriptions", "classify", "lag");
  }

  @Test
  void saysWhatFailedWithoutAStackTrace() {
    CapturedTerminal captured = CapturedTerminal.of("");
    Path missing = directory.resolve("none.yaml");
    assertThat(Main.run(captured.terminal(), "config", "--config", missing.toString()))
        .isEqualTo(1);
    assertThat(captured.err())
        .isEqualTo("vigie config: there is no configuration file " + missing + "\n");
  }

  @Test
  void endsWithOneWhereAResultCannotBeWritten() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(CEASEFIRE.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Map.of(),
            Clock.systemUTC(),
            new ShutdownSignal());
    assertThat(Main.run(terminal, "classify")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("vigie: standard output took not all of it");
  }

  @Test
  void goesOnAfterABadLineAndEndsWithOne() {
    CapturedTerminal captured =
        CapturedTerminal.of("{nonsense\n" + CEASEFIRE + "{\"title\":\"x\"}\n");
    assertThat(Main.run(captured.terminal(), "classify")).isEqualTo(1);
    assertThat(captured.err().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("vigie classify: standard input:1: "))
        .anyMatch(line -> line.startsWith("vigie classify: standard input:3: 'id' is missing"));
    assertThat(captured.out().lines())
        .singleElement()
        .asString()
        .startsWith("{\"id\":\"a\",\"topics\":[{\"topic\":\"ceasefire\",\"score\":")
        .contains("{\"field\":\"title\",\"start\":");
  }

  @Test
  void classifiesPlainArticlesUnderTheirFileName() throws IOException {
    Path article = directory.resolve("article.txt");
    Files.writeString(
        article,
        """
        Un cessez-le-feu de trente jours est proposé à Kiev

        Les deux présidents ont parlé hier d’un cessez-le-feu entre l’Ukraine et la Russie.
        """);
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal(), "classify", "--text", article.toString())).isZero();
    assertThat(captured.out())
        .startsWith("{\"id\":\"article.txt\",\"topics\":[{\"topic\":\"ceasefire\"")
        .contains("\"field\":\"text\"");
  }

  @Test
  void backtestsAnArchiveOfArticlesWithoutACluster() throws IOException {
    Path archive = Files.createDirectory(directory.resolve("archive"));
    Files.writeString(
        archive.resolve("one.jsonl"),
        """
        {"id":"1","title":"Un cessez-le-feu de trente jours est proposé à Kiev","published":"2025-03-11","outlet":"Le Phare"}
        {"id":"2","title":"La fête de la moutarde attire la foule","published":"2025-03-12","outlet":"Le Phare"}
        {"id":"3","title":"Un cessez-le-feu de trois jours est annoncé à Kiev","published":"2025-09-01","outlet":"Le Phare"}
        """);
    Path subscription = directory.resolve("subscription.json");
    Files.writeString(subscription, "{\"id\": \"desk\",\n \"topics\": [\"ceasefire\"]}");
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(
            Main.run(
                captured.terminal(),
                "backtest",
                "--json",
                "--subscription",
                subscription.toString(),
                "--from",
                "2025-02",
                "--to",
                "2025-08",
                archive.toString()))
        .isZero();
    assertThat(captured.out().lines())
        .singleElement()
        .asString()
        .contains("\"subscription\":\"desk\"", "\"seen\":\"2025-03-10T23:00:00Z\"");
  }

  @Test
  void backtestsTheRestOfAnArchiveWithABadLineAndSaysSo() throws IOException {
    Path archive = directory.resolve("some.jsonl");
    Files.writeString(
        archive,
        """
        {bad
        {"id":"1","title":"Un cessez-le-feu de trente jours est proposé à Kiev","published":"2025-03-11"}
        """);
    Path subscription = directory.resolve("subscription.json");
    Files.writeString(subscription, "{\"id\": \"desk\", \"topics\": [\"ceasefire\"]}");
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(
            Main.run(
                captured.terminal(),
                "backtest",
                "--json",
                "--subscription",
                subscription.toString(),
                archive.toString()))
        .isEqualTo(1);
    assertThat(captured.out().lines()).hasSize(1);
    assertThat(captured.err()).contains("some.jsonl line 1");
  }
}
