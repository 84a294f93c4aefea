package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Evidence;
import org.vigie.model.Item;
import org.vigie.model.NotificationRule;
import org.vigie.model.PhaseMatch;
import org.vigie.model.StoryMatches;
import org.vigie.model.TopicMatch;

/// What a matching item brings that the alerts of its story have not told a subscription, as far as
/// the subscription's notification rule asks for it.
///
/// @param reasons why an update is raised; empty if nothing has changed
/// @param developments what is new if [Alert.UpdateReason#DEVELOPMENT] is among the reasons
record StoryChanges(List<Alert.UpdateReason> reasons, List<Alert.Development> developments) {
  /// The reasons for which another story may have told the same, see [ToldSteps].
  private static final Set<Alert.UpdateReason> STEPS =
      Set.of(Alert.UpdateReason.TOPICS, Alert.UpdateReason.DEVELOPMENT);

  /// Finds the changes that a matching item brings.
  ///
  /// A [turn of a live page][AlertedPair#isTurnOfLivePage] brings only what lasts: no new headline,
  /// no match that comes back, a count only if the headline before said the same, a topic or a
  /// phase only if the headline shows it, since the summary of such a page goes over everything,
  /// and no country or score.
  ///
  /// @param pair the last alert
  static StoryChanges find(
      AlertedPair pair, StoryMatches matches, NotificationRule.UpdateRule rule) {
    Item item = matches.decision().item();
    if (matchesAgain(pair, item)) {
      return new StoryChanges(List.of(Alert.UpdateReason.MATCH), List.of());
    }
    List<TopicMatch> topics = findTopics(pair, matches);
    List<Alert.Development> developments = findDevelopments(pair, matches, topics, rule);
    List<Alert.UpdateReason> reasons = new ArrayList<>();
    int voices = matches.voices().size();
    if (rule.outlets().stream().anyMatch(step -> pair.voices() < step && step <= voices)) {
      reasons.add(Alert.UpdateReason.OUTLETS);
    }
    if (rule.topics() && topics.stream().anyMatch(match -> isNew(pair, match))) {
      reasons.add(Alert.UpdateReason.TOPICS);
    }
    if (rule.numbers() && hasNewCount(pair, item)) {
      reasons.add(Alert.UpdateReason.NUMBERS);
    }
    if (rule.headline() && hasNewHeadline(pair, item)) {
      reasons.add(Alert.UpdateReason.HEADLINE);
    }
    if (isFirstNews(pair, matches)) {
      reasons.add(Alert.UpdateReason.NEWS);
    }
    if (!developments.isEmpty()) {
      reasons.add(Alert.UpdateReason.DEVELOPMENT);
    }
    return new StoryChanges(reasons, developments);
  }

  /// The topics that the item tells, with their phases.
  private static List<TopicMatch> findTopics(AlertedPair pair, StoryMatches matches) {
    List<TopicMatch> topics = matches.decision().findings().topics();
    return pair.isTurnOfLivePage(matches.decision().item())
        ? topics.stream()
            .filter(match -> isInHeadline(match.evidence()))
            .map(StoryChanges::withPhaseOfHeadline)
            .toList()
        : topics;
  }

  private static TopicMatch withPhaseOfHeadline(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return phase == null || isInHeadline(phase.evidence())
        ? match
        : new TopicMatch(match.topic(), match.score(), match.evidence());
  }

  private static boolean isInHeadline(List<Evidence> evidence) {
    return evidence.stream().anyMatch(span -> span.field().equals("title"));
  }

  private static boolean isNew(AlertedPair pair, TopicMatch match) {
    return !pair.topics().contains(match.topic());
  }

  /// A live page raises no correction, so that one of its own is from before it was known as one.
  private static boolean matchesAgain(AlertedPair pair, Item item) {
    return pair.kind() == Alert.Kind.CORRECTION
        && (!pair.isTurnOfLivePage(item) || pair.item().equals(item.id()));
  }

  private static boolean hasNewCount(AlertedPair pair, Item item) {
    HeadlineCounts told = HeadlineCounts.parse(pair.title());
    HeadlineCounts now = HeadlineCounts.parse(item.content().title());
    return pair.isTurnOfLivePage(item) ? now.raises(told) : now.contradicts(told);
  }

  private static boolean hasNewHeadline(AlertedPair pair, Item item) {
    return pair.item().equals(item.id())
        && !pair.isTurnOfLivePage(item)
        && !pair.title().equals(item.content().title());
  }

  /// Whatever the rule asks for, the first news of a story is told where only opinions, analyses
  /// and the like were.
  private static boolean isFirstNews(AlertedPair pair, StoryMatches matches) {
    ToldFacts told = pair.told();
    return told != null && !told.news() && formOf(matches) == ArticleForm.NEWS;
  }

  /// Only news and live pages add something to what the alerts of the pair have told. The first
  /// phase of a topic adds nothing: another article of the same moment may have left it open. A
  /// turn of a live page is of another moment; but a country that it names says little.
  private static List<Alert.Development> findDevelopments(
      AlertedPair pair,
      StoryMatches matches,
      List<TopicMatch> topics,
      NotificationRule.UpdateRule rule) {
    ToldFacts told = pair.told();
    List<Alert.Development> found = new ArrayList<>();
    if (told == null || !formOf(matches).isReport()) {
      return found;
    }
    boolean turn = pair.isTurnOfLivePage(matches.decision().item());
    if (rule.phases() || rule.development()) {
      found.addAll(
          told.findPhases(
              topics.stream().filter(match -> turn || told.hasPhaseOf(match.topic())).toList()));
    }
    if (rule.development() && !turn) {
      found.addAll(told.findCountriesAndScores(matches.decision().findings()));
    }
    return found;
  }

  private static ArticleForm formOf(StoryMatches matches) {
    return matches.decision().findings().form().form();
  }

  /// The topics that are new or have a new phase, if nothing else is new; empty otherwise.
  List<TopicMatch> findSteps(AlertedPair pair, StoryMatches matches) {
    return STEPS.containsAll(reasons)
        ? findTopics(pair, matches).stream()
            .filter(match -> isNew(pair, match) || hasDevelopment(match))
            .toList()
        : List.of();
  }

  private boolean hasDevelopment(TopicMatch match) {
    return developments.stream().anyMatch(added -> added.of().equals(match.topic()));
  }

  /// The topics that were alerted and that the item does not have.
  static List<String> findLostTopics(AlertedPair pair, StoryMatches matches) {
    Set<String> present =
        matches.decision().findings().topics().stream()
            .map(TopicMatch::topic)
            .collect(Collectors.toSet());
    return pair.topics().stream().filter(topic -> !present.contains(topic)).toList();
  }
}
