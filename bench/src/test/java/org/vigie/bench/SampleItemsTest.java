package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleItemsTest {
  @TempDir private Path folder;

  @Test
  void readsItemsFromJsonLines() throws IOException {
    Path file =
        write(
            """
            {"id":"a","source":"Le Phare (AFP)","published":"2024-02-01","title":"Une trêve","summary":""}

            {"id":"b","title":"Un sommet","labels":["summit"],"paraphrased":true}
            """);
    assertThat(SampleItems.readFile(file))
        .extracting(sample -> sample.content().title())
        .containsExactly("Une trêve", "Un sommet");
    assertThat(SampleItems.readFile(file).getFirst().outlet().name()).isEqualTo("Le Phare");
  }

  @Test
  void namesTheInvalidLineAndTakesABadDateForNone() throws IOException {
    Path file = write("{\"id\":\"a\",\"title\":\"Une trêve\"}\n{\"id\":\n");
    assertThatThrownBy(() -> SampleItems.readFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ":2: ");
    Path dated = write("{\"id\":\"a\",\"published\":\"hier\"}\n");
    assertThat(SampleItems.readFile(dated).getFirst().content().published()).isNull();
  }

  private Path write(String lines) throws IOException {
    return Files.writeString(folder.resolve("items.jsonl"), lines);
  }
}
