package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.NotificationRule;
import org.vigie.model.StoryMatches;
import org.vigie.model.TopicMatch;

/// Determines what has changed in a story since the last alert of a subscription. The
/// subscription's notification rule selects which changes lead to an update.
final class StoryChanges {
  private StoryChanges() {}

  /// Returns the changes that a matching item brings and the rule asks for.
  ///
  /// @param pair the last alert
  static List<Alert.UpdateReason> findChanges(
      AlertedPair pair, StoryMatches matches, NotificationRule.UpdateRule rule) {
    Item item = matches.decision().item();
    String title = item.content().title();
    List<Alert.UpdateReason> changed = new ArrayList<>();
    int voices = matches.voices().size();
    if (rule.outlets().stream().anyMatch(step -> pair.voices() < step && step <= voices)) {
      changed.add(Alert.UpdateReason.OUTLETS);
    }
    if (rule.topics() && hasNewTopic(pair, matches)) {
      changed.add(Alert.UpdateReason.TOPICS);
    }
    if (rule.numbers()
        && HeadlineCounts.parse(pair.title()).contradicts(HeadlineCounts.parse(title))) {
      changed.add(Alert.UpdateReason.NUMBERS);
    }
    if (rule.headline() && pair.item().equals(item.id()) && !pair.title().equals(title)) {
      changed.add(Alert.UpdateReason.HEADLINE);
    }
    return changed;
  }

  private static boolean hasNewTopic(AlertedPair pair, StoryMatches matches) {
    return streamTopics(matches).anyMatch(topic -> !pair.topics().contains(topic));
  }

  /// The topics that were alerted and that the item does not have.
  static List<String> findLostTopics(AlertedPair pair, StoryMatches matches) {
    Set<String> present = streamTopics(matches).collect(Collectors.toSet());
    return pair.topics().stream().filter(topic -> !present.contains(topic)).toList();
  }

  private static Stream<String> streamTopics(StoryMatches matches) {
    return matches.decision().findings().topics().stream().map(TopicMatch::topic);
  }
}
