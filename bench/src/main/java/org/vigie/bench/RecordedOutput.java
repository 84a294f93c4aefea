package org.vigie.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.SubscriptionMatch;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// The records that the topology wrote about each item, so that a baseline can write the same
/// records without deciding anything. Each item must have been read in one version only.
final class RecordedOutput {
  private final Map<String, ItemOutput> outputByItem = new HashMap<>();
  private int alertCount;

  private RecordedOutput() {}

  /// The records about one item.
  static final class ItemOutput {
    private @Nullable Classification findings;
    private Audience audience = Audience.SUBSCRIBERS;
    private final List<RecordedMatchGroup> groups = new ArrayList<>();
    private @Nullable Story story;
    private @Nullable StoryMatches matches;
    private final Map<String, Alert> alerts = new HashMap<>();

    Classification findings() {
      if (findings == null) {
        throw new IllegalStateException("an item was never decided");
      }
      return findings;
    }

    Audience audience() {
      return audience;
    }

    List<RecordedMatchGroup> groups() {
      return groups;
    }

    /// Null if no story was written.
    @Nullable Story story() {
      return story;
    }

    /// One of its groups with their story.
    StoryMatches matches() {
      if (matches == null) {
        throw new IllegalStateException("an item was never given a story");
      }
      return matches;
    }

    /// Returns the alert of a subscription, null if it got none.
    @Nullable Alert findAlert(String subscription) {
      return alerts.get(subscription);
    }
  }

  /// A group of matches without the decision that it repeats.
  record RecordedMatchGroup(int partition, List<SubscriptionMatch> matches) {}

  /// Reads the Kafka topics of a finished run.
  static RecordedOutput readFrom(KafkaConnection connection, Catalogue catalogue) {
    RecordedOutput recording = new RecordedOutput();
    forEachValue(connection, catalogue.decided(), recording::addDecisionRecord);
    forEachValue(
        connection,
        catalogue.stories(),
        story -> recording.getOrCreateOutput(story.members().getLast().item()).story = story);
    forEachValue(
        connection,
        catalogue.matches(),
        matches -> recording.getOrCreateOutput(matches.decision().item().id()).matches = matches);
    forEachValue(
        connection,
        catalogue.alerts(),
        alert -> {
          recording.getOrCreateOutput(alert.item()).alerts.put(alert.subscription(), alert);
          recording.alertCount++;
        });
    return recording;
  }

  private static <V> void forEachValue(
      KafkaConnection connection, KafkaTopic<V> topic, Consumer<V> reader) {
    TopicScan.of(connection, topic)
        .onUnreadable(
            letter -> {
              throw new IllegalStateException(letter.source() + ": " + letter.reason());
            })
        .readValues(reader);
  }

  private void addDecisionRecord(DecisionRecord decided) {
    ItemOutput answer = getOrCreateOutput(decided.item().id());
    switch (decided) {
      case DecisionRecord.Decision decision -> {
        answer.findings = decision.findings();
        answer.audience = decision.audience();
      }
      case DecisionRecord.MatchGroup group ->
          answer.groups.add(new RecordedMatchGroup(group.partition(), group.matches()));
    }
  }

  private ItemOutput getOrCreateOutput(String item) {
    return outputByItem.computeIfAbsent(item, id -> new ItemOutput());
  }

  /// Returns the records about an item.
  ///
  /// @throws IllegalStateException if there are none
  ItemOutput getOutput(String item) {
    ItemOutput answer = outputByItem.get(item);
    if (answer == null) {
      throw new IllegalStateException("nothing was recorded about item " + item);
    }
    return answer;
  }

  /// The number of alerts that these items raised.
  int countAlerts(Iterable<String> items) {
    int sum = 0;
    for (String item : items) {
      sum += getOutput(item).alerts.size();
    }
    return sum;
  }

  /// The number of alerts that all items raised.
  int countAlerts() {
    return alertCount;
  }
}
