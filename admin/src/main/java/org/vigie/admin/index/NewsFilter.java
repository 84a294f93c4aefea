package org.vigie.admin.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which articles or stories.
///
/// @param text a query as subscriptions have it, see [org.vigie.analysis.match.query.QueryParser];
///     null for any text
/// @param topics ids of topics, any of them; empty for any
/// @param countries ISO 3166-1 alpha-2 codes, any of them; empty for any
/// @param outlets ids of outlets, any of them; empty for any
/// @param from could first be read then or later; null for any time
/// @param to could first be read before; null for any time
public record NewsFilter(
    @Nullable String text,
    List<String> topics,
    List<String> countries,
    List<String> outlets,
    @Nullable Instant from,
    @Nullable Instant to) {
  /// Everything.
  public static final NewsFilter ALL =
      new NewsFilter(null, List.of(), List.of(), List.of(), null, null);

  /// Copies the lists; a blank text is none.
  public NewsFilter {
    text = text == null || text.isBlank() ? null : text;
    topics = List.copyOf(topics);
    countries = List.copyOf(countries);
    outlets = List.copyOf(outlets);
  }
}
