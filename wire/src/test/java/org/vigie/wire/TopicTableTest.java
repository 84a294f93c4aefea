package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.SubscriptionState;

class TopicTableTest {
  private static final String KEY = "desk/rule";

  private final MockTopic mock = new MockTopic(1);
  private final List<DeadLetter> unreadable = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final TopicTable<SubscriptionState> table =
      new TopicTable<>(
          TopicScan.of(mock.consumer, mock.topic).onUnreadable(unreadable::add),
          (key, state) -> changes.add(key + " " + (state == null ? "removed" : state.problem())));

  private void load(Runnable records, long end) {
    mock.end(0, end);
    mock.atPoll(records);
    table.load();
  }

  private String problem() {
    SubscriptionState state = table.get(KEY);
    return state == null ? "none" : state.problem();
  }

  @Test
  void keepsTheNewestValueOfEachKeyAndCallsTheListener() {
    load(
        () -> {
          mock.value(0, 0, "a");
          mock.value(0, 1, "b");
        },
        2);
    assertThat(problem()).isEqualTo("b");
    mock.atPoll(() -> mock.value(0, 2, "c"));
    table.poll(Duration.ZERO);
    assertThat(table.values()).extracting(SubscriptionState::problem).containsExactly("c");
    mock.end(0, 4);
    mock.atPoll(() -> mock.add(0, 3, KEY, null));
    table.catchUp();
    assertThat(table.values()).isEmpty();
    assertThat(changes)
        .containsExactly("desk/rule a", "desk/rule b", "desk/rule c", "desk/rule removed");
  }

  /// Unlike a scan: what comes beyond the end is not read a second time.
  @Test
  void keepsRecordsBeyondTheEndWhileItCatchesUp() {
    load(
        () -> {
          mock.value(0, 0, "a");
          mock.value(0, 1, "written meanwhile");
        },
        1);
    assertThat(problem()).isEqualTo("written meanwhile");
  }

  @Test
  void keepsTheValueOfAKeyThatBecomesUnreadable() {
    load(
        () -> {
          mock.value(0, 0, "a");
          mock.add(0, 1, KEY, "{oui");
        },
        2);
    assertThat(problem()).isEqualTo("a");
    assertThat(unreadable)
        .extracting(DeadLetter::source)
        .containsExactly(mock.topic.name() + "-0@1");
    mock.atPoll(() -> mock.value(0, 2, "b"));
    table.poll(Duration.ZERO);
    assertThat(problem()).isEqualTo("b");
  }

  @Test
  void refusesAValueUnderTheKeyOfAnother() {
    load(
        () -> {
          mock.value(0, 0, "a");
          mock.add(0, 1, "other/rule", Json.toText(mock.state("b")));
        },
        2);
    assertThat(table.values()).extracting(SubscriptionState::problem).containsExactly("a");
    assertThat(unreadable)
        .extracting(DeadLetter::source)
        .containsExactly(mock.topic.name() + "-0@1");
  }

  @Test
  void setsARecordAsideThatTheListenerFailsOnAndReadsOn() {
    TopicTable<SubscriptionState> failing =
        new TopicTable<>(
            TopicScan.of(mock.consumer, mock.topic).onUnreadable(unreadable::add),
            (key, state) -> {
              if (state != null && state.problem().equals("a")) {
                throw new ArithmeticException("long overflow");
              }
              if (state != null && state.problem().equals("deep")) {
                throw new StackOverflowError();
              }
            });
    mock.end(0, 3);
    mock.atPoll(
        () -> {
          mock.value(0, 0, "a");
          mock.value(0, 1, "deep");
          mock.value(0, 2, "b");
        });
    failing.load();
    assertThat(failing.values()).extracting(SubscriptionState::problem).containsExactly("b");
    assertThat(unreadable)
        .extracting(DeadLetter::reason)
        .containsExactly("ArithmeticException: long overflow", "the record needs too deep a stack");
  }

  @Test
  void holdsAValueThatTheCallerHasPut() {
    load(() -> mock.value(0, 0, "a"), 1);
    table.put(KEY, new SubscriptionState("desk", SubscriptionState.RULE, 1, "own", Instant.EPOCH));
    assertThat(problem()).isEqualTo("own");
    table.remove(KEY);
    assertThat(problem()).isEqualTo("none");
    assertThat(changes).containsExactly("desk/rule a");
  }

  @Test
  void mustBeLoadedFirst() {
    assertThatIllegalStateException().isThrownBy(() -> table.poll(Duration.ZERO));
    assertThatIllegalStateException().isThrownBy(table::catchUp);
  }

  @Test
  void leavesTheCallersConsumerOpen() {
    load(() -> mock.value(0, 0, "a"), 1);
    table.close();
    assertThat(mock.consumer.closed()).isFalse();
  }
}
