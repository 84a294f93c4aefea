package org.vigie.app.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.wire.Json;

/// The finished rounds of one seed, one line each, so that a stopped run can be resumed.
record RoundJournal(Path file) {

  /// A finished round. The component names are JSON names of the file.
  ///
  /// @param round its name
  /// @param seed of the round, drawn from the seed of the run
  /// @param kills each with its moment and the number of steps shown
  /// @param items number of versions in the archive
  /// @param repeats number of receipts that were not the first of their delivery
  /// @param firstOutputMillis from each start after a kill to the next receipt, in ms; null if the
  ///     next kill came first
  /// @param faults empty if every guarantee was kept
  record JournalEntry(
      String round,
      long seed,
      List<String> kills,
      int items,
      int stories,
      int alerts,
      int deliveries,
      int repeats,
      List<@Nullable Long> firstOutputMillis,
      long seconds,
      List<String> faults) {
    /// A round in which the harness itself failed.
    static JournalEntry createBroken(String round, long seed, String plan, Throwable reason) {
      return new JournalEntry(
          round, seed, List.of(plan), 0, 0, 0, 0, 0, List.of(), 0, List.of(reason.toString()));
    }

    boolean isKept() {
      return faults.isEmpty();
    }

    /// One line for people.
    String formatLine() {
      return "%-14s %2d kills, %d items, %d stories, %d alerts, %d deliveries, %d repeats, %d s, %s%n    first output after restart, ms: %s%n    %s"
          .formatted(
              round,
              kills.size(),
              items,
              stories,
              alerts,
              deliveries,
              repeats,
              seconds,
              isKept() ? "kept" : "BROKEN: " + faults,
              firstOutputMillis,
              String.join("; ", kills));
    }
  }

  /// Opens the journal; deletes earlier rounds unless the run is resumed.
  static RoundJournal open(Path directory, String kind, boolean resume) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(kind + ".jsonl");
    if (!resume) {
      Files.deleteIfExists(file);
    }
    return new RoundJournal(file);
  }

  /// Appends a round.
  void addEntry(JournalEntry entry) throws IOException {
    Files.writeString(
        file,
        Json.toText(entry) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /// The rounds that kept every guarantee. A broken round, and one whose line was cut by a kill of
  /// the run itself, must run again.
  List<JournalEntry> readKept() throws IOException {
    List<JournalEntry> kept = new ArrayList<>();
    if (!Files.exists(file)) {
      return kept;
    }
    for (String line : Files.readAllLines(file)) {
      try {
        JournalEntry entry = Json.read(line, JournalEntry.class);
        if (entry.isKept()) {
          kept.add(entry);
        }
      } catch (Json.MalformedJsonException e) {
        System.err.println("crash: passing over a line of " + file + ": " + e.getMessage());
      }
    }
    return kept;
  }
}
