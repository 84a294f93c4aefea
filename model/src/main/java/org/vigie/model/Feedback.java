package org.vigie.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
  /// Rejects feedback without its ids, verdict, time or article, and values out of range.
  public Feedback {
    Checks.requireId("id", id);
    Checks.require("verdict", verdict);
    Checks.checkId("topic", topic);
    Checks.checkId("subscription", subscription);
    Checks.checkOptionalText("note", note, Checks.MAX_TEXT);
    Checks.requireTime("at", at);
    Checks.require("article", article);
  }

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
    /// Rejects an article without its id and outlet, and values out of range.
    public ReviewedArticle {
      Checks.requireId("item", item);
      title = Checks.checkText("title", title == null ? "" : title, Checks.MAX_TEXT);
      summary = Checks.checkText("summary", summary == null ? "" : summary, Checks.MAX_TEXT);
      Checks.require("outlet", outlet);
      Checks.checkOptionalText("url", url, Checks.MAX_TEXT);
      Checks.checkTime("published", published);
      topics = Checks.copyTexts("topics", topics, Checks.MAX_NAME);
      Checks.checkSize("topics", topics.size(), Classification.MAX_TOPICS);
    }

    /// The newest version of an article as a reader sees it.
    ///
    /// @param topics ids of the topics that it has
    public static ReviewedArticle of(Item item, List<String> topics) {
      Content content = item.content();
      return new ReviewedArticle(
          item.id(),
          content.title(),
          content.summary(),
          item.outlet(),
          content.url(),
          content.published(),
          topics);
    }

    /// The title, or the first words of the text if it has none.
    public String headline() {
      return Content.of(title, summary).headline();
    }
  }

  /// The topics that the article should have.
  public List<String> labels() {
    return applyTo(article.topics());
  }

  /// Changes labels by what was said: what is too much goes, all of it if no topic is named; what
  /// was missed comes.
  public List<String> applyTo(List<String> labels) {
    if (topic == null) {
      return verdict == Verdict.TOO_MUCH ? List.of() : labels;
    }
    Stream<String> others = labels.stream().filter(label -> !label.equals(topic));
    return (verdict == Verdict.MISSED ? Stream.concat(others, Stream.of(topic)) : others).toList();
  }
}
