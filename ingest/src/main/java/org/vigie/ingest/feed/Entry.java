package org.vigie.ingest.feed;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// One entry of a feed document or an archive, never larger than a record may be: what is too long
/// is cut, and a name or an address that is too long counts as missing.
///
/// @param guid as the feed gives it, white space at its ends removed; null if it gives none
/// @param enclosure address of the first attached file, null without one
/// @param content what it says
public record Entry(@Nullable String guid, @Nullable String enclosure, Content content) {
  /// Holds the parts to their limits.
  public Entry {
    guid = EntryLimits.name(guid);
    enclosure = EntryLimits.name(enclosure);
    content = EntryLimits.content(content);
  }
}
