package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutletTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Libération              | liberation
          L’Œil du Sahel          | l-oeil-du-sahel
          '  Radio-Fleuve  '      | radio-fleuve
          127.0.0.1:8080          | 127.0.0.1:8080
          «Dépêches» & Cie        | depeches-cie
          """)
  void nameBecomesSlug(String name, String slug) {
    assertThat(Outlet.named(name).id()).isEqualTo(slug);
  }

  @Test
  void givesANameInAnotherScriptAUniqueId() {
    assertThat(Outlet.named("الأهرام").id()).startsWith("outlet-").isNotEqualTo("outlet-");
    assertThat(Outlet.named("الأهرام").id()).isNotEqualTo(Outlet.named("Правда").id());
  }

  @Test
  void refusesAnInvalidSlugAndABlankName() {
    assertThatThrownBy(() -> new Outlet("Le Monde", "Le Monde")).hasMessageContaining("Le Monde");
    assertThatThrownBy(() -> Outlet.named("  ")).hasMessageContaining("outlet name");
  }
}
