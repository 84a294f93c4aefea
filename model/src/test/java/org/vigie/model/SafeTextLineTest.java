package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeTextLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[2J",
        "a\u0000",
        "a\u009b",
        "a\u202e",
        "a\u2066",
        "a\u200b",
        "a\ufeff",
        "a\ud800",
        "a\u2028",
        "a\u2029",
        "a\r\n",
        "a\u00ad"
      })
  void leavesOutWhatDeceivesATerminal(String text) {
    assertThat(SafeText.toLine("x " + text + " y")).matches("x a( \\[2J)? y");
  }

  @Test
  void keepsWhatFrenchAndOtherScriptsNeed() {
    String text = "« L’œuvre »\u202f: 50\u00a0% — \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645";
    assertThat(SafeText.toLine("  " + text + "\n")).isEqualTo(text);
  }

  @Test
  void cutsALongTextWithoutReadingItWhole() {
    assertThat(SafeText.toLine("\u0000" + "ab ".repeat(1_000_000), 10)).hasSize(10).endsWith("…");
  }
}
