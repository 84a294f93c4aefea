package org.vigie.app.pipeline;

import java.nio.file.Path;
import org.vigie.app.settings.Keys;
import org.vigie.app.settings.Settings;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.notifier.NotifierSettings;
import org.vigie.streams.StreamsSettings;

/// What the roles are told, each in the record of its module.
///
/// @param data where the broker and the state of the streams lie
/// @param ingest how feeds are polled
/// @param streams how the topology runs
/// @param notifier how alerts are sent
public record RoleSettings(
    Path data, IngestSettings ingest, StreamsSettings streams, NotifierSettings notifier) {

  /// From the configuration, for the broker in this process.
  public static RoleSettings embedded(Settings settings, Path data) {
    return of(settings, data, StreamsSettings.DEFAULT.onlyInstance());
  }

  /// From the configuration, for any cluster.
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
            settings.get(Keys.NOTIFIER_ENDED_KEPT)));
  }

  private static IngestSettings ingest(Settings settings) {
    FetchSettings fetch =
        FetchSettings.defaults()
            .withPrivateAddresses(settings.get(Keys.INGEST_ALLOW_PRIVATE_ADDRESSES));
    String contact = settings.get(Keys.INGEST_CONTACT);
    return new IngestSettings(
        contact.isEmpty() ? fetch : fetch.withContact(contact),
        settings.get(Keys.INGEST_MAX_POLLS),
        IngestSettings.GROUP);
  }

  /// The same with other settings of ingest.
  public RoleSettings withIngest(IngestSettings other) {
    return new RoleSettings(data, other, streams, notifier);
  }

  /// The same with other settings of the streams.
  public RoleSettings withStreams(StreamsSettings other) {
    return new RoleSettings(data, ingest, other, notifier);
  }
}
