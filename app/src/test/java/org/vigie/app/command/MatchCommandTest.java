package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.Main;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;

final class MatchCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void answersEveryItemInOrderAndReportsBadLines() throws IOException {
    Path subscriptions = directory.resolve("subscriptions.jsonl");
    Files.writeString(
        subscriptions,
        """
        {"id":"b","query":"lagune SAUF hiver"}
        {"id":"a","topics":[],"query":"\\"grande marée\\" OU lagune"}
        {"id":"odd","query":"lagune","unknown":1}
        {"id":"bad","query":"lagune et marée"}
        {"id":"nothing"}
        {"id":"phase","query":"lagune OU phase:imposd"}
        {"id":"topic","topics":["sommet"]}
        {"id":"null","topics":[null]}
        """);
    String items =
        """
        {"id":"2","title":"La lagune en hiver"}
        no json
        {"id":"1","title":"Une lagune au printemps"}
        {"id":"3","title":"Rien"}
        """;
    assertThat(run(items, "--subscriptions", subscriptions.toString())).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"id\":\"2\",\"subscriptions\":[\"a\"]}",
            "{\"id\":\"1\",\"subscriptions\":[\"a\",\"b\"]}",
            "{\"id\":\"3\",\"subscriptions\":[]}");
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line).contains("subscriptions.jsonl:3: unknown: there is no such key"),
            line -> assertThat(line).contains("subscriptions.jsonl:5: ", "neither topics nor"),
            line ->
                assertThat(line)
                    .contains("subscriptions.jsonl:6: no phase is called 'imposd'; there are acts"),
            line -> assertThat(line).contains("jsonl:7: no topic is called 'sommet'; there are"),
            line -> assertThat(line).contains("jsonl:8: topics[0]: there should be a text"),
            line -> assertThat(line).contains("subscription bad: query at 8: ", "AND or ET"),
            line -> assertThat(line).contains("standard input:2: "));
  }

  @Test
  void aMissingFileOfSubscriptionsFailsAtOnce() {
    assertThat(run("", "--subscriptions", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("none cannot be read");
  }

  private int run(String in, String option, String value) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new ResultStream(out, () -> {}),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            0,
            false,
            Map.of(),
            Clock.systemUTC(),
            new ShutdownSignal());
    return Main.run(terminal, "match", option, value);
  }
}
