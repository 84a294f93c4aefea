package org.vigie.admin.feedback;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.ItemArchive;
import org.vigie.admin.RequestStore;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Feedback;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.TopicMatch;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;

/// What readers said of articles: that an alert was too much, or that an article was missed. Each
/// entry keeps the text of its article, so that it can be trained on without the archive.
/// Thread-safe.
public final class FeedbackLog implements AutoCloseable {
  private static final int MAX_NOTE = 1_000;

  private final RequestStore store;
  private final ItemArchive archive;
  private final Supplier<TopicPacks> packs;
  private final InstantSource clock;

  /// Opens nothing yet.
  ///
  /// @param packs the topics that exist, and that the articles have
  public FeedbackLog(
      Admin admin, KafkaConnection connection, Supplier<TopicPacks> packs, InstantSource clock) {
    store = new RequestStore(connection);
    archive = admin.archive();
    this.packs = packs;
    this.clock = clock;
  }

  /// Keeps what a reader says. Saying the same again replaces it.
  ///
  /// @throws AdminException.NotFound if there is no such article or subscription
  /// @throws AdminException.InvalidRequest if a field is missing, or the topic is not known
  public FeedbackEntry give(FeedbackRequest request) {
    String itemId = require("item", request.item(), "name the article");
    Feedback.Verdict verdict =
        require("verdict", request.verdict(), "the verdict is too-much or missed");
    String topic = orNull(request.topic());
    String subscription = orNull(request.subscription());
    TopicPacks known = packs.get();
    requireTopic(verdict, topic, known);
    String note = orNull(request.note());
    if (note != null && note.length() > MAX_NOTE) {
      throw new AdminException.InvalidRequest(
          "note", "the note has more than " + MAX_NOTE + " characters");
    }
    if (subscription != null && !store.readNewestSubscriptions().containsKey(subscription)) {
      throw new AdminException.NotFound("subscription", subscription);
    }
    Item item =
        archive
            .findNewest(itemId)
            .orElseThrow(() -> new AdminException.NotFound("article", itemId));
    Feedback feedback =
        new Feedback(
            Identity.feedbackId(
                item.id(),
                verdict,
                Objects.requireNonNullElse(topic, ""),
                Objects.requireNonNullElse(subscription, "")),
            verdict,
            topic,
            subscription,
            note,
            clock.instant(),
            Feedback.ReviewedArticle.of(item, findTopics(item, known)));
    store.writeFeedback(feedback);
    return FeedbackEntry.of(feedback);
  }

  private static <T> T require(String field, @Nullable T value, String reason) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw new AdminException.InvalidRequest(field, reason);
    }
    return value;
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// An article that was missed teaches nothing unless the topic is named that it lacks.
  private static void requireTopic(
      Feedback.Verdict verdict, @Nullable String topic, TopicPacks known) {
    if (topic != null) {
      new TopicLabels(known).requireKnown("topic", List.of(topic));
    } else if (verdict == Feedback.Verdict.MISSED) {
      throw new AdminException.InvalidRequest("topic", "name the topic that was missed");
    }
  }

  private static List<String> findTopics(Item item, TopicPacks packs) {
    return new TextAnalyser(packs)
        .analyse(item.content(), item.outlet()).findings().topics().stream()
            .map(TopicMatch::topic)
            .toList();
  }

  /// Takes it back.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  public void withdraw(String id) {
    store.readFeedback().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .ifPresentOrElse(
            store::removeFeedback,
            () -> {
              throw new AdminException.NotFound("feedback", id);
            });
  }

  /// Passes a labelled line of JSON for each article of which something was said, as `vigie
  /// evaluate` and `vigie topics train` read it.
  public void export(Consumer<String> lines) {
    LabelledLine.of(store.readFeedback()).stream().map(Json::toText).forEach(lines);
  }

  @Override
  public void close() {
    store.close();
  }
}
