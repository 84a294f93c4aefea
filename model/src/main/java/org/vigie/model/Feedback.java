package org.vigie.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reader said of an article.
///
/// @param id of what was said
/// @param topic id of the topic that the article has wrongly or lacks; null for none in particular
/// @param subscription id of the subscription that alerted or should have; null if none was named
/// @param note the reader's own words; null if there are none
/// @param at when it was said
/// @param article as it was then
public record Feedback(
    String id,
    Verdict verdict,
    @Nullable String topic,
    @Nullable String subscription,
    @Nullable String note,
    Instant at,
    ReviewedArticle article) {
  /// What is wrong.
  public enum Verdict {
    /// It alerted and should not have.
    TOO_MUCH("too-much"),
    /// It did not alert and should have.
    MISSED("missed");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// An article as the reader saw it.
  ///
  /// @param item id of the article
  /// @param published null if the article is undated
  /// @param topics ids of the topics that it had
  public record ReviewedArticle(
      String item,
      String title,
      String summary,
      Outlet outlet,
      @Nullable String url,
      @Nullable Instant published,
      List<String> topics) {
    /// Copies the list.
    public ReviewedArticle {
      topics = List.copyOf(topics);
    }
  }

  /// The topics that the article should have: what is too much goes, all of it if no topic is named;
  /// what was missed comes.
  public List<String> labels() {
    List<String> labels = new ArrayList<>(article.topics());
    if (topic == null) {
      if (verdict == Verdict.TOO_MUCH) {
        labels.clear();
      }
      return List.copyOf(labels);
    }
    labels.remove(topic);
    if (verdict == Verdict.MISSED) {
      labels.add(topic);
    }
    return List.copyOf(labels);
  }
}
