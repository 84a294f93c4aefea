package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemLineTest {
  private static ItemLine published(String date) {
    return ItemLine.read("{\"id\":\"a\",\"published\":\"" + date + "\"}");
  }

  @Test
  void readsDaysInParisAndInstantsInTheirZone() {
    assertThat(published("2025-03-30").toContent().published()).isEqualTo("2025-03-29T23:00:00Z");
    assertThat(published("2025-03-30T12:00:00+02:00").seenOr(Instant.EPOCH))
        .isEqualTo("2025-03-30T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "0000-01-01"})
  void refusesDatesOutOfRange(String date) {
    assertThatThrownBy(() -> published(date).toContent())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'published' is no date of the press: " + date);
    assertThatThrownBy(() -> published(date).seenOr(Instant.EPOCH))
        .hasMessageContaining("'published'");
  }
}
