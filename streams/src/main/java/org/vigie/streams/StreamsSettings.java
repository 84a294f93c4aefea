package org.vigie.streams;

import java.time.Duration;

/// The settings of the live application.
///
/// @param version the version of the topology, 1 to 999,999: the suffix of the application id; a
///     higher version takes over from a lower one
/// @param maxAge the age beyond which a text alerts no subscriber (`alert.max-age`)
/// @param threads the number of stream threads of this instance, 1 to 64
/// @param singleInstance true if no other instance can run, as in the all-in-one process; ready
/// then means
///     that this instance runs all tasks
public record StreamsSettings(int version, Duration maxAge, int threads, boolean singleInstance) {
  /// The version of the topology in this code. It rises only if a store or the format of its values
  /// becomes incompatible.
  public static final int VERSION = 2;

  /// Settings for an instance among any number of them: current version, 48 hours, two threads.
  public static final StreamsSettings DEFAULT =
      new StreamsSettings(VERSION, Duration.ofHours(48), 2, false);

  /// @throws IllegalArgumentException with the name of the setting that is out of range
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

  /// The same settings for the only instance.
  public StreamsSettings asSingleInstance() {
    return new StreamsSettings(version, maxAge, threads, true);
  }

  /// The same settings with another version of the topology.
  public StreamsSettings withVersion(int other) {
    return new StreamsSettings(other, maxAge, threads, singleInstance);
  }

  /// The same settings with another maximum age.
  public StreamsSettings withMaxAge(Duration other) {
    return new StreamsSettings(version, other, threads, singleInstance);
  }
}
