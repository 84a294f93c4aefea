package org.vigie.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.model.Content;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Labelled items: headlines written for these tests, and corpora beside the repository; tests on a
/// missing corpus are skipped.
final class LabelledCorpus {
  static final String HEADLINES = "headlines";
  static final List<String> ALL =
      List.of(HEADLINES, "dev", "natural-dev", "train", "train-2016-2020");
  private static final Path SHARED = Path.of("..", "..", "shared");
  private static final JsonMapper JSON = new JsonMapper();

  private LabelledCorpus() {}

  static List<LabelledItem> read(String name) {
    return lines(name).stream().map(JSON::readTree).map(LabelledCorpus::item).toList();
  }

  private static List<String> lines(String name) {
    if (name.equals(HEADLINES)) {
      return headlines();
    }
    Path file = SHARED.resolve("corpus").resolve(name + ".jsonl");
    assumeThat(file).as("labelled items beside the repository").exists();
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> headlines() {
    try (InputStream file = LabelledCorpus.class.getResourceAsStream(HEADLINES + ".jsonl")) {
      return new String(requireNonNull(file).readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> articles() {
    Path folder = SHARED.resolve("seeds");
    assumeThat(folder).as("articles beside the repository").isDirectory();
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LabelledItem item(JsonNode node) {
    Set<String> labels = new HashSet<>();
    node.path("labels").forEach(label -> labels.add(label.asString()));
    return new LabelledItem(
        node.path("id").asString(),
        Content.of(node.path("title").asString(""), node.path("summary").asString(""))
            .withBody(node.path("body").isString() ? node.path("body").asString() : null),
        null,
        labels,
        Map.of(),
        node.path("hard_negative").asBoolean(false),
        node.path("ambiguous").asBoolean(false),
        null);
  }
}
