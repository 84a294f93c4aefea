package org.vigie.runtime.settings;

/// The part of the configuration reference that is made from a schema.
public final class SettingsReference {
  private static final String HEAD =
      """
      | key | default | value | what it does | variable |
      |---|---|---|---|---|
      """;

  private SettingsReference() {}

  /// A Markdown table with one row for each setting, with the declared defaults. Ends in a line
  /// feed.
  public static String toMarkdownTable(SettingsSchema schema) {
    StringBuilder table = new StringBuilder(HEAD);
    schema.settings().forEach(setting -> table.append(row(setting)));
    return table.toString();
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | %s | %s | %s | `%s` |\n"
        .formatted(
            setting.key(),
            setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`",
            setting.type().form(),
            setting.description(),
            setting.variable());
  }
}
