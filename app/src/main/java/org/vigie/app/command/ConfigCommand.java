package org.vigie.app.command;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigie.app.settings.ConfigurationPage;
import org.vigie.app.terminal.Terminal;
import org.vigie.runtime.settings.Settings;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie config`: what is configured and where each value came from.
@Command(
    name = "config",
    description = "Prints the configuration in force and where each value came from.",
    mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(names = "--reference", description = "Prints the reference of all keys as Markdown.")
  private boolean reference;

  public ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (reference) {
      terminal.out().print(ConfigurationPage.toMarkdown());
      return 0;
    }
    Settings settings = config.read(terminal);
    rejectInvalidSettings(settings);
    List<Settings.SettingValue> entries = settings.all();
    if (json) {
      entries.forEach(entry -> terminal.printLine(Json.toText(toRow(entry))));
    } else {
      TextTable table = new TextTable("KEY", "VALUE", "FROM");
      entries.forEach(entry -> table.addRow(entry.key(), entry.shown(), entry.origin()));
      table.print(terminal);
    }
    return 0;
  }

  /// What is printed is in force, so a setting of Kafka that stops every start stops this too.
  private void rejectInvalidSettings(Settings settings) {
    Map<String, String> variables = new HashMap<>(terminal.environment());
    settings
        .kafkaOfFile()
        .forEach(
            entry ->
                variables.put(
                    entry.key().toUpperCase(Locale.ROOT).replace('.', '_'), entry.text()));
    KafkaConnection.cluster("nowhere:1", variables);
  }

  private static Map<String, String> toRow(Settings.SettingValue entry) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("key", entry.key());
    row.put("value", entry.shown());
    row.put("from", entry.origin());
    return row;
  }
}
