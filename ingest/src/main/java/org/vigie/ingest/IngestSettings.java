package org.vigie.ingest;

import java.util.List;
import java.util.Optional;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;

/// The settings of an ingester.
///
/// @param fetch how feeds are fetched
/// @param maxPolls maximum number of concurrent polls; the other due feeds wait
/// @param group consumer group in which ingesters share the feeds
public record IngestSettings(FetchSettings fetch, int maxPolls, String group) {
  /// The default group: ingesters in it share the feeds of one cluster.
  public static final String GROUP = "vigie-ingest";

  /// The contact for publishers.
  public static final Setting<String> CONTACT =
      new Setting<>(
          "ingest.contact",
          "",
          SettingType.text("address or page"),
          "Named in the user agent, so that a publisher knows whom to write to.");

  /// The maximum number of concurrent polls.
  public static final Setting<Integer> MAX_POLLS =
      new Setting<>(
          "ingest.max-polls",
          "64",
          SettingType.positiveInteger(),
          "Feeds that are polled at once; the others wait for their turn.");

  /// Whether feeds on private addresses are polled.
  public static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES =
      new Setting<>(
          "ingest.allow-private-addresses",
          "false",
          SettingType.bool(),
          "Whether feeds on loopback, private and other addresses that are not public are polled.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS =
      List.of(CONTACT, MAX_POLLS, ALLOW_PRIVATE_ADDRESSES);

  /// Settings for the public internet.
  public static IngestSettings defaults() {
    return new IngestSettings(FetchSettings.defaults(), 64, GROUP);
  }

  /// From the configuration in force.
  public static IngestSettings of(Settings settings) {
    FetchSettings fetch =
        FetchSettings.defaults().withPrivateAddresses(settings.get(ALLOW_PRIVATE_ADDRESSES));
    String contact = settings.get(CONTACT);
    return new IngestSettings(
        contact.isEmpty() ? fetch : fetch.withContact(contact), settings.get(MAX_POLLS), GROUP);
  }

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if `maxPolls` is below 1 or the group is blank
  public IngestSettings {
    if (maxPolls < 1) {
      throw new IllegalArgumentException("ingest: maxPolls " + maxPolls + " must be positive");
    }
    if (group.isBlank()) {
      throw new IllegalArgumentException("ingest: the group has no name");
    }
  }

  /// A warning if no contact is configured for publishers; empty otherwise.
  public Optional<String> findContactWarning() {
    return fetch.userAgent().equals(FetchSettings.USER_AGENT)
        ? Optional.of(
            "no ingest.contact is set: publishers who are bothered cannot tell whom to write to")
        : Optional.empty();
  }

  /// A copy with other fetch settings.
  public IngestSettings withFetch(FetchSettings other) {
    return new IngestSettings(other, maxPolls, group);
  }
}
