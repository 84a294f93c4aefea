package org.vigie.analysis.story;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an account says, taken apart for comparison. Immutable.
///
/// @param item the item id
/// @param outlet the id of who published it
/// @param seen when the press could first read it
/// @param dated when it says it was written, else when it could be read
/// @param link the address that names the article, null for none
/// @param title the words of the headline, without its label, joined; two with the same are copies
/// @param kind what sort of page it is
/// @param signs each feature once, in the order of the text
/// @param facts its numbers by what they do
record Print(
    String item,
    String outlet,
    Instant seen,
    Instant dated,
    @Nullable String link,
    String title,
    Kind kind,
    List<Sign> signs,
    Facts facts) {

  /// What sort of page an account is.
  enum Kind {
    /// Tells of something.
    ARTICLE,
    /// Follows something through the day under changing headlines.
    LIVE,
    /// Tells of many things, or of nothing that happened: digests, horoscopes, programmes.
    DIGEST
  }

  /// The numbers of a text.
  ///
  /// @param ordinals numbers that name one of a row: `paquet` → `13`
  /// @param days days that are named: `12 mars`
  record Facts(Map<String, Set<String>> ordinals, Set<String> days) {
    /// Copies all.
    Facts {
      ordinals = Map.copyOf(ordinals);
      days = Set.copyOf(days);
    }
  }

  Print withoutSigns() {
    return new Print(item, outlet, seen, dated, link, title, kind, List.of(), facts);
  }
}
