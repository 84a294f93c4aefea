package org.vigie.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSchemaTest {
  private static final Setting<String> GROUP = text("notifier.group", "vigie");

  private static Setting<String> text(String key, String fallback) {
    return new Setting<>(key, fallback, SettingType.text("word"), "A word.");
  }

  @Test
  void keepsTheOrderOfTheModules() {
    assertThat(SettingsSchema.of(List.of(GROUP), List.of(text("data", ""))).settings())
        .extracting(Setting::key)
        .containsExactly("notifier.group", "data");
  }

  @Test
  void refusesTwoSettingsOfOneVariable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsSchema.of(List.of(GROUP), List.of(text("notifier-group", ""))))
        .withMessage("notifier-group is declared twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Data", "a..b", "a_b", ".a"})
  void refusesAKeyThatNoVariableStandsFor(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> text(key, ""));
  }

  @Test
  void refusesAValueOfASettingThatItDoesNotHold() {
    Settings settings = SettingsSchema.of(List.of(GROUP)).defaults();
    assertThat(settings.get(GROUP)).isEqualTo("vigie");
    assertThatIllegalArgumentException().isThrownBy(() -> settings.get(text("data", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_NOTIFIER_UNFINISHED_LIMIT, 0, is not a whole number from 1 on",
    "VIGIE_NOTIFIER_UNFINISHED_LIMIT, 1e3, is not a whole number from 1 on",
    "VIGIE_INGEST_ALLOW_PRIVATE_ADDRESSES, maybe, is neither true nor false",
  })
  void namesTheVariableOfAValueThatCannotBeRead(String variable, String text, String message) {
    assertThatThrownBy(() -> SampleSettings.SCHEMA.read(null, Map.of(variable, text)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(variable + ": ")
        .hasMessageEndingWith("'" + text + "' " + message);
  }

  @Test
  void readsNoVariablesOfTheLauncherAndOfKafkasScripts() {
    Settings settings =
        SampleSettings.SCHEMA.read(
            null, Map.of("VIGIE_HEAP", "2g", "KAFKA_HEAP_OPTS", "-Xmx1g", "PATH", "/bin"));
    assertThat(settings.all()).hasSize(SampleSettings.SCHEMA.settings().size());
    assertThat(settings.kafka()).isEmpty();
  }

  @Test
  void writesTheReferenceWithTheDeclaredDefaults() {
    Setting<String> data = text("data", "");
    SettingsSchema schema =
        SettingsSchema.of(List.of(data, GROUP)).withProcessDefault(data, "/home/me/data");
    assertThat(SettingsReference.toMarkdownTable(schema))
        .isEqualTo(
            """
            | key | default | value | what it does | variable |
            |---|---|---|---|---|
            | `data` |  | word | A word. | `VIGIE_DATA` |
            | `notifier.group` | `vigie` | word | A word. | `VIGIE_NOTIFIER_GROUP` |
            """);
  }
}
