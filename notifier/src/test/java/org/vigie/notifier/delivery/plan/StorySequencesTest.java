package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Alert.UpdateReason;
import org.vigie.model.TopicMatch;

/// Everything that can happen to one article within five alerts: it gains a topic (`t`), its
/// headline turns from one of two to the other (`h`), it loses its match (`c`) and regains it as it
/// was (`m`). Whatever happens between, what is told must be the difference between what the reader
/// knows and how the article is in the end.
class StorySequencesTest {
  private static final int LONGEST = 5;

  @Test
  void ofAStoryThatWasToldAreItsDifference() {
    for (String sequence : sequences(true)) {
      Article article = Article.found();
      Article before = article.copy();
      Optional<Alert> told = StoryUpdates.condense(article.follow(sequence));

      if (!article.found) {
        assertCorrection(sequence, told, article, before);
      } else {
        assertUpdate(sequence, told, article, before, article.differences(before));
      }
    }
  }

  @Test
  void ofAStoryThatWasToldAsLostAreThatItIsBackAndItsDifference() {
    for (String sequence : sequences(false)) {
      Article article = Article.lost();
      Article before = article.copy();
      Optional<Alert> told = StoryUpdates.condense(article.follow(sequence));

      Set<UpdateReason> expected = EnumSet.noneOf(UpdateReason.class);
      if (article.found) {
        expected.add(UpdateReason.MATCH);
        expected.addAll(article.differences(before));
      }
      assertUpdate(sequence, told, article, before, expected);
    }
  }

  @Test
  void ofAStoryThatWasNotToldAreOneNewAlert() {
    for (String sequence : sequences(true)) {
      Article article = Article.found();
      List<Alert> held = new ArrayList<>();
      held.addAll(SampleUpdates.number("", SampleUpdates.first().title(article.title)));
      held.addAll(article.follow(sequence));

      Optional<Alert> told = StoryUpdates.condense(held);

      assertThat(told.isPresent()).as(sequence).isEqualTo(article.found);
      told.ifPresent(
          alert -> {
            assertThat(alert.kind()).as(sequence).isEqualTo(Alert.Kind.NEW);
            assertThat(alert.previousHeadline()).as(sequence).isNull();
            assertThat(topicsOf(alert)).as(sequence).isEqualTo(article.topics);
          });
    }
  }

  private static void assertCorrection(
      String sequence, Optional<Alert> told, Article article, Article before) {
    Alert alert = told.orElseThrow(() -> new AssertionError(sequence));
    assertThat(alert.kind()).as(sequence).isEqualTo(Alert.Kind.CORRECTION);
    assertThat(alert.changed()).as(sequence).isEmpty();
    assertThat(alert.previousHeadline()).as(sequence).isEqualTo(before.title);
    assertThat(alert.withdrawnTopics()).as(sequence).containsExactlyElementsOf(article.topics);
  }

  private static void assertUpdate(
      String sequence,
      Optional<Alert> told,
      Article article,
      Article before,
      Set<UpdateReason> expected) {
    assertThat(told.isPresent()).as(sequence).isEqualTo(!expected.isEmpty());
    told.ifPresent(
        alert -> {
          assertThat(alert.kind()).as(sequence).isEqualTo(Alert.Kind.UPDATE);
          assertThat(alert.changed()).as(sequence).containsExactlyInAnyOrderElementsOf(expected);
          assertThat(alert.previousHeadline()).as(sequence).isEqualTo(before.title);
          assertThat(alert.title()).as(sequence).isEqualTo(article.title);
          assertThat(topicsOf(alert)).as(sequence).isEqualTo(article.topics);
          assertThat(alert.withdrawnTopics()).as(sequence).isEmpty();
        });
  }

  private static Set<String> topicsOf(Alert alert) {
    Set<String> topics = new TreeSet<>();
    alert.topics().stream().map(TopicMatch::topic).forEach(topics::add);
    return topics;
  }

  /// All sequences that can happen: a lost match can only be regained, and no other can.
  private static List<String> sequences(boolean found) {
    List<String> all = new ArrayList<>();
    extend("", found, all);
    assertThat(all).hasSize(found ? 167 : 69);
    return all;
  }

  private static void extend(String sequence, boolean found, List<String> all) {
    if (!sequence.isEmpty()) {
      all.add(sequence);
    }
    if (sequence.length() < LONGEST) {
      for (String next : found ? List.of("t", "h", "c") : List.of("m")) {
        extend(sequence + next, !next.equals("c"), all);
      }
    }
  }

  /// An article, and the alerts that follow from what happens to it.
  private static final class Article {
    private String title = "Sommet à Genève";
    private String otherTitle = "Le sommet s’ouvre";
    private boolean found;

    /// Those that it has, or had when it lost its match.
    private final Set<String> topics = new TreeSet<>(Set.of("summit"));

    private Article(boolean found) {
      this.found = found;
    }

    static Article found() {
      return new Article(true);
    }

    static Article lost() {
      return new Article(false);
    }

    Article copy() {
      Article copy = new Article(found);
      copy.title = title;
      copy.topics.addAll(topics);
      return copy;
    }

    Set<UpdateReason> differences(Article before) {
      Set<UpdateReason> reasons = EnumSet.noneOf(UpdateReason.class);
      if (!topics.equals(before.topics)) {
        reasons.add(UpdateReason.TOPICS);
      }
      if (!title.equals(before.title)) {
        reasons.add(UpdateReason.HEADLINE);
      }
      return reasons;
    }

    List<Alert> follow(String sequence) {
      String before = title;
      return SampleUpdates.number(
          before, sequence.chars().mapToObj(this::happen).toArray(SampleUpdates[]::new));
    }

    private SampleUpdates happen(int what) {
      return switch (what) {
        case 't' -> {
          topics.add("topic-" + topics.size());
          yield update(UpdateReason.TOPICS);
        }
        case 'h' -> {
          String last = title;
          title = otherTitle;
          otherTitle = last;
          yield update(UpdateReason.HEADLINE);
        }
        case 'm' -> {
          found = true;
          yield update(UpdateReason.MATCH);
        }
        default -> {
          found = false;
          yield SampleUpdates.correction(topics.toArray(String[]::new)).title(title);
        }
      };
    }

    private SampleUpdates update(UpdateReason reason) {
      return SampleUpdates.update(reason).title(title).topics(topics.toArray(String[]::new));
    }
  }
}
