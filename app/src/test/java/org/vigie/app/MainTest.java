package org.vigie.app;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.terminal.ResultStream;
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
    Terminal terminal =
        failOnWrite("No space left on device", new ShutdownSignal(), repeatForEver(CEASEFIRE), err);
    assertThat(Main.run(terminal, "classify")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("vigie: standard output took not all of it: No space left on device\n");
  }

  @Test
  void endsQuietlyWhereTheReaderHasLeft() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ShutdownSignal shutdown = new ShutdownSignal();
    Terminal terminal = failOnWrite("Broken pipe", shutdown, repeatForEver(CEASEFIRE), err);
    assertThat(Main.run(terminal, "classify")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(shutdown.isRequested()).as("what runs until Ctrl-C ends too").isTrue();
  }

  private static Terminal failOnWrite(
      String reason, ShutdownSignal shutdown, InputStream in, OutputStream err) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    return new Terminal(
        in,
        new ResultStream(failing, shutdown::request),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        0,
        false,
        Map.of(),
        Clock.systemUTC(),
        shutdown);
  }

  private static InputStream repeatForEver(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return new InputStream() {
      private int at;

      @Override
      public int read() {
        return bytes[at++ % bytes.length];
      }
    };
  }

  @Test
  void refusesArgumentsThatAreNotUtf8() {
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal(), "match", "--query", "tr\uFFFD\uFFFDve")).isEqualTo(2);
    assertThat(captured.err()).startsWith("vigie: the argument 'tr\uFFFD\uFFFDve' is not in UTF-8");
  }

  @Test
  void explainsACommandByName() {
    assertThat(out("help")).isEqualTo(out("--help")).contains("vigie help COMMAND");
    assertThat(out("help", "classify")).isEqualTo(out("classify", "--help"));
    assertThat(out("help", "subscriptions", "add"))
        .isEqualTo(out("subscriptions", "add", "--help"));
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal(), "help", "clasify")).isEqualTo(2);
    assertThat(captured.err()).contains("did you mean 'classify'?");
  }

  private static String out(String... arguments) {
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal(), arguments)).isZero();
    return captured.out();
  }

  @Test
  void suggestsWhatWasMeant() {
    assertThat(err("demo", "--zone", "Europe/Pariss"))
        .isEqualTo(err("alerts", "list", "--zone", "Europe/Pariss").replace("alerts list", "demo"));
    assertThat(err("alerts", "list", "--zone", "Europe/Pariss"))
        .contains("'--zone': 'Europe/Pariss' is no time zone; did you mean 'Europe/Paris'?");
    assertThat(err("subscriptions", "add", "a", "--webhok", "https://x.org"))
        .contains("did you mean '--webhook'?");
    assertThat(err("subscriptions", "ad")).contains("did you mean 'add'?");
    assertThat(err("run", "streems")).contains("did you mean 'streams'?");
    assertThat(err("demo", "--jsn")).contains("did you mean '--json'?");
    assertThat(err("alerts", "list", "--topi=ceasefire")).contains("did you mean '--topic'?");
  }

  private static String err(String... arguments) {
    CapturedTerminal captured = CapturedTerminal.of("");
    assertThat(Main.run(captured.terminal(), arguments)).isEqualTo(2);
    assertThat(captured.err().lines()).hasSize(1);
    return captured.err();
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
