package org.vigie.app.pipeline;

import org.jspecify.annotations.Nullable;

/// The version of this build.
public final class VigieVersion {
  private VigieVersion() {}

  /// The version from the jar's manifest; `(not packaged)` without a jar.
  public static String current() {
    @Nullable String version = VigieVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
