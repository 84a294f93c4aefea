package org.vigie.admin.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.TextTruncation;
import org.vigie.model.TopicMatch;

/// The headline and the beginning of an article as they are shown, and where evidence stands in
/// them.
///
/// @param headline the title, or the first words of the text if there is none
/// @param summary the summary, or the beginning of the body if there is none
/// @param marks sorted by field and offset, each once; none ends behind its text
record ShownText(String headline, String summary, List<TextMark> marks) {
  private static final String HEADLINE = "headline";
  private static final String SUMMARY = "summary";

  /// The texts of a content.
  ///
  /// @param maxSummary the maximum length of the summary in UTF-16 units
  /// @param evidence with what it speaks for, see [#ofTopics] and [#ofQuery]
  static ShownText of(Content content, int maxSummary, Stream<EvidenceOf> evidence) {
    String headline = TextTruncation.truncate(content.headline(), Alert.MAX_HEADLINE_LENGTH);
    String body = content.body();
    String text = content.summary().isEmpty() && body != null ? body : content.summary();
    String summary = TextTruncation.cut(text, maxSummary);
    Function<String, @Nullable String> fields =
        field ->
            switch (field) {
              case "title" -> HEADLINE;
              case "summary" -> SUMMARY;
              case "body" -> content.summary().isEmpty() ? SUMMARY : null;
              default -> null;
            };
    List<TextMark> marks = new ArrayList<>();
    evidence.forEach(
        one -> {
          String field = fields.apply(one.evidence().field());
          int length = HEADLINE.equals(field) ? headline.length() : summary.length();
          if (field != null && one.evidence().end() <= length) {
            marks.add(
                new TextMark(field, one.evidence().start(), one.evidence().end(), one.topic()));
          }
        });
    marks.sort(
        Comparator.comparing(TextMark::field)
            .thenComparing(TextMark::start)
            .thenComparing(TextMark::end));
    return new ShownText(headline, summary, marks.stream().distinct().toList());
  }

  /// A piece of evidence.
  ///
  /// @param topic the topic that it speaks for; null for a query
  record EvidenceOf(Evidence evidence, @Nullable String topic) {}

  /// The evidence that speaks for topics; what speaks against them is left out.
  static Stream<EvidenceOf> ofTopics(List<TopicMatch> topics) {
    return topics.stream()
        .flatMap(
            topic ->
                topic.evidence().stream()
                    .filter(one -> one.weight() >= 0)
                    .map(one -> new EvidenceOf(one, topic.topic())));
  }

  /// The evidence of a query; none for null.
  static Stream<EvidenceOf> ofQuery(Alert.@Nullable QueryMatch match) {
    return match == null
        ? Stream.of()
        : match.evidence().stream().map(one -> new EvidenceOf(one, null));
  }
}
