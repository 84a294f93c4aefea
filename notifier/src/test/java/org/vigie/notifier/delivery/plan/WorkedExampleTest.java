package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.HoldReason;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;

/// The example of `docs/timing.md`: Friday, 6 February 2026, and the days after it.
class WorkedExampleTest {
  private static final NotificationTiming TIMING =
      SampleTimings.inParis()
          .quiet("22:00-07:00", "sat,sun 00:00-24:00")
          .urgent("ceasefire")
          .coolDown(15)
          .maxPerHour(3)
          .build();

  private final Told told = new Told();

  @Test
  void happensAsItIsWritten() {
    expectAtOnce("06 10:00", "A", Alert.Kind.NEW, "summit");
    expect("06 10:04", "A", Alert.Kind.UPDATE, "summit", "06 10:15", HoldReason.COOL_DOWN);
    expect("06 10:09", "A", Alert.Kind.UPDATE, "summit", "06 10:15", HoldReason.COOL_DOWN);
    told.add("A", "06 10:15");
    expectAtOnce("06 10:20", "B", Alert.Kind.NEW, "summit");
    expect("06 10:40", "C", Alert.Kind.NEW, "summit", "06 11:00", HoldReason.CAP);
    expect("06 10:50", "D", Alert.Kind.NEW, "summit", "06 11:00", HoldReason.CAP);
    told.add("C", "06 11:00");
    expect("06 22:30", "E", Alert.Kind.NEW, "summit", "09 07:00", HoldReason.QUIET);
    expectAtOnce("07 15:00", "F", Alert.Kind.NEW, "ceasefire");
    expect("07 15:10", "F", Alert.Kind.CORRECTION, "ceasefire", "07 15:15", HoldReason.COOL_DOWN);
    told.add("F", "07 15:15");
    expect("08 20:00", "E", Alert.Kind.CORRECTION, "summit", "09 07:00", HoldReason.QUIET);
    expect("08 21:00", "G", Alert.Kind.NEW, "summit", "09 07:00", HoldReason.QUIET);
    assertThat(
            StoryUpdates.condense(
                SampleUpdates.number(
                    "", SampleUpdates.first(), SampleUpdates.correction("summit"))))
        .as("what is left of E")
        .isEmpty();
  }

  private void expectAtOnce(String now, String story, Alert.Kind kind, String topic) {
    expect(now, story, kind, topic, now, null);
    told.add(story, now);
  }

  private void expect(
      String now,
      String story,
      Alert.Kind kind,
      String topic,
      String due,
      @Nullable HoldReason held) {
    assertThat(
            ReleasePlanner.plan(
                ReleasePlannerTest.alert(story, kind, topic),
                ReleasePlannerTest.subscription(TIMING, Subscription.State.ACTIVE),
                told,
                ReleasePlannerTest.time(now)))
        .as("%s at %s", story, now)
        .isEqualTo(new Release(ReleasePlannerTest.time(due), held));
  }

  private static final class Told implements ToldHistory {
    private final Map<String, Instant> stories = new HashMap<>();
    private final List<Instant> messages = new ArrayList<>();

    void add(String story, String time) {
      Instant due = ReleasePlannerTest.time(time);
      stories.put(ReleasePlannerTest.alert(story, Alert.Kind.NEW, "summit").id(), due);
      messages.add(due);
    }

    @Override
    public @Nullable Instant lastTold(String alert) {
      return stories.get(alert);
    }

    @Override
    public List<Instant> toldSince(Instant since) {
      return messages.stream().filter(time -> !time.isBefore(since)).toList();
    }
  }
}
