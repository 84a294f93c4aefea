package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
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
    if (isFirstNews(pair, matches)) {
      changed.add(Alert.UpdateReason.NEWS);
    }
    if (!findDevelopments(pair, matches, rule).isEmpty()) {
      changed.add(Alert.UpdateReason.DEVELOPMENT);
    }
    return changed;
  }

  /// Whatever the rule asks for, the first news of a story is told where only opinions, analyses
  /// and the like were.
  private static boolean isFirstNews(AlertedPair pair, StoryMatches matches) {
    ToldFacts told = pair.told();
    return told != null && !told.news() && formOf(matches) == ArticleForm.NEWS;
  }

  /// Returns what the article adds to what the alerts of the pair have told, as far as the rule
  /// asks for it. Only news and live pages add something.
  static List<Alert.Development> findDevelopments(
      AlertedPair pair, StoryMatches matches, NotificationRule.UpdateRule rule) {
    ToldFacts told = pair.told();
    List<Alert.Development> found = new ArrayList<>();
    if (told == null || !formOf(matches).isReport()) {
      return found;
    }
    if (rule.phases() || rule.development()) {
      found.addAll(told.findPhases(matches.decision().findings()));
    }
    if (rule.development()) {
      found.addAll(told.findCountriesAndScores(matches.decision().findings()));
    }
    return found;
  }

  private static ArticleForm formOf(StoryMatches matches) {
    return matches.decision().findings().form().form();
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
