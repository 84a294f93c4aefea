package org.vigie.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PackExamplesTest {
  @TestFactory
  Stream<DynamicTest> everyBundledPackKeepsItsPromises() {
    return Packs.bundled().all().stream()
        .map(
            pack ->
                DynamicTest.dynamicTest(
                    pack.topic(),
                    () -> assertThat(PackCheck.of(pack.topic(), Packs.bundled())).isEmpty()));
  }

  @Test
  void listsTheFourTopics() {
    assertThat(Packs.bundled().all())
        .extracting(Pack::topic)
        .isEqualTo(List.of("ceasefire", "coalition", "sanctions", "summit"));
  }
}
