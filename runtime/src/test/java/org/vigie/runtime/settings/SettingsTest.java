package org.vigie.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path directory;

  @Test
  void takesDefaultsIfNobodySetsAnything() {
    Settings settings = read(null, Map.of("XDG_STATE_HOME", "/state"));
    assertThat(settings.get(SampleSettings.ALERT_MAX_AGE)).isEqualTo(Duration.ofDays(2));
    assertThat(settings.get(SampleSettings.DATA)).isEqualTo("/state/vigie/data");
  }

  @Test
  void takesTheProcessDefaultIfASettingIsLeftBlank() {
    Settings settings = read(null, Map.of("XDG_STATE_HOME", "/state", "VIGIE_DATA", ""));
    assertThat(settings.get(SampleSettings.DATA)).isEqualTo("/state/vigie/data");
    assertThat(settings.all())
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
    assertThatThrownBy(() -> read(null, Map.of(variable, text)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(variable + ": " + path + ": ")
        .hasMessageEndingWith("is not between nothing and " + most);
  }

  @Test
  void takesTheEnvironmentBeforeTheFileAndSaysSo() throws IOException {
    Path file = write("alert:\n  max-age: 24h\nnotifier:\n  back-off: [1s, 1m]\n");
    Settings settings = read(file, Map.of("VIGIE_ALERT_MAX_AGE", "1h"));
    assertThat(settings.get(SampleSettings.ALERT_MAX_AGE)).isEqualTo(Duration.ofHours(1));
    assertThat(settings.get(SampleSettings.NOTIFIER_BACK_OFF))
        .isEqualTo(List.of(Duration.ofSeconds(1), Duration.ofMinutes(1)));
    assertThat(settings.all())
        .contains(
            new Settings.SettingValue("alert.max-age", "1h", "VIGIE_ALERT_MAX_AGE"),
            new Settings.SettingValue("notifier.back-off", "1s, 1m", file.toString()));
  }

  @Test
  void stopsAtAnUnknownKeyWithASuggestion() throws IOException {
    Path file = write("alert:\n  max-aeg: 24h\n");
    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ": unknown key 'alert.max-aeg'; did you mean 'alert.max-age'?");
  }

  @Test
  void stopsAtAKeyGivenTwice() throws IOException {
    Path file = write("alert:\n  max-age: 24h\n  max-age: 12h\n");
    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ": line 3")
        .hasMessageContaining("max-age");
  }

  @Test
  void stopsAtABadDurationWithItsPath() throws IOException {
    Path file = write("alert:\n  max-age: soon\n");
    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": alert.max-age: 'soon' is no duration");
  }

  @Test
  void stopsAtADurationThatIsTooShort() throws IOException {
    Path file = write("notifier:\n  ended-kept: 7d\n");
    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": notifier.ended-kept: '7d' is less than 30d");
  }

  @Test
  void stopsAtAVariableThatSetsNothing() {
    assertThatThrownBy(() -> read(null, Map.of("VIGIE_ALERT_MAXAGE", "1h")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("VIGIE_ALERT_MAXAGE; did you mean 'VIGIE_ALERT_MAX_AGE'?");
  }

  @Test
  void passesClientSettingsOfKafkaThroughAndMasksTheirSecrets() throws IOException {
    Path file = write("kafka:\n  security.protocol: SASL_SSL\n");
    Settings settings = read(file, Map.of("KAFKA_SASL_JAAS_CONFIG", "password=x"));
    assertThat(settings.kafka())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "password=x"));
    assertThat(settings.all().stream().map(Settings.SettingValue::shown))
        .contains("SASL_SSL")
        .noneMatch(shown -> shown.contains("password"));
  }

  @Test
  void showsWhetherPrivateAddressesAreAllowed() {
    Settings settings = read(null, Map.of("VIGIE_INGEST_ALLOW_PRIVATE_ADDRESSES", "true"));
    assertThat(settings.all())
        .filteredOn(entry -> entry.key().endsWith("allow-private-addresses"))
        .extracting(Settings.SettingValue::shown)
        .containsExactly("true", "false");
  }

  @Test
  void readsSecretsFromTheEnvironmentOrAFile() throws IOException {
    Path secret = directory.resolve("secret.txt");
    Files.writeString(secret, "geheim\n");
    Path file = write("secrets:\n  desk: " + secret + "\n");
    Settings settings = read(file, Map.of("VIGIE_SECRET_NEWS_ROOM", "caché"));
    assertThat(settings.secret("desk")).contains("geheim");
    assertThat(settings.secret("news-room")).contains("caché");
    assertThat(settings.secret("other")).isEmpty();
    assertThat(settings.all().stream().map(Settings.SettingValue::shown))
        .noneMatch(shown -> shown.contains("caché"));
  }

  @Test
  void readsASecretFromTheFileThatAVariableNamesAndShowsNeither() throws IOException {
    Path secret = directory.resolve("secret.txt");
    Files.writeString(secret, "hushhush\n");
    Settings settings =
        read(
            write(""),
            Map.of("VIGIE_SECRET_NEWS_ROOM_FILE", secret.toString(), "VIGIE_SECRET_DESK", "hush"));

    assertThat(settings.secret("news-room")).contains("hushhush");
    assertThat(settings.all().toString()).doesNotContain("hush");
    assertThat(settings.all()).extracting(Settings.SettingValue::shown).doesNotContain("hush");
  }

  @Test
  void masksASecretByItsDeclarationAndKeepsItOutOfMessages() {
    Setting<Integer> pin =
        new Setting<>("door.pin", "1", SettingType.positiveInteger(), "Opens the door.").asSecret();
    SettingsSchema schema = SettingsSchema.of(List.of(pin));

    Settings settings = schema.read(null, Map.of("VIGIE_DOOR_PIN", "4711"));
    assertThat(settings.get(pin)).isEqualTo(4711);
    assertThat(settings.all().toString()).doesNotContain("4711").contains("***");
    assertThatThrownBy(() -> schema.read(null, Map.of("VIGIE_DOOR_PIN", "hush")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("VIGIE_DOOR_PIN: door.pin: the value cannot be read")
        .hasNoCause();
  }

  private Path write(String yaml) throws IOException {
    Path file = directory.resolve("vigie.yaml");
    Files.writeString(file, yaml);
    return file;
  }

  private static Settings read(@Nullable Path file, Map<String, String> environment) {
    return SampleSettings.SCHEMA
        .withProcessDefault(
            SampleSettings.DATA,
            UserDirectories.state(environment).resolve("vigie/data").toString())
        .read(file, environment);
  }
}
