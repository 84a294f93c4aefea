package org.vigie.streams;

import java.time.Duration;

/// How the live application runs.
///
/// @param version the version of the topology: the application id ends in it, and a higher one
///     takes over from a lower one
/// @param maxAge beyond this age a text alerts nobody (`alert.max-age`)
/// @param threads how many share the work of this instance
/// @param sessionTimeout after which the group gives the work of a silent instance to others
/// @param alone true where no other instance can run, as with the embedded broker: ready then means
///     that this one holds all the work
public record StreamsSettings(
    int version, Duration maxAge, int threads, Duration sessionTimeout, boolean alone) {
  /// The version of the topology in this code. It rises only when a store or the form of its values
  /// becomes incompatible.
  public static final int VERSION = 1;

  /// Names the setting that is out of range.
  public StreamsSettings {
    require(version >= 1, "version", version);
    require(maxAge.isPositive(), "maxAge", maxAge);
    require(threads >= 1 && threads <= 64, "threads", threads);
    require(sessionTimeout.compareTo(Duration.ofSeconds(1)) >= 0, "sessionTimeout", sessionTimeout);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("streams setting " + name + ": " + value);
    }
  }

  /// For any cluster: every cluster allows sessions of 6 s.
  public static StreamsSettings cluster() {
    return new StreamsSettings(VERSION, Duration.ofHours(48), 2, Duration.ofSeconds(6), false);
  }

  /// For the broker in this process, which allows shorter sessions and has no other instance.
  public static StreamsSettings embedded() {
    return new StreamsSettings(VERSION, Duration.ofHours(48), 2, Duration.ofMillis(1500), true);
  }

  /// The same under another version of the topology.
  public StreamsSettings withVersion(int other) {
    return new StreamsSettings(other, maxAge, threads, sessionTimeout, alone);
  }

  /// The same under another maximum age.
  public StreamsSettings withMaxAge(Duration other) {
    return new StreamsSettings(version, other, threads, sessionTimeout, alone);
  }
}
