package org.vigie.app.command;

import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.runtime.settings.Settings;
import picocli.CommandLine.Option;

/// The option of commands that ask servers themselves.
public final class FetchOptions {
  @Option(
      names = "--allow-private-addresses",
      description = "Also asks addresses that are not public, such as loopback.")
  private boolean allowPrivateAddresses;

  /// How servers are asked: as the ingester would, by the configuration.
  FetchSettings createSettings(Settings settings) {
    FetchSettings fetch = IngestSettings.of(settings).fetch();
    return allowPrivateAddresses ? fetch.withPrivateAddresses(true) : fetch;
  }
}
