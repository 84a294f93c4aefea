package org.vigie.streams;

import java.time.Duration;

/// How the live application runs.
///
/// @param version the version of the topology: the application id ends in it, and a higher one
///     takes over from a lower one
/// @param maxAge beyond this age a text alerts nobody (`alert.max-age`)
/// @param threads how many share the work of this instance
/// @param alone true where no other instance can run, as in the all-in-one process: ready then
///     means that this one holds all the work
public record StreamsSettings(int version, Duration maxAge, int threads, boolean alone) {
  /// The version of the topology in this code. It rises only when a store or the form of its values
  /// becomes incompatible.
  public static final int VERSION = 2;

  /// One of several instances, or maybe the only one; 48 hours, two threads.
  public static final StreamsSettings DEFAULT =
      new StreamsSettings(VERSION, Duration.ofHours(48), 2, false);

  /// Names the setting that is out of range.
  public StreamsSettings {
    require(version >= 1 && version <= 999_999, "version", version);
    require(maxAge.isPositive(), "maxAge", maxAge);
    require(threads >= 1 && threads <= 64, "threads", threads);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("streams setting " + name + ": " + value);
    }
  }

  /// The same as the only instance.
  public StreamsSettings onlyInstance() {
    return new StreamsSettings(version, maxAge, threads, true);
  }

  /// The same under another version of the topology.
  public StreamsSettings withVersion(int other) {
    return new StreamsSettings(other, maxAge, threads, alone);
  }

  /// The same under another maximum age.
  public StreamsSettings withMaxAge(Duration other) {
    return new StreamsSettings(version, other, threads, alone);
  }
}
