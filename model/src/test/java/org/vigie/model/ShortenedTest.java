package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {
  @Test
  void leavesShortTextsAlone() {
    assertThat(Shortened.to("trêve", 5)).isEqualTo("trêve");
  }

  @Test
  void saysThatSomethingWasLeftOut() {
    assertThat(Shortened.to("cessez-le-feu", 7)).isEqualTo("cessez…");
  }

  @Test
  void cutsNoPairInTwo() {
    assertThat(Shortened.to("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
    assertThat(Shortened.to("ab\uD83D\uDE00cd", 5)).isEqualTo("ab\uD83D\uDE00…");
  }
}
