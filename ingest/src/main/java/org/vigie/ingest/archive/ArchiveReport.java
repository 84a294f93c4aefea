package org.vigie.ingest.archive;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was found in an archive.
///
/// @param files documents, articles and files of JSON Lines that were read
/// @param readings how many came of them
/// @param undated names of articles without a date; their readings are marked
/// @param vague names of articles of which only the month is known, taken for its first day
/// @param problems what could not be read, in words, each naming its file
/// @param outlets readings by outlet id, sorted
public record ArchiveReport(
    long files,
    long readings,
    List<String> undated,
    List<String> vague,
    List<String> problems,
    Map<String, Long> outlets) {
  /// Copies the lists.
  public ArchiveReport {
    undated = List.copyOf(undated);
    vague = List.copyOf(vague);
    problems = List.copyOf(problems);
    outlets = new TreeMap<>(outlets);
  }
}
