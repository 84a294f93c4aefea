package org.vigie.streams.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintSetTest {
  private final FingerprintSet texts = new FingerprintSet();

  @Test
  void knowsEachOfManyTexts() {
    assertThat(IntStream.range(0, 100_000).allMatch(i -> texts.add("text " + i))).isTrue();
    assertThat(IntStream.range(0, 100_000).noneMatch(i -> texts.add("text " + i))).isTrue();
    assertThat(texts.add("")).isTrue();
    assertThat(texts.add("")).isFalse();
  }
}
