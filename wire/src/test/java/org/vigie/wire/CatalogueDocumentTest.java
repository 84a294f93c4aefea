package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// `docs/kafka-topics.md` holds the table of the catalogue.
class CatalogueDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/kafka-topics.md");

  @Test
  void documentHoldsTheTableOfTheCatalogue() throws Exception {
    String document = Files.readString(DOCUMENT);

    assertThat(document)
        .as("%s must hold this table; copy it from here:%n%s", DOCUMENT, table())
        .contains(table());
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("| Kafka topic | what it holds | partitioned by | partitions | kept |\n");
    table.append("|---|---|---|---|---|\n");
    for (KafkaTopic<?> topic : Catalogue.live().all()) {
      table.append(
          "| `%s` | %s | %s | %d | %s |%n"
              .formatted(
                  topic.name(),
                  topic.description(),
                  topic.partitionedBy(),
                  topic.partitions(),
                  describe(topic.cleanup())));
    }
    return table.toString();
  }

  private static String describe(KafkaTopic.Cleanup cleanup) {
    Duration retention = cleanup.retention();
    String span = retention == null ? "for ever" : retention.toDays() + " days";
    return switch (cleanup.policy()) {
      case "compact" -> "newest of each key";
      case "delete" -> span;
      default -> "newest of each key, " + span;
    };
  }
}
