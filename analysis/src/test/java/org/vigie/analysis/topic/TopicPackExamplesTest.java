package org.vigie.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TopicPackExamplesTest {
  @TestFactory
  Stream<DynamicTest> everyBundledPackPassesItsExamples() {
    return TopicPacks.bundled().all().stream()
        .map(
            pack ->
                DynamicTest.dynamicTest(
                    pack.topic(),
                    () ->
                        assertThat(
                                FailedExample.findFailures(
                                    pack.topic(), TopicPacks.bundled().withoutWeights()))
                            .isEmpty()));
  }

  @Test
  void listsTheFourTopics() {
    assertThat(TopicPacks.bundled().all())
        .extracting(TopicPack::topic)
        .isEqualTo(List.of("ceasefire", "coalition", "sanctions", "summit"));
  }
}
