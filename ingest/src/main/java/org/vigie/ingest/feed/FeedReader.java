package org.vigie.ingest.feed;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads feed documents: RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, well-formed or
/// not. A pure function of its arguments and the clock, which serves to refuse absurd dates. Safe
/// to share between threads.
public final class FeedReader {
  /// How the repair begins that says why Rome could not parse the document.
  static final String SALVAGED = "salvaged, since Rome refuses it: ";

  private final FeedDates dates;

  /// A reader that judges dates against this clock.
  public FeedReader(InstantSource clock) {
    dates = new FeedDates(clock);
  }

  /// Reads a document.
  ///
  /// @param bytes decoded from any transfer or content encoding
  /// @param contentType of the HTTP answer, null where unknown; it is a hint and never decides
  /// @param base the address the document came from, to which relative links refer; null where
  ///     unknown
  /// @return the document, or why there is none; never an exception for bad input
  public FeedResult read(byte[] bytes, @Nullable String contentType, @Nullable URI base) {
    if (bytes.length == 0) {
      return new Unreadable("an empty document");
    }
    try {
      Decoding.Decoded decoded = Decoding.decoded(bytes, contentType);
      return switch (read(decoded.text(), base)) {
        case FeedDocument document -> document.decodedAs(decoded.encoding());
        case Unreadable unreadable -> unreadable;
      };
    } catch (RuntimeException e) {
      // A parser's own fault on input nobody foresaw must cost one document, not the poller.
      return new Unreadable("a document that cannot be parsed: " + e);
    }
  }

  private FeedResult read(String text, @Nullable URI base) {
    int start = 0;
    while (start < text.length()
        && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
      start++;
    }
    if (start == text.length()) {
      return new Unreadable("an empty document");
    }
    return text.charAt(start) == '{' || text.charAt(start) == '['
        ? new JsonFeedForm(dates, base).read(text.substring(start))
        : readXml(text, base);
  }

  private FeedResult readXml(String text, @Nullable URI base) {
    XmlRepair.Repaired repaired = XmlRepair.repair(text);
    List<String> repairs = new ArrayList<>(repaired.repairs());
    Bases bases = new Bases(base, repaired.text().contains("xml:base"));
    try {
      return document(RomeParser.parse(repaired.text()), bases, repairs);
    } catch (RomeParser.Refused e) {
      repairs.add(SALVAGED + e.reason());
    }
    TolerantTree tree = TolerantTree.of(repaired.text());
    FeedOutline outline = tree.outline(repairs);
    return outline == null ? new Unreadable(tree.describe()) : document(outline, bases, repairs);
  }

  /// The document that an outline holds, whichever parser found it.
  FeedDocument document(FeedOutline outline, Bases bases, List<String> repairs) {
    return switch (outline.format()) {
      case ATOM -> new AtomForm(dates, bases).read(outline, repairs);
      case RSS, RDF -> new RssForm(dates, bases).read(outline, repairs);
    };
  }
}
