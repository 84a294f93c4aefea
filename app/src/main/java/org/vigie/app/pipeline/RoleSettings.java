package org.vigie.app.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import org.vigie.app.settings.Keys;
import org.vigie.app.settings.Settings;
import org.vigie.http.AddressResolver;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.webhook.Secrets;
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
  public static RoleSettings embedded(Settings settings, Path data) {
    return of(settings, data, StreamsSettings.DEFAULT.onlyInstance());
  }

  /// From the configuration, for any cluster.
  ///
  /// @param data directory of the state stores
  public static RoleSettings cluster(Settings settings, Path data) {
    return of(settings, data, StreamsSettings.DEFAULT);
  }

  private static RoleSettings of(Settings settings, Path data, StreamsSettings streams) {
    return new RoleSettings(
        data,
        ingest(settings),
        streams
            .withVersion(settings.get(Keys.STREAMS_VERSION))
            .withMaxAge(settings.get(Keys.ALERT_MAX_AGE)),
        new NotifierSettings(
            settings.get(Keys.NOTIFIER_GROUP),
            settings.get(Keys.NOTIFIER_BACK_OFF),
            settings.get(Keys.NOTIFIER_UNFINISHED_LIMIT),
            settings.get(Keys.NOTIFIER_ENDED_KEPT)),
        new WebhookSettings(
            settings.get(Keys.WEBHOOK_DEADLINE),
            settings.get(Keys.WEBHOOK_ALLOW_PRIVATE_ADDRESSES),
            AddressResolver.system()),
        settings::secret);
  }

  private static IngestSettings ingest(Settings settings) {
    return new IngestSettings(
        fetch(settings), settings.get(Keys.INGEST_MAX_POLLS), IngestSettings.GROUP);
  }

  /// The settings of fetching feeds.
  public static FetchSettings fetch(Settings settings) {
    FetchSettings fetch =
        FetchSettings.defaults()
            .withPrivateAddresses(settings.get(Keys.INGEST_ALLOW_PRIVATE_ADDRESSES));
    String contact = settings.get(Keys.INGEST_CONTACT);
    return contact.isEmpty() ? fetch : fetch.withContact(contact);
  }

  /// A warning if no contact is configured for publishers; empty otherwise.
  public Optional<String> lackOfContact() {
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
