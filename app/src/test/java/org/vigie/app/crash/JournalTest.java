package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path directory;

  @Test
  void goesOnAfterTheRoundsThatKeptTheGuarantees() throws IOException {
    Journal journal = Journal.open(directory, "ingest", false);
    journal.add(entry("ingest-01", List.of()));
    journal.add(entry("ingest-02", List.of("missing item")));
    Files.writeString(journal.file(), "{\"round\":\"ingest-03\",\"se", StandardOpenOption.APPEND);

    assertThat(Journal.open(directory, "ingest", true).kept())
        .containsExactly(entry("ingest-01", List.of()));
    assertThat(Journal.open(directory, "ingest", false).kept()).isEmpty();
  }

  private static Journal.Entry entry(String round, List<String> faults) {
    return new Journal.Entry(
        round, 7, List.of("Early[delayMillis=3]"), 1, 2, 3, 4, 5, List.of(6L), 7, faults);
  }
}
