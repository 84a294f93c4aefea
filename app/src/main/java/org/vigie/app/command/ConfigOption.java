package org.vigie.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vigie.app.settings.VigieSettings;
import org.vigie.app.terminal.Terminal;
import org.vigie.runtime.settings.Settings;
import picocli.CommandLine.Option;

/// The option that names the configuration file.
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; default: vigie.yaml here or in ~/.config/vigie.")
  @Nullable Path file;

  /// The configuration in force.
  public Settings read(Terminal terminal) {
    return VigieSettings.read(file, terminal.environment());
  }
}
