package org.vigie.admin.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feedback;

/// An article with the topics that it should have, as `vigie evaluate` and `vigie topics train`
/// read it from a line of JSON.
///
/// @param id of the article
/// @param outlet its name
/// @param hardNegative whether it has the words of a topic and none of the topics
/// @param note what readers remarked; null if they did not
record LabelledLine(
    String id,
    String title,
    String summary,
    String outlet,
    @Nullable String url,
    @Nullable Instant published,
    List<String> labels,
    @JsonProperty("hard_negative") boolean hardNegative,
    @Nullable String note) {

  /// One line for each article: what several readers said of it is applied in the order in which
  /// they said it, to the topics that it had when the last of them spoke.
  ///
  /// @param said the oldest first
  static List<LabelledLine> of(List<Feedback> said) {
    Map<String, List<Feedback>> byItem =
        said.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.article().item(), LinkedHashMap::new, Collectors.toList()));
    return byItem.values().stream().map(LabelledLine::ofArticle).toList();
  }

  private static LabelledLine ofArticle(List<Feedback> said) {
    Feedback.ReviewedArticle article = said.getLast().article();
    List<String> labels = article.topics();
    for (Feedback one : said) {
      labels = one.applyTo(labels);
    }
    List<String> notes = said.stream().map(Feedback::note).filter(Objects::nonNull).toList();
    return new LabelledLine(
        article.item(),
        article.title(),
        article.summary(),
        article.outlet().name(),
        article.url(),
        article.published(),
        labels,
        labels.isEmpty(),
        notes.isEmpty() ? null : String.join("; ", notes));
  }
}
