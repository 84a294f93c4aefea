package org.vigie.admin.feedback;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feedback;

/// What a reader said of an article. The component names are those of the REST API.
///
/// @param at when
/// @param headline of the article
/// @param labels ids of the topics that the article should have
public record FeedbackEntry(
    String id,
    String item,
    Feedback.Verdict verdict,
    @Nullable String topic,
    @Nullable String subscription,
    @Nullable String note,
    Instant at,
    String headline,
    List<String> labels) {
  /// Copies the list.
  public FeedbackEntry {
    labels = List.copyOf(labels);
  }

  static FeedbackEntry of(Feedback feedback) {
    return new FeedbackEntry(
        feedback.id(),
        feedback.article().item(),
        feedback.verdict(),
        feedback.topic(),
        feedback.subscription(),
        feedback.note(),
        feedback.at(),
        feedback.article().headline(),
        feedback.labels());
  }
}
