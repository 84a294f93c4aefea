package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.StoryMatches;
import org.vigie.model.Telling;
import org.vigie.model.TopicMatch;

/// How a story has gone on since a subscription was told of it. Each of these says something that
/// the last alert did not; whether that is worth an update is for the subscription's rule.
final class Development {
  private Development() {}

  /// What an item that matches brings, as far as the rule asks for it.
  ///
  /// @param pair what was told last
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
