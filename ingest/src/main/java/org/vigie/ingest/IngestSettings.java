package org.vigie.ingest;

import org.vigie.ingest.fetch.FetchSettings;

/// How an ingester works.
///
/// @param fetch how servers are asked
/// @param maxPolls how many feeds are polled at once; the others wait for their turn
/// @param group the consumer group in which ingesters share the feeds
public record IngestSettings(FetchSettings fetch, int maxPolls, String group) {
  /// The group of all ingesters that share the feeds of one cluster.
  public static final String GROUP = "vigie-ingest";

  /// Settings for the public internet.
  public static IngestSettings defaults() {
    return new IngestSettings(FetchSettings.defaults(), 64, GROUP);
  }

  /// Refuses numbers that make no sense.
  public IngestSettings {
    if (maxPolls < 1) {
      throw new IllegalArgumentException("ingest: maxPolls " + maxPolls + " must be positive");
    }
    if (group.isBlank()) {
      throw new IllegalArgumentException("ingest: the group has no name");
    }
  }

  /// The same, asking servers otherwise.
  public IngestSettings withFetch(FetchSettings other) {
    return new IngestSettings(other, maxPolls, group);
  }
}
