package org.vigie.streams;

import java.time.Duration;
import java.util.List;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;
import org.vigie.streams.topology.ApplicationId;

/// The settings of the live application.
///
/// @param version the version of the topology, 2 to 999,999: the suffix of the
///     application id; a higher version takes over from a lower one
/// @param maxAge the age beyond which a text alerts no subscriber (`alert.max-age`)
/// @param threads the number of stream threads of this instance, 1 to 64
/// @param singleInstance true if no other instance can run, as in the all-in-one process; ready
///     then means that this instance runs all tasks
public record StreamsSettings(int version, Duration maxAge, int threads, boolean singleInstance) {
  /// The version of the topology in this code. It rises only if a store or the format of its values
  /// becomes incompatible.
  public static final int VERSION = 2;

  /// The version of the topology (`streams.version`).
  public static final Setting<Integer> TOPOLOGY_VERSION =
      new Setting<>(
          "streams.version",
          Integer.toString(VERSION),
          new SettingType<>("number", StreamsSettings::parseVersion),
          "The version of the topology, in which its application id ends. A higher one takes over"
              + " from a lower one and rebuilds its state from what is in Kafka.");

  /// The greatest age of an article that still alerts.
  public static final Setting<Duration> ALERT_MAX_AGE =
      new Setting<>(
          "alert.max-age",
          "48h",
          SettingType.duration(),
          "An article published longer than this before it is fetched, or decided longer than this"
              + " after, alerts nobody.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(TOPOLOGY_VERSION, ALERT_MAX_AGE);

  /// From the configuration in force, for an instance among any number of them.
  public static StreamsSettings of(Settings settings) {
    return DEFAULT
        .withVersion(settings.get(TOPOLOGY_VERSION))
        .withMaxAge(settings.get(ALERT_MAX_AGE));
  }

  /// Settings for an instance among any number of them: current version, 48 hours, two threads.
  public static final StreamsSettings DEFAULT =
      new StreamsSettings(VERSION, Duration.ofHours(48), 2, false);

  /// @throws IllegalArgumentException with the name of the setting that is out of range
  public StreamsSettings {
    require(isVersion(version), "version", version);
    require(maxAge.isPositive(), "maxAge", maxAge);
    require(threads >= 1 && threads <= 64, "threads", threads);
  }

  private static boolean isVersion(int number) {
    return number >= ApplicationId.FIRST_VERSION && number <= 999_999;
  }

  private static Integer parseVersion(String text) {
    Integer number = SettingType.positiveInteger().parser().apply(text);
    if (!isVersion(number)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not between " + ApplicationId.FIRST_VERSION + " and 999999");
    }
    return number;
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
