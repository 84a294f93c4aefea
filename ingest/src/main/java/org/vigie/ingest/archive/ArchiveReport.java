package org.vigie.ingest.archive;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an import read.
///
/// @param files number of documents, articles and JSON Lines files that were read
/// @param readings number of readings from them
/// @param undated names of articles without a date, with the text that was none; their readings are
///     marked
/// @param monthOnly names of articles of which only the month or the year is known; its first day
///     is taken
/// @param problems what could not be read, in words, each naming its file
/// @param outlets number of readings by outlet id, sorted
public record ArchiveReport(
    long files,
    long readings,
    List<String> undated,
    List<String> monthOnly,
    List<String> problems,
    Map<String, Long> outlets) {
  /// Copies the lists.
  public ArchiveReport {
    undated = List.copyOf(undated);
    monthOnly = List.copyOf(monthOnly);
    problems = List.copyOf(problems);
    outlets = new TreeMap<>(outlets);
  }
}
