package org.vigie.app.settings;

import java.util.List;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;

/// How the Kafka topics of a cluster are created. The settings of Kafka's clients are no part of
/// it: they pass through, see [Settings#kafka].
///
/// @param replication copies of each Kafka topic
public record KafkaSettings(int replication) {
  /// The replication factor of the Kafka topics of a cluster.
  public static final Setting<Integer> REPLICATION =
      new Setting<>(
          "replication",
          "1",
          SettingType.positiveInteger(),
          "Copies of each Kafka topic; 3 on a cluster. The embedded broker always has 1.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(REPLICATION);

  /// From the configuration in force.
  public static KafkaSettings of(Settings settings) {
    return new KafkaSettings(settings.get(REPLICATION));
  }
}
