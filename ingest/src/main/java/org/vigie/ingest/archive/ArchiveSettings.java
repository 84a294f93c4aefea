package org.vigie.ingest.archive;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Outlet;

/// How an archive is read.
///
/// @param outlet who published all of it, null to find out for each document
/// @param known outlets of known feeds by address, asked where `outlet` is null
/// @param run the id of this import
public record ArchiveSettings(@Nullable Outlet outlet, Map<URI, Outlet> known, String run) {
  /// Copies the map.
  public ArchiveSettings {
    known = Map.copyOf(known);
    if (run.isBlank()) {
      throw new IllegalArgumentException("the import has no run id");
    }
  }

  /// Nothing known beforehand.
  public static ArchiveSettings of(String run) {
    return new ArchiveSettings(null, Map.of(), run);
  }
}
