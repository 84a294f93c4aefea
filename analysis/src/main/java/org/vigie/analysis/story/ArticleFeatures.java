package org.vigie.analysis.story;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Features of an article for comparison. Immutable.
///
/// @param item item id
/// @param outlet outlet id
/// @param seen when the article could first be read
/// @param effectiveDate publication date if it precedes `seen`, else `seen`
/// @param link normalized address of the article, null for none
/// @param title words of the headline without its label, joined by spaces
/// @param leadHash hash of the lead, 0 for none
/// @param kind kind of the article
/// @param occurrences features, each once, in the order of the text
/// @param facts ordinals and dates
record ArticleFeatures(
    String item,
    String outlet,
    Instant seen,
    Instant effectiveDate,
    @Nullable String link,
    String title,
    int leadHash,
    ArticleKind kind,
    List<FeatureOccurrence> occurrences,
    NumberFacts facts) {

  /// The kind of an article.
  enum ArticleKind {
    /// Reports an event.
    ARTICLE,
    /// Explains, asks or comments: a portrait, an analysis, an interview, a question.
    COMMENT,
    /// Follows an event through the day under changing headlines.
    LIVE,
    /// Reports many events or none: digests, horoscopes, programme listings.
    DIGEST
  }

  /// The ordinals and dates of a text.
  ///
  /// @param ordinals values by noun: `paquet` → `13`
  /// @param days dates without a year: `12 mars`
  record NumberFacts(Map<String, Set<String>> ordinals, Set<String> days) {
    /// Copies the collections.
    NumberFacts {
      ordinals = Map.copyOf(ordinals);
      days = Set.copyOf(days);
    }
  }

  boolean isComment() {
    return kind == ArticleKind.COMMENT;
  }

  /// Returns whether both articles of one outlet have the same lead: it introduces a programme or a
  /// series of clips, not the article.
  boolean repeatsLeadOf(ArticleFeatures other) {
    return leadHash != 0 && leadHash == other.leadHash && outlet.equals(other.outlet);
  }

  ArticleFeatures withoutOccurrences() {
    return new ArticleFeatures(
        item, outlet, seen, effectiveDate, link, title, leadHash, kind, List.of(), facts);
  }
}
