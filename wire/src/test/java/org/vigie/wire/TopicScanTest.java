package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.model.SubscriptionState;

class TopicScanTest {
  private static final SubscriptionState GONE =
      new SubscriptionState("gone", SubscriptionState.RULE, 1, "mended", Instant.EPOCH);

  private final MockTopic mock = new MockTopic(2);
  private final List<DeadLetter> unreadable = new ArrayList<>();
  private final TopicScan<SubscriptionState> scan =
      TopicScan.of(mock.consumer, mock.topic).onUnreadable(unreadable::add);

  @AfterEach
  void leavesTheCallersConsumerOpen() {
    assertThat(mock.consumer.closed()).isFalse();
  }

  private static List<String> problems(List<SubscriptionState> states) {
    return states.stream().map(SubscriptionState::problem).toList();
  }

  private static String problem(TopicRecord<SubscriptionState> record) {
    return Objects.requireNonNull(record.value()).problem();
  }

  @Test
  void readsToTheEndAsItIsWhenTheReadingBegins() {
    mock.end(0, 2);
    mock.atPoll(
        () -> {
          mock.value(0, 0, "a");
          mock.value(0, 1, "b");
          mock.value(0, 2, "written meanwhile");
        });
    assertThat(problems(scan.values())).containsExactly("a", "b");
  }

  @Test
  void handsOverUnreadableRecordsAndGoesOn() {
    mock.end(1, 3);
    mock.atPoll(
        () -> {
          mock.add(1, 0, "desk/rule", "{oui");
          mock.add(1, 1, "desk/rule", null);
          mock.value(1, 2, "c");
        });
    List<TopicRecord<SubscriptionState>> records = new ArrayList<>();
    scan.read(records::add);
    assertThat(records).extracting(TopicRecord::offset).containsExactly(1L, 2L);
    assertThat(records.getFirst().value()).isNull();
    assertThat(unreadable)
        .extracting(DeadLetter::source)
        .containsExactly("vigie.subscription-states-1@0");
  }

  @Test
  void setsARecordAsideWhoseHandlingNeedsTooDeepAStackAndReadsOn() {
    mock.end(0, 3);
    mock.atPoll(
        () -> {
          mock.value(0, 0, "a");
          mock.value(0, 1, "deep");
          mock.value(0, 2, "c");
        });
    List<String> handled = new ArrayList<>();
    scan.readValues(
        state -> {
          if (state.problem().equals("deep")) {
            throw new StackOverflowError();
          }
          handled.add(state.problem());
        });
    assertThat(handled).containsExactly("a", "c");
    assertThat(unreadable)
        .extracting(DeadLetter::reason)
        .containsExactly("the record needs too deep a stack");
  }

  @Test
  void returnsTheNewestValueOfEachKey() {
    mock.end(0, 4);
    mock.atPoll(
        () -> {
          mock.value(0, 0, "a");
          mock.add(0, 1, GONE.key(), Json.toText(GONE));
          mock.value(0, 2, "b");
          mock.add(0, 3, GONE.key(), null);
        });
    Map<String, SubscriptionState> latest = scan.latest();
    assertThat(latest).containsOnlyKeys("desk/rule");
    assertThat(problems(List.copyOf(latest.values()))).containsExactly("b");
  }

  @Test
  void readsOnePartitionOnly() {
    mock.end(0, 1);
    mock.end(1, 1);
    mock.atPoll(() -> mock.value(1, 0, "one"));
    assertThat(problems(scan.partition(1).values())).containsExactly("one");
    assertThat(scan.partition(7).values()).isEmpty();
  }

  @Test
  void beginsAtAnOffsetOrBeforeTheEnd() {
    mock.end(0, 10);
    mock.atPoll(() -> mock.value(0, 9, "last"));
    assertThat(problems(scan.partition(0).from(9).values())).containsExactly("last");
    mock.atPoll(
        () -> {
          mock.value(0, 8, "last but one");
          mock.value(0, 9, "last");
        });
    assertThat(problems(scan.partition(0).last(2).values()))
        .containsExactly("last but one", "last");
    assertThat(scan.last(0).values()).isEmpty();
  }

  @Test
  void readsGivenOffsetsWithoutThoseCompactedAway() {
    mock.end(0, 2_000);
    mock.atPoll(
        () -> {
          mock.value(0, 1, "one");
          mock.value(0, 2, "not asked for");
          mock.value(0, 6, "behind a gap");
        });
    mock.atPoll(() -> mock.value(0, 1_500, "far"));
    assertThat(scan.readAt(0, List.of(1_500L, 1L, 5L, 9_999L)))
        .extractingFromEntries(entry -> entry.getKey() + " " + problem(entry.getValue()))
        .containsExactlyInAnyOrder("1 one", "1500 far");
    assertThat(scan.readAt(0, List.of())).isEmpty();
  }

  @Test
  void findsWhetherThereIsARecord() {
    assertThat(scan.isEmpty()).isTrue();
    mock.end(0, 1);
    mock.atPoll(() -> mock.value(0, 0, "a"));
    assertThat(scan.isEmpty()).isFalse();
  }

  @Test
  void followsUntilItIsStopped() {
    List<String> seen = new ArrayList<>();
    mock.end(0, 5);
    mock.atPoll(() -> {});
    mock.atPoll(() -> mock.value(0, 5, "new"));
    scan.last(0).follow(record -> seen.add(problem(record)), () -> !seen.isEmpty());
    assertThat(seen).containsExactly("new");
  }

  @Test
  void givesUpWithoutProgress() {
    mock.end(0, 1);
    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> scan.giveUpAfter(Duration.ZERO).values())
        .withMessageContaining("reading vigie.subscription-states")
        .withMessageContaining("no progress");
  }

  @Test
  void goesOnAsLongAsThereIsProgress() {
    mock.end(0, 3);
    for (int offset = 0; offset < 3; offset++) {
      int next = offset;
      mock.atPoll(() -> mock.value(0, next, "problem " + next));
    }
    assertThat(scan.giveUpAfter(Duration.ZERO).values()).hasSize(3);
  }

  @Test
  void endsByTheStopCheckOrAWakeup() {
    mock.end(0, 1);
    assertThatExceptionOfType(WakeupException.class)
        .isThrownBy(
            () ->
                scan.checkBeforePoll(
                        () -> {
                          throw new WakeupException();
                        })
                    .values());
    mock.atPoll(mock.consumer::wakeup);
    assertThatExceptionOfType(WakeupException.class).isThrownBy(scan::values);
  }

  @Test
  void failsIfTheKafkaTopicDoesNotExist() {
    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> TopicScan.of(mock.consumer, Catalogue.live().feeds()).values())
        .withMessage("Kafka topic vigie.feeds does not exist");
  }
}
