package org.vigie.app.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import org.vigie.app.settings.SettingKeys;
import org.vigie.app.settings.Settings;
import org.vigie.http.AddressResolver;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.channel.webhook.Secrets;
import org.vigie.notifier.webhook.WebhookSettings;
import org.vigie.streams.StreamsSettings;

/// The settings of all roles, each in the record of its module.
///
/// @param data directory of the broker and the state stores of the streams
/// @param ingest settings of the ingester
/// @param streams settings of the topology
/// @param notifier settings of the notifier
/// @param webhook settings of webhook calls
/// @param secrets where the channels find their secrets
public record RoleSettings(
    Path data,
    IngestSettings ingest,
    StreamsSettings streams,
    NotifierSettings notifier,
    WebhookSettings webhook,
    Secrets secrets) {

  /// From the configuration, for the broker in this process.
  ///
  /// @param data directory of the broker and the state stores
  public static RoleSettings createForEmbeddedBroker(Settings settings, Path data) {
    return create(settings, data, StreamsSettings.DEFAULT.asSingleInstance());
  }

  /// From the configuration, for any cluster.
  ///
  /// @param data directory of the state stores
  public static RoleSettings createForCluster(Settings settings, Path data) {
    return create(settings, data, StreamsSettings.DEFAULT);
  }

  private static RoleSettings create(Settings settings, Path data, StreamsSettings streams) {
    return new RoleSettings(
        data,
        readIngestSettings(settings),
        streams
            .withVersion(settings.get(SettingKeys.STREAMS_VERSION))
            .withMaxAge(settings.get(SettingKeys.ALERT_MAX_AGE)),
        new NotifierSettings(
            settings.get(SettingKeys.NOTIFIER_GROUP),
            settings.get(SettingKeys.NOTIFIER_BACK_OFF),
            settings.get(SettingKeys.NOTIFIER_UNFINISHED_LIMIT),
            settings.get(SettingKeys.NOTIFIER_ENDED_KEPT)),
        new WebhookSettings(
            settings.get(SettingKeys.WEBHOOK_DEADLINE),
            settings.get(SettingKeys.WEBHOOK_ALLOW_PRIVATE_ADDRESSES),
            AddressResolver.system()),
        settings::findSecret);
  }

  private static IngestSettings readIngestSettings(Settings settings) {
    return new IngestSettings(
        readFetchSettings(settings),
        settings.get(SettingKeys.INGEST_MAX_POLLS),
        IngestSettings.GROUP);
  }

  /// The settings of fetching feeds.
  public static FetchSettings readFetchSettings(Settings settings) {
    FetchSettings fetch =
        FetchSettings.defaults()
            .withPrivateAddresses(settings.get(SettingKeys.INGEST_ALLOW_PRIVATE_ADDRESSES));
    String contact = settings.get(SettingKeys.INGEST_CONTACT);
    return contact.isEmpty() ? fetch : fetch.withContact(contact);
  }

  /// A warning if no contact is configured for publishers; empty otherwise.
  public Optional<String> findContactWarning() {
    return ingest.fetch().userAgent().equals(FetchSettings.USER_AGENT)
        ? Optional.of(
            "no ingest.contact is set: publishers who are bothered cannot tell whom to write to")
        : Optional.empty();
  }

  /// A copy with other settings of the ingester.
  public RoleSettings withIngest(IngestSettings other) {
    return new RoleSettings(data, other, streams, notifier, webhook, secrets);
  }

  /// A copy with other settings of the streams.
  public RoleSettings withStreams(StreamsSettings other) {
    return new RoleSettings(data, ingest, other, notifier, webhook, secrets);
  }
}
