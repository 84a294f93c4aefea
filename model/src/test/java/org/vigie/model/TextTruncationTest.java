package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTruncationTest {
  @Test
  void keepsShortTexts() {
    assertThat(TextTruncation.truncate("trêve", 5)).isEqualTo("trêve");
  }

  @Test
  void marksTheCutWithAnEllipsis() {
    assertThat(TextTruncation.truncate("cessez-le-feu", 7)).isEqualTo("cessez…");
  }

  @Test
  void neverSplitsASurrogatePair() {
    assertThat(TextTruncation.truncate("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
    assertThat(TextTruncation.truncate("ab\uD83D\uDE00cd", 5)).isEqualTo("ab\uD83D\uDE00…");
  }
}
