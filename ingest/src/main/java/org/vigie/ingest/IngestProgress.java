package org.vigie.ingest;

/// How far an ingester is with its feeds.
///
/// @param feeds number of feeds of all ingesters
/// @param owned number of feeds assigned to this ingester
/// @param tried number of its own feeds that it has polled at least once since it started
/// @param failing number of its own feeds whose last poll failed
/// @param running number of polls that run
public record IngestProgress(int feeds, int owned, int tried, int failing, int running) {
  static final IngestProgress NONE = new IngestProgress(0, 0, 0, 0, 0);

  /// Returns whether every feed of its own was polled at least once since the start.
  public boolean isFirstRoundComplete() {
    return tried >= owned;
  }
}
