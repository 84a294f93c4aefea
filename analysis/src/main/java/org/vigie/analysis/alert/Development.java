package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.StoryMatches;
import org.vigie.model.Telling;
import org.vigie.model.TopicMatch;

/// Determines what has changed in a story since the last alert of a subscription. The
/// subscription's notification rule selects which changes lead to an update.
final class Development {
  private Development() {}

  /// Returns the changes that a matching item brings and the rule asks for.
  ///
  /// @param pair the last alert
  static List<Alert.Changed> since(AlertedPair pair, StoryMatches matches, Telling.Updates rule) {
    Item item = matches.decision().item();
    String title = item.content().title();
    List<Alert.Changed> changed = new ArrayList<>();
    int voices = matches.voices().size();
    if (rule.outlets().stream().anyMatch(step -> pair.voices() < step && step <= voices)) {
      changed.add(Alert.Changed.OUTLETS);
    }
    if (rule.topics() && hasNewTopic(pair, matches)) {
      changed.add(Alert.Changed.TOPICS);
    }
    if (rule.numbers() && Counts.of(pair.title()).contradict(Counts.of(title))) {
      changed.add(Alert.Changed.NUMBERS);
    }
    if (rule.headline() && pair.item().equals(item.id()) && !pair.title().equals(title)) {
      changed.add(Alert.Changed.HEADLINE);
    }
    return changed;
  }

  private static boolean hasNewTopic(AlertedPair pair, StoryMatches matches) {
    return matches.decision().findings().topics().stream()
        .map(TopicMatch::topic)
        .anyMatch(topic -> !pair.topics().contains(topic));
  }
}
