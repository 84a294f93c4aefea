package org.vigie.ingest.archive;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Outlet;

/// How an archive is read.
///
/// @param outlet the publisher of all of it; null finds it for each document
/// @param knownOutlets outlets of known feeds by address, used if `outlet` is null
/// @param run id of this import
public record ArchiveSettings(@Nullable Outlet outlet, Map<URI, Outlet> knownOutlets, String run) {
  /// Copies the map.
  ///
  /// @throws IllegalArgumentException if the run id is blank
  public ArchiveSettings {
    knownOutlets = Map.copyOf(knownOutlets);
    if (run.isBlank()) {
      throw new IllegalArgumentException("the import has no run id");
    }
  }

  /// Settings without a known outlet.
  public static ArchiveSettings of(String run) {
    return new ArchiveSettings(null, Map.of(), run);
  }
}
