package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.console.access.AccessLevel;
import org.vigie.runtime.Health;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.SettingsException;
import org.vigie.runtime.settings.SettingsSchema;

class ConsoleRoleTest {
  private static final String TOKEN = "operator-token-of-the-configuration";

  @TempDir Path directory;
  private final ConsoleFixture parts = ConsoleFixture.withoutKafka(List.of());

  @AfterEach
  void stop() {
    parts.close();
  }

  private ConsoleRole role(ConsoleSettings settings) {
    return new ConsoleRole(settings, directory, parts.services, parts.clock);
  }

  private static ConsoleSettings read(Map<String, String> environment) {
    Settings settings = SettingsSchema.of(ConsoleSettings.SETTINGS).read(null, environment);
    return ConsoleSettings.of(settings);
  }

  @Test
  void printsAnAddressThatStaysValidOverRestarts() throws Exception {
    ConsoleSettings settings =
        new ConsoleSettings(Optional.of(new BindAddress("127.0.0.1", 0)), List.of(), Map.of());
    String token;
    try (ConsoleRole first = role(settings)) {
      assertThat(first.health().status()).isEqualTo(Health.Readiness.NOT_READY);
      first.start();
      token = Files.readString(directory.resolve("console.token")).strip();
      assertThat(first.describeAddress().orElseThrow())
          .matches("http://127\\.0\\.0\\.1:\\d+/#token=" + token);
      assertThat(first.health().isReady()).isTrue();
      parts.news.fail("Kafka does not answer");
      assertThat(first.health().cause()).isEqualTo("Kafka does not answer");
    }
  }

  @Test
  void printsNoTokenThatIsConfigured() {
    ConsoleSettings settings =
        new ConsoleSettings(
            Optional.of(new BindAddress("127.0.0.1", 0)),
            List.of(),
            Map.of(AccessLevel.OPERATOR, TOKEN));
    try (ConsoleRole role = role(settings)) {
      role.start();
      assertThat(role.describeAddress().orElseThrow()).endsWith("/");
      assertThat(directory.resolve("console.token")).doesNotExist();
      assertThat(settings.toString()).doesNotContain(TOKEN);
    }
  }

  @Test
  void doesNothingIfItIsOff() {
    try (ConsoleRole role = role(read(Map.of("VIGIE_CONSOLE_ADDRESS", "off")))) {
      role.start();
      assertThat(role.describeAddress()).isEmpty();
      assertThat(role.health().isReady()).isTrue();
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void readsItsSettings() {
    ConsoleSettings usual = read(Map.of());
    assertThat(usual.address()).contains(new BindAddress("127.0.0.1", 8610));
    assertThat(usual.hosts()).isEmpty();
    ConsoleSettings proxied =
        read(
            Map.of(
                "VIGIE_CONSOLE_ADDRESS", "0.0.0.0:8610",
                "VIGIE_CONSOLE_HOSTS", "vigie.example, autre.example",
                "VIGIE_SECRET_CONSOLE_OPERATOR_TOKEN", TOKEN));
    assertThat(proxied.hosts()).containsExactly("vigie.example", "autre.example");
    assertThat(proxied.tokens()).containsOnlyKeys(AccessLevel.OPERATOR);
  }

  @Test
  void isNotOpenedToOtherMachinesWithoutAToken() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> read(Map.of("VIGIE_CONSOLE_ADDRESS", "0.0.0.0:8610")))
        .withMessageContaining("VIGIE_SECRET_CONSOLE_OPERATOR_TOKEN");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> read(Map.of("VIGIE_SECRET_CONSOLE_READER_TOKEN", "short")))
        .withMessageContaining("fewer than 20 characters")
        .withMessageNotContaining("short");
  }

  @Test
  void hostsAreNames() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> read(Map.of("VIGIE_CONSOLE_HOSTS", "https://vigie.example")))
        .withMessageContaining("is no host name");
  }
}
