package org.vigie.ingest.feed;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed that was read, perhaps after repairs.
///
/// @param format `RSS`, `RDF`, `Atom` or `JSON Feed`
/// @param encoding how its bytes were read, in words: `UTF-8`, `windows-1252, not ISO-8859-1 as
///     declared`; empty if the text did not come as bytes
/// @param title of the channel, plain text, may be empty
/// @param link the site of the channel, null if it names none
/// @param self the address that the document gives as its own, which may be wrong; null without
/// @param refresh how often the publisher asks to be read at most (`ttl`, `sy:updatePeriod`), null
///     where it says nothing
/// @param quiet when it says that it need not be read
/// @param movedTo the new address that the document itself names, null without one
/// @param entries in the order of the document, repeats included
/// @param repairs what had to be repaired, in words; empty for a sound document
public record FeedDocument(
    String format,
    String encoding,
    String title,
    @Nullable URI link,
    @Nullable URI self,
    @Nullable Duration refresh,
    QuietTimes quiet,
    @Nullable URI movedTo,
    List<Entry> entries,
    List<String> repairs)
    implements FeedResult {
  /// The repair of a document that was not complete.
  static final String CUT = "a document that ends in the middle";

  /// Copies the lists and holds the title to its limit.
  public FeedDocument {
    title = EntryLimits.title(title);
    entries = List.copyOf(entries);
    repairs = List.copyOf(repairs);
  }

  /// True if the document ends in the middle: what it lacks may come with the next poll.
  public boolean isCut() {
    return repairs.contains(CUT);
  }

  /// The same, told how its bytes were read.
  FeedDocument decodedAs(String words) {
    return new FeedDocument(
        format, words, title, link, self, refresh, quiet, movedTo, entries, repairs);
  }
}
