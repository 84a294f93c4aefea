package org.vigie.ingest;

import org.vigie.ingest.fetch.FetchSettings;

/// The settings of an ingester.
///
/// @param fetch how feeds are fetched
/// @param maxPolls maximum number of concurrent polls; the other due feeds wait
/// @param group consumer group in which ingesters share the feeds
public record IngestSettings(FetchSettings fetch, int maxPolls, String group) {
  /// The default group: ingesters in it share the feeds of one cluster.
  public static final String GROUP = "vigie-ingest";

  /// Settings for the public internet.
  public static IngestSettings defaults() {
    return new IngestSettings(FetchSettings.defaults(), 64, GROUP);
  }

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if `maxPolls` is below 1 or the group is blank
  public IngestSettings {
    if (maxPolls < 1) {
      throw new IllegalArgumentException("ingest: maxPolls " + maxPolls + " must be positive");
    }
    if (group.isBlank()) {
      throw new IllegalArgumentException("ingest: the group has no name");
    }
  }

  /// A copy with other fetch settings.
  public IngestSettings withFetch(FetchSettings other) {
    return new IngestSettings(other, maxPolls, group);
  }
}
