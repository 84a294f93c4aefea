package org.vigie.app.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.vigie.app.time.Durations;
import org.vigie.streams.StreamsSettings;

/// The table of all settings.
public final class SettingKeys {
  /// The data directory; empty means the user's state directory.
  public static final SettingKey<String> DATA =
      new SettingKey<>(
          "data",
          "",
          "directory",
          "Where the embedded broker, the state of the streams and the log live; by default"
              + " `$XDG_STATE_HOME/vigie/data` or `~/.local/state/vigie/data`.",
          String::strip);

  /// The replication factor of the Kafka topics of a cluster.
  public static final SettingKey<Integer> REPLICATION =
      new SettingKey<>(
          "replication",
          "1",
          "number",
          "Copies of each Kafka topic; 3 on a cluster. The embedded broker always has 1.",
          positiveParser());

  /// The contact for publishers.
  public static final SettingKey<String> INGEST_CONTACT =
      new SettingKey<>(
          "ingest.contact",
          "",
          "address or page",
          "Named in the user agent, so that a publisher knows whom to write to.",
          String::strip);

  /// The maximum number of concurrent polls.
  public static final SettingKey<Integer> INGEST_MAX_POLLS =
      new SettingKey<>(
          "ingest.max-polls",
          "64",
          "number",
          "Feeds that are polled at once; the others wait for their turn.",
          positiveParser());

  /// Whether feeds on private addresses are polled.
  public static final SettingKey<Boolean> INGEST_ALLOW_PRIVATE_ADDRESSES =
      new SettingKey<>(
          "ingest.allow-private-addresses",
          "false",
          "true or false",
          "Whether feeds on loopback, private and other addresses that are not public are polled.",
          booleanParser());

  /// The version of the topology.
  public static final SettingKey<Integer> STREAMS_VERSION =
      new SettingKey<>(
          "streams.version",
          Integer.toString(StreamsSettings.VERSION),
          "number",
          "The version of the topology, in which its application id ends. A higher one takes over"
              + " from a lower one and rebuilds its state from what is in Kafka.",
          positiveParser());

  /// The greatest age of an article that still alerts.
  public static final SettingKey<Duration> ALERT_MAX_AGE =
      new SettingKey<>(
          "alert.max-age",
          "48h",
          "duration",
          "An article published longer than this before it is fetched, or decided longer than this"
              + " after, alerts nobody.",
          durationParser());

  /// The consumer group of the notifier.
  public static final SettingKey<String> NOTIFIER_GROUP =
      new SettingKey<>(
          "notifier.group",
          "vigie-notifier",
          "word",
          "The consumer group whose members share the alerts.",
          String::strip);

  /// The retention of the Kafka topic of alerts.
  private static final Duration ALERT_RETENTION = Duration.ofDays(30);

  /// The longest deadline of a call: the end of a notifier and a rebalance wait for running calls.
  private static final Duration MAX_CALL = Duration.ofMinutes(10);

  /// The back-off between attempts of one delivery.
  public static final SettingKey<List<Duration>> NOTIFIER_BACK_OFF =
      new SettingKey<>(
          "notifier.back-off",
          "5s, 5m, 30m, 2h, 5h, 10h, 10h",
          "durations, separated by commas",
          "Waits before the second, third, … attempt of a delivery, each at most 30d; after the"
              + " last one it has failed.",
          text -> Arrays.stream(text.split(",", -1)).map(durationUpTo(ALERT_RETENTION)).toList());

  /// The maximum number of unfinished deliveries.
  public static final SettingKey<Integer> NOTIFIER_UNFINISHED_LIMIT =
      new SettingKey<>(
          "notifier.unfinished-limit",
          "10000",
          "number",
          "Deliveries that may be unfinished at one time; above it no further alerts are read until"
              + " some have ended.",
          positiveParser());

  /// The retention of finished deliveries in the ledger.
  public static final SettingKey<Duration> NOTIFIER_ENDED_KEPT =
      new SettingKey<>(
          "notifier.ended-kept",
          "90d",
          "duration",
          "How long the ledger remembers a delivery after its end; at least as long as alerts are"
              + " kept, so that none that is read again is sent again.",
          durationFrom(ALERT_RETENTION));

  /// The deadline of a webhook call.
  public static final SettingKey<Duration> WEBHOOK_DEADLINE =
      new SettingKey<>(
          "webhook.deadline",
          "15s",
          "duration",
          "How long one call of a webhook may take, from connecting to the end of the answer; at"
              + " most 10m.",
          durationUpTo(MAX_CALL));

  /// Whether webhooks on private addresses are called.
  public static final SettingKey<Boolean> WEBHOOK_ALLOW_PRIVATE_ADDRESSES =
      new SettingKey<>(
          "webhook.allow-private-addresses",
          "false",
          "true or false",
          "Whether webhooks on loopback, private and other addresses that are not public are"
              + " called.",
          booleanParser());

  private static final List<SettingKey<?>> ALL =
      List.of(
          DATA,
          REPLICATION,
          INGEST_CONTACT,
          INGEST_MAX_POLLS,
          INGEST_ALLOW_PRIVATE_ADDRESSES,
          STREAMS_VERSION,
          ALERT_MAX_AGE,
          NOTIFIER_GROUP,
          NOTIFIER_BACK_OFF,
          NOTIFIER_UNFINISHED_LIMIT,
          NOTIFIER_ENDED_KEPT,
          WEBHOOK_DEADLINE,
          WEBHOOK_ALLOW_PRIVATE_ADDRESSES);

  private SettingKeys() {}

  /// All settings, in the order of the reference.
  public static List<SettingKey<?>> all() {
    return ALL;
  }

  private static Function<String, Duration> durationParser() {
    return Durations::parse;
  }

  private static Function<String, Duration> durationFrom(Duration least) {
    return text -> {
      Duration given = Durations.parse(text);
      if (given.compareTo(least) < 0) {
        throw new IllegalArgumentException("'" + text + "' is less than " + least.toDays() + "d");
      }
      return given;
    };
  }

  private static Function<String, Duration> durationUpTo(Duration most) {
    return text -> {
      Duration given = Durations.parse(text);
      if (!given.isPositive() || given.compareTo(most) > 0) {
        throw new IllegalArgumentException(
            "'" + text.strip() + "' is not between nothing and " + formatDuration(most));
      }
      return given;
    };
  }

  private static String formatDuration(Duration length) {
    return length.toDays() > 0 ? length.toDays() + "d" : length.toMinutes() + "m";
  }

  private static Function<String, Integer> positiveParser() {
    return text -> {
      String number = text.strip();
      if (!number.matches("[1-9]\\d{0,8}")) {
        throw new IllegalArgumentException("'" + text + "' is not a whole number from 1 on");
      }
      return Integer.valueOf(number);
    };
  }

  private static Function<String, Boolean> booleanParser() {
    return text ->
        switch (text.strip().toLowerCase(Locale.ROOT)) {
          case "true", "yes" -> true;
          case "false", "no" -> false;
          default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
  }
}
