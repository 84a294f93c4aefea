package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Feedback;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

class ExportCommandTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  @TempDir static Path directory;
  private static EmbeddedBroker broker;

  private final CapturedTerminal terminal = CapturedTerminal.of("");

  @BeforeAll
  static void writeFeedback() {
    broker = EmbeddedBroker.start(directory.resolve("data"));
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer
          .write(
              Catalogue.live().feedback(),
              new Feedback(
                  "f1",
                  Feedback.Verdict.MISSED,
                  "sanctions",
                  null,
                  "« gel »\nde quoi ?",
                  NOW,
                  new Feedback.ReviewedArticle(
                      "a1",
                      "Bruxelles gèle les \"avoirs\" d’oligarques",
                      "",
                      Outlet.named("Le Phare"),
                      null,
                      null,
                      List.of())))
          .join();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private int run(String... words) {
    return Main.run(terminal.terminal(), words);
  }

  @Test
  void isWhatEvaluateReads() throws IOException {
    Path file = directory.resolve("feedback.jsonl");
    String data = directory.resolve("data").toString();
    assertThat(run("export", "feedback", "--data", data, "--file", file.toString())).isZero();
    assertThat(run("evaluate", "--json", file.toString())).isZero();
    assertThat(terminal.out()).contains("\"items\":1").contains("\"sanctions\":{");
    // What topics train reads its articles with.
    LabelledItem read =
        new LabelledItemReader(TopicPacks.bundled()).readLabelled(Files.readString(file).strip());
    assertThat(read.labels()).containsExactly("sanctions");
    assertThat(read.outlet()).isEqualTo("Le Phare");
    assertThat(read.note()).isEqualTo("« gel »\nde quoi ?");
  }

  @Test
  void isPrintedWithoutAFile() {
    assertThat(run("export", "feedback", "--data", directory.resolve("data").toString())).isZero();
    assertThat(terminal.out().lines()).singleElement().asString().contains("\"id\":\"a1\"");
  }
}
