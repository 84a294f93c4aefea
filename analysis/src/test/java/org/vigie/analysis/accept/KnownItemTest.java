package org.vigie.analysis.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.model.Content;
import org.vigie.model.Item;
import org.vigie.model.Outlet;

class KnownItemTest {
  private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");

  @Test
  void hasEveryVersionAdded() {
    KnownItem known = KnownItem.of(List.of("a"), item("b"));
    assertThat(known.hasVersion("a")).isTrue();
    assertThat(known.hasVersion("b")).isTrue();
    assertThat(known.hasVersion("c")).isFalse();
  }

  @Test
  void dropsTheOldestOfTooManyVersions() {
    List<String> many =
        IntStream.range(0, KnownItem.MAX_VERSIONS).mapToObj(Integer::toString).toList();
    KnownItem known = KnownItem.of(many, item("last"));
    assertThat(known.versions()).hasSize(KnownItem.MAX_VERSIONS).endsWith("last");
    assertThat(known.hasVersion("0")).isFalse();
    assertThat(known.hasVersion("1")).isTrue();
  }

  private static Item item(String version) {
    return Item.live("id", version, Outlet.named("La Gazette"), Content.of("Un titre", ""), NOW);
  }
}
