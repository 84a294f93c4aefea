package org.vigie.ingest.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads feed documents: RSS 0.9x, 1.0 and 2.0, RDF, CDF, Atom 0.3 and 1.0, JSON Feed, well-formed
/// or not. Bytes become text, text a tolerant tree, the tree a document that Rome reads, and what
/// Rome has read becomes entries. A pure function of its arguments and the clock, which serves to
/// refuse absurd dates. Safe for use by several threads.
public final class FeedReader {
  private final FeedDates dates;

  /// A reader that judges dates against this clock.
  public FeedReader(InstantSource clock) {
    dates = new FeedDates(clock);
  }

  /// Reads a document.
  ///
  /// @param bytes decoded from any transfer or content encoding
  /// @param contentType of the HTTP answer, null if unknown; it is a hint and never decides
  /// @param base the address the document came from, to which relative links refer; null if
  ///     unknown
  /// @return the document, or why there is none; never an exception for bad input
  public FeedResult read(byte[] bytes, @Nullable String contentType, @Nullable URI base) {
    if (bytes.length == 0) {
      return new Unreadable("an empty document");
    }
    try {
      Decoding.Decoded decoded = Decoding.decodeWithCharset(bytes, contentType);
      return switch (read(decoded.text(), base)) {
        case FeedDocument document -> document.decodedAs(decoded.encoding());
        case Unreadable unreadable -> unreadable;
      };
    } catch (FeedException | RuntimeException e) {
      // A fault of a parser on unforeseen input costs one document, not the poller.
      return new Unreadable("a document that cannot be parsed: " + e);
    }
  }

  private FeedResult read(String text, @Nullable URI base) throws FeedException {
    int start = 0;
    while (start < text.length()
        && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
      start++;
    }
    if (start == text.length()) {
      return new Unreadable("an empty document");
    }
    return text.charAt(start) == '{' || text.charAt(start) == '['
        ? new JsonFeedReader(dates, base).read(text.substring(start))
        : readXml(text, base);
  }

  private FeedResult readXml(String text, @Nullable URI base) throws FeedException {
    XmlRepair.Repaired repaired = XmlRepair.repair(text);
    List<String> repairs = new ArrayList<>(repaired.repairs());
    TolerantTree tree = TolerantTree.of(repaired.text());
    FeedTree feed = tree.feed(base, repairs);
    if (feed == null) {
      return new Unreadable(tree.describe());
    }
    WireFeed read = new WireFeedInput().build(feed.document());
    return new FeedMapping(dates, feed, base).document(read, repairs);
  }
}
