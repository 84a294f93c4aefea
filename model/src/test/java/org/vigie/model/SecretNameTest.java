package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNameTest {
  @Test
  void takesNamesOfChannelSecrets() {
    assertThat(SecretName.validate("desk")).isEqualTo("desk");
    assertThat(SecretName.validate("mail")).isEqualTo("mail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail-password",
        "MAIL_PASSWORD",
        "Mail.Unsubscribe",
        "console-operator-token",
        "CONSOLE_READER.TOKEN",
        "console_editor-token"
      })
  void refusesTheSecretsOfRolesInAllSpellings(String name) {
    assertThatThrownBy(() -> SecretName.validate(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no channel's");
  }
}
