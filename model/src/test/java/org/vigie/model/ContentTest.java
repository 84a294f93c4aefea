package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentTest {
  @Test
  void theHeadlineOfAnUntitledArticleIsItsFirstWords() {
    String text = "Kinshasa et le M23 signent\nun cessez-le-feu à Doha. ".repeat(9);

    assertThat(Content.of("Trêve", text).headline()).isEqualTo("Trêve");
    assertThat(Content.of(" ", "Une trêve.").withBody(text).headline()).isEqualTo("Une trêve.");
    assertThat(Content.of("", " ").withBody(text).headline())
        .isEqualTo(
            "Kinshasa et le M23 signent un cessez-le-feu à Doha. Kinshasa et le M23 signent un"
                + " cessez-le-feu à…");
    assertThat(Content.of("", "").headline()).isEmpty();
  }
}
