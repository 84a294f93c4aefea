package org.vigie.app.settings;

import org.vigie.runtime.settings.SettingsReference;

/// The configuration reference, `docs/configuration.md`, generated from [VigieSettings].
public final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      Nothing needs to be configured for `./vigie demo` and `./vigie up`. `./vigie config` prints what is
      in force and where each value came from, with secrets masked.

      A value is taken from the environment, else from `vigie.yaml`, else it is the default. The file is
      the one that `--config` or `VIGIE_CONFIG` names, else `vigie.yaml` in the working directory, else
      `~/.config/vigie/vigie.yaml`. Reading is strict: an unknown key or variable, a key given twice or a
      value that cannot be read stops the start and names the place. Dots in a path are levels of the file:

      ```yaml
      alert:
        max-age: 24h
      ```

      Durations are numbers with `ms`, `s`, `m`, `h` or `d`, such as `1h30m`.

      """;

  private static final String TAIL =
      """

      ## Times

      Commands show times in the setting `zone`, or in the one of `--zone` (`America/Montreal`, `+01:00`, `UTC`,
      `local` for that of the system). The city of the zone stands with the time, `2025-03-15 11:00:00 Paris`, or in
      the heading of the column; there a time of today has no date. In the hour that comes twice at the end of
      summer time the offset is shown too: `2025-10-26 02:30:00+01:00 Paris`.

      Times that are given without a zone (`--since`, `--from`, `--to`) are read in the same zone; `Z` or an
      offset behind one goes before it. A time that comes twice begins with the first and ends with the second, so
      that a range leaves nothing out; a time that the clock skips is the moment of the change. Alerts of the
      console channel are shown in the setting `zone` of the process that prints them. JSON, webhooks and logs are
      always in UTC. Dates in feeds and archives that name no zone are those of Europe/Paris, whatever the
      setting.

      ## Kafka

      Without any setting, commands use the embedded broker of the data directory. A cluster is named by
      `--bootstrap-servers` or `KAFKA_BOOTSTRAP_SERVERS`; every other client setting of Kafka passes through,
      from the file under `kafka:` (`security.protocol: SASL_SSL`) or from the environment under its name in
      capitals with `KAFKA_` before it (`KAFKA_SECURITY_PROTOCOL`).

      ## Secrets

      A channel names its secret, the configuration holds it: in `VIGIE_SECRET_<NAME>`, or in a file that
      `VIGIE_SECRET_<NAME>_FILE` or `secrets.<name>` points to. Secrets are never printed or logged.
      No channel can name those of the roles: `mail-password` and `mail-unsubscribe` ([mail](mail.md)),
      `console-reader-token`, `console-editor-token` and `console-operator-token` ([console](console.md)).

      ## Of the launcher alone

      `VIGIE_BUILD=never` runs what was built without looking at the sources, and makes no class archive
      (which starts faster); `VIGIE_HEAP` is the heap of a process that runs Kafka (default `1g`); `JAVA_OPTS` holds further options of the JVM; `VIGIE_DEBUG=1`
      shows the stack trace of a failure; `NO_COLOR=1` switches colours off.
      """;

  private ConfigurationPage() {}

  /// The page as Markdown.
  public static String toMarkdown() {
    return HEAD + SettingsReference.toMarkdownTable(VigieSettings.SCHEMA) + TAIL;
  }
}
