package org.vigie.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Audience;
import org.vigie.model.Decided;
import org.vigie.model.Findings;
import org.vigie.model.Story;
import org.vigie.model.SubscriptionMatch;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicReader;

/// The records that the topology wrote about each item, so that a baseline can write the same
/// records without deciding anything. Each item must have been read in one version only.
final class Recording {
  private final Map<String, Answers> answers = new HashMap<>();
  private int alerts;

  private Recording() {}

  /// The records about one item.
  static final class Answers {
    private @Nullable Findings findings;
    private Audience audience = Audience.SUBSCRIBERS;
    private final List<Group> groups = new ArrayList<>();
    private @Nullable Story story;
    private String storyId = "";
    private List<String> outlets = List.of();
    private final Map<String, Alert> alerts = new HashMap<>();

    Findings findings() {
      if (findings == null) {
        throw new IllegalStateException("an item was never decided");
      }
      return findings;
    }

    Audience audience() {
      return audience;
    }

    List<Group> groups() {
      return groups;
    }

    /// Null if no story was written.
    @Nullable Story story() {
      return story;
    }

    /// The id of the story that its matches name.
    String storyId() {
      return storyId;
    }

    List<String> outlets() {
      return outlets;
    }

    /// Returns the alert of a subscription, null if it got none.
    @Nullable Alert alert(String subscription) {
      return alerts.get(subscription);
    }
  }

  /// A group of matches without the decision that it repeats.
  record Group(int partition, List<SubscriptionMatch> matches) {}

  /// Reads the Kafka topics of a finished run.
  static Recording of(KafkaConnection connection, Catalogue catalogue) {
    Recording recording = new Recording();
    each(connection, catalogue.decided(), recording::take);
    each(
        connection,
        catalogue.stories(),
        story -> recording.answer(story.members().getLast().item()).story = story);
    each(
        connection,
        catalogue.matches(),
        matches -> {
          Answers answer = recording.answer(matches.decision().item().id());
          answer.storyId = matches.story();
          answer.outlets = matches.outlets();
        });
    each(
        connection,
        catalogue.alerts(),
        alert -> {
          recording.answer(alert.item()).alerts.put(alert.subscription(), alert);
          recording.alerts++;
        });
    return recording;
  }

  private static <V> void each(
      KafkaConnection connection, KafkaTopic<V> topic, Consumer<V> reader) {
    new TopicReader(connection)
        .read(
            topic,
            entry -> {
              V value = entry.value();
              if (value != null) {
                reader.accept(value);
              }
            },
            rejected -> {
              throw new IllegalStateException(rejected.source() + ": " + rejected.reason());
            });
  }

  private void take(Decided decided) {
    Answers answer = answer(decided.item().id());
    switch (decided) {
      case Decided.Decision decision -> {
        answer.findings = decision.findings();
        answer.audience = decision.audience();
      }
      case Decided.MatchGroup group ->
          answer.groups.add(new Group(group.partition(), group.matches()));
    }
  }

  private Answers answer(String item) {
    return answers.computeIfAbsent(item, id -> new Answers());
  }

  /// Returns the records about an item.
  ///
  /// @throws IllegalStateException if there are none
  Answers about(String item) {
    Answers answer = answers.get(item);
    if (answer == null) {
      throw new IllegalStateException("nothing was recorded about item " + item);
    }
    return answer;
  }

  /// The number of alerts that these items raised.
  int alerts(Iterable<String> items) {
    int sum = 0;
    for (String item : items) {
      sum += about(item).alerts.size();
    }
    return sum;
  }

  /// The number of alerts that all items raised.
  int alerts() {
    return alerts;
  }
}
