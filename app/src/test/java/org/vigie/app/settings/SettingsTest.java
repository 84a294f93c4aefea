package org.vigie.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.app.terminal.CliException;

class SettingsTest {
  @TempDir Path directory;

  @Test
  void takesDefaultsWhereNobodySetsAnything() {
    Settings settings = Settings.read(null, Map.of("XDG_STATE_HOME", "/state"));
    assertThat(settings.get(SettingKeys.ALERT_MAX_AGE)).isEqualTo(Duration.ofHours(48));
    assertThat(settings.dataDirectory()).isEqualTo(Path.of("/state/vigie/data"));
  }

  @Test
  void takesTheStateDirectoryWhereTheOneOfTheDataIsEmpty() {
    Settings settings = Settings.read(null, Map.of("XDG_STATE_HOME", "/state", "VIGIE_DATA", ""));
    assertThat(settings.dataDirectory()).isEqualTo(Path.of("/state/vigie/data"));
    assertThat(settings.listAll())
        .contains(new Settings.SettingValue("data", "/state/vigie/data", "default"));
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_WEBHOOK_DEADLINE, 0s, webhook.deadline, 10m",
    "VIGIE_WEBHOOK_DEADLINE, 999999d, webhook.deadline, 10m",
    "VIGIE_NOTIFIER_BACK_OFF, '5s, 0s', notifier.back-off, 30d",
    "VIGIE_NOTIFIER_BACK_OFF, '5s, 31d', notifier.back-off, 30d",
  })
  void stopsAtAWaitOfNothingOrWithoutEnd(String variable, String text, String path, String most) {
    assertThatThrownBy(() -> Settings.read(null, Map.of(variable, text)))
        .isInstanceOf(CliException.class)
        .hasMessageStartingWith(variable + ": " + path + ": ")
        .hasMessageEndingWith("is not between nothing and " + most);
  }

  @Test
  void takesTheEnvironmentBeforeTheFileAndSaysSo() throws IOException {
    Path file = write("alert:\n  max-age: 24h\nnotifier:\n  back-off: [1s, 1m]\n");
    Settings settings = Settings.read(file, Map.of("VIGIE_ALERT_MAX_AGE", "1h"));
    assertThat(settings.get(SettingKeys.ALERT_MAX_AGE)).isEqualTo(Duration.ofHours(1));
    assertThat(settings.get(SettingKeys.NOTIFIER_BACK_OFF))
        .isEqualTo(List.of(Duration.ofSeconds(1), Duration.ofMinutes(1)));
    assertThat(settings.listAll())
        .contains(
            new Settings.SettingValue("alert.max-age", "1h", "VIGIE_ALERT_MAX_AGE"),
            new Settings.SettingValue("notifier.back-off", "1s, 1m", file.toString()));
  }

  @Test
  void stopsAtAnUnknownKeyWithASuggestion() throws IOException {
    Path file = write("alert:\n  max-aeg: 24h\n");
    assertThatThrownBy(() -> Settings.read(file, Map.of()))
        .isInstanceOf(CliException.class)
        .hasMessage(file + ": unknown key 'alert.max-aeg'; did you mean 'alert.max-age'?");
  }

  @Test
  void stopsAtAKeyGivenTwice() throws IOException {
    Path file = write("alert:\n  max-age: 24h\n  max-age: 12h\n");
    assertThatThrownBy(() -> Settings.read(file, Map.of()))
        .isInstanceOf(CliException.class)
        .hasMessageContaining(file + ": line 3")
        .hasMessageContaining("max-age");
  }

  @Test
  void stopsAtABadDurationWithItsPath() throws IOException {
    Path file = write("alert:\n  max-age: soon\n");
    assertThatThrownBy(() -> Settings.read(file, Map.of()))
        .isInstanceOf(CliException.class)
        .hasMessageStartingWith(file + ": alert.max-age: 'soon' is no duration");
  }

  @Test
  void stopsWhereTheLedgerWouldForgetBeforeAlertsAreGone() throws IOException {
    Path file = write("notifier:\n  ended-kept: 7d\n");
    assertThatThrownBy(() -> Settings.read(file, Map.of()))
        .isInstanceOf(CliException.class)
        .hasMessageStartingWith(file + ": notifier.ended-kept: '7d' is less than 30d");
  }

  @Test
  void stopsAtAVariableThatSetsNothing() {
    assertThatThrownBy(() -> Settings.read(null, Map.of("VIGIE_ALERT_MAXAGE", "1h")))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("VIGIE_ALERT_MAXAGE; did you mean 'VIGIE_ALERT_MAX_AGE'?");
  }

  @Test
  void passesClientSettingsOfKafkaThroughAndMasksTheirSecrets() throws IOException {
    Path file = write("kafka:\n  security.protocol: SASL_SSL\n");
    Settings settings = Settings.read(file, Map.of("KAFKA_SASL_JAAS_CONFIG", "password=x"));
    assertThat(settings.kafkaSettings())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "password=x"));
    assertThat(settings.listAll().stream().map(Settings.SettingValue::maskedText))
        .contains("SASL_SSL")
        .noneMatch(shown -> shown.contains("password"));
  }

  @Test
  void showsWhetherPrivateAddressesAreAllowed() {
    Settings settings = Settings.read(null, Map.of("VIGIE_INGEST_ALLOW_PRIVATE_ADDRESSES", "true"));
    assertThat(settings.listAll())
        .filteredOn(entry -> entry.path().endsWith("allow-private-addresses"))
        .extracting(Settings.SettingValue::maskedText)
        .containsExactly("true", "false");
  }

  @Test
  void readsSecretsFromTheEnvironmentOrAFile() throws IOException {
    Path secret = directory.resolve("secret.txt");
    Files.writeString(secret, "geheim\n");
    Path file = write("secrets:\n  desk: " + secret + "\n");
    Settings settings = Settings.read(file, Map.of("VIGIE_SECRET_NEWS_ROOM", "caché"));
    assertThat(settings.findSecret("desk")).contains("geheim");
    assertThat(settings.findSecret("news-room")).contains("caché");
    assertThat(settings.findSecret("other")).isEmpty();
    assertThat(settings.listAll().stream().map(Settings.SettingValue::maskedText))
        .noneMatch(shown -> shown.contains("caché"));
  }

  @Test
  void readsASecretFromTheFileThatAVariableNamesAndShowsNeither() throws IOException {
    Path secret = directory.resolve("secret.txt");
    Files.writeString(secret, "hushhush\n");
    Settings settings =
        Settings.read(
            write(""),
            Map.of("VIGIE_SECRET_NEWS_ROOM_FILE", secret.toString(), "VIGIE_SECRET_DESK", "hush"));

    assertThat(settings.findSecret("news-room")).contains("hushhush");
    assertThat(settings.listAll().toString()).doesNotContain("hush");
    assertThat(settings.listAll())
        .extracting(Settings.SettingValue::maskedText)
        .doesNotContain("hush");
  }

  @Test
  void keepsTheReferenceInTheDocumentsUpToDate() throws IOException {
    assertThat(Files.readString(Path.of("../docs/configuration.md")))
        .as("run ./vigie config --reference > docs/configuration.md")
        .isEqualTo(SettingsReference.toMarkdown());
  }

  private Path write(String yaml) throws IOException {
    Path file = directory.resolve("vigie.yaml");
    Files.writeString(file, yaml);
    return file;
  }
}
