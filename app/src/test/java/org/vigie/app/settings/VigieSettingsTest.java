package org.vigie.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.ingest.IngestSettings;
import org.vigie.model.PressTimeZone;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.channel.email.EmailSettings;
import org.vigie.notifier.channel.webhook.WebhookSettings;
import org.vigie.runtime.management.ManagementSettings;
import org.vigie.runtime.settings.DataSettings;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.SettingsException;
import org.vigie.streams.StreamsSettings;

/// The settings of all modules together; how settings are read is tested where they are read.
class VigieSettingsTest {
  @TempDir Path directory;

  @Test
  void hasTheDefaultsOfEveryModule() {
    Settings settings = VigieSettings.read(null, Map.of("XDG_STATE_HOME", "/state"));
    assertThat(DataSettings.of(settings).directory()).isEqualTo(Path.of("/state/vigie/data"));
    assertThat(KafkaSettings.of(settings).replication()).isEqualTo(1);
    assertThat(ManagementSettings.of(settings).address()).isPresent();
    assertThat(TopicPackSettings.of(settings).folder()).isEmpty();
    assertThat(ZoneSettings.of(settings).zone()).isEqualTo(PressTimeZone.PARIS);
    assertThat(IngestSettings.of(settings)).isEqualTo(IngestSettings.defaults());
    assertThat(StreamsSettings.of(settings)).isEqualTo(StreamsSettings.DEFAULT);
    assertThat(NotifierSettings.of(settings)).isEqualTo(NotifierSettings.defaults());
    assertThat(WebhookSettings.of(settings).deadline())
        .isEqualTo(WebhookSettings.defaults().deadline());
    assertThat(EmailSettings.find(settings)).isNull();
  }

  @Test
  void takesTheStateDirectoryIfTheOneOfTheDataIsEmpty() {
    Settings settings =
        VigieSettings.read(null, Map.of("XDG_STATE_HOME", "/state", "VIGIE_DATA", ""));
    assertThat(DataSettings.of(settings).directory()).isEqualTo(Path.of("/state/vigie/data"));
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
    assertThatThrownBy(() -> VigieSettings.read(null, Map.of(variable, text)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(variable + ": " + path + ": ")
        .hasMessageEndingWith("is not between nothing and " + most);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1000000"})
  void stopsAtATopologyVersionThatNoDataMayHave(String text) {
    assertThatThrownBy(() -> VigieSettings.read(null, Map.of("VIGIE_STREAMS_VERSION", text)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "VIGIE_STREAMS_VERSION: streams.version: '" + text + "' is not between 2 and 999999");
  }

  @Test
  void readsEachModulesOwnValues() throws IOException {
    Path file = write("alert:\n  max-age: 24h\nnotifier:\n  back-off: [1s, 1m]\n");
    Settings settings = VigieSettings.read(file, Map.of("VIGIE_INGEST_MAX_POLLS", "7"));
    assertThat(StreamsSettings.of(settings).maxAge()).isEqualTo(Duration.ofHours(24));
    assertThat(NotifierSettings.of(settings).backOff())
        .isEqualTo(List.of(Duration.ofSeconds(1), Duration.ofMinutes(1)));
    assertThat(IngestSettings.of(settings).maxPolls()).isEqualTo(7);
  }

  @Test
  void stopsIfTheLedgerWouldForgetBeforeAlertsAreGone() throws IOException {
    Path file = write("notifier:\n  ended-kept: 7d\n");
    assertThatThrownBy(() -> VigieSettings.read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": notifier.ended-kept: '7d' is less than 30d");
  }

  @Test
  void stopsAtAnUnknownKeyWithASuggestion() throws IOException {
    Path file = write("alert:\n  max-aeg: 24h\n");
    assertThatThrownBy(() -> VigieSettings.read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ": unknown key 'alert.max-aeg'; did you mean 'alert.max-age'?");
  }

  @Test
  void stopsAtAZoneThatDoesNotExist() {
    assertThat(ZoneSettings.of(VigieSettings.read(null, Map.of("VIGIE_ZONE", "Africa/Dakar"))))
        .isEqualTo(new ZoneSettings(ZoneId.of("Africa/Dakar")));
    assertThatThrownBy(() -> VigieSettings.read(null, Map.of("VIGIE_ZONE", "Dakar")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("VIGIE_ZONE: zone: 'Dakar' is no time zone; did you mean 'Africa/Dakar'?");
  }

  @Test
  void namesAFolderOfTopicPacksThatCannotBeRead() {
    Settings settings =
        VigieSettings.read(null, Map.of("VIGIE_PACKS", directory.resolve("none").toString()));
    assertThatThrownBy(() -> TopicPackSettings.of(settings).readPacks())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("packs: " + directory.resolve("none"));
  }

  @Test
  void keepsTheReferenceInTheDocumentsUpToDate() throws IOException {
    assertThat(Files.readString(Path.of("../docs/configuration.md")))
        .as("run ./vigie config --reference > docs/configuration.md")
        .isEqualTo(ConfigurationPage.toMarkdown());
  }

  private Path write(String yaml) throws IOException {
    Path file = directory.resolve("vigie.yaml");
    Files.writeString(file, yaml);
    return file;
  }
}
