package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundJournalTest {
  @TempDir Path directory;

  @Test
  void goesOnAfterTheRoundsThatKeptTheGuarantees() throws IOException {
    RoundJournal journal = RoundJournal.open(directory, "ingest", false);
    journal.addEntry(entry("ingest-01", List.of()));
    journal.addEntry(entry("ingest-02", List.of("missing item")));
    Files.writeString(journal.file(), "{\"round\":\"ingest-03\",\"se", StandardOpenOption.APPEND);

    assertThat(RoundJournal.open(directory, "ingest", true).readKept())
        .containsExactly(entry("ingest-01", List.of()));
    assertThat(RoundJournal.open(directory, "ingest", false).readKept()).isEmpty();
  }

  private static RoundJournal.JournalEntry entry(String round, List<String> faults) {
    return new RoundJournal.JournalEntry(
        round, 7, List.of("Early[delayMillis=3]"), 1, 2, 3, 4, 5, List.of(6L), 7, faults);
  }
}
