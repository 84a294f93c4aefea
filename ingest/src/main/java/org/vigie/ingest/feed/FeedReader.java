package org.vigie.ingest.feed;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Reads feed documents: RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, well-formed or
/// not. A pure function of its arguments and the clock, which serves to refuse absurd dates. Safe
/// to share between threads.
public final class FeedReader {
  private static final Set<String> ROOTS =
      Set.of("rss", "rdf:rdf", "rdf", "atom:feed", "feed", "channel", "atom:entry");
  private static final int MAX_DEPTH = 200;
  private static final int SNIFFED = 4_096;

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
      return read(Decoding.decode(bytes, contentType), base);
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
    Document tree = Parser.xmlParser().setMaxDepth(MAX_DEPTH).parseInput(repaired.text(), "");
    Element root = root(tree);
    if (root == null) {
      return new Unreadable(describe(tree, text));
    }
    List<String> repairs = new ArrayList<>(repaired.repairs());
    boolean cut = isCut(root, repaired.text());
    if (cut) {
      repairs.add("a document that ends in the middle");
    }
    boolean atom = XmlNames.of(root).startsWith("atom:") || XmlNames.of(root).equals("feed");
    boolean based = repaired.text().contains("xml:base");
    Bases bases = new Bases(base, based);
    return atom
        ? new AtomForm(dates, bases).read(root, cut, repairs)
        : new RssForm(dates, bases).read(root, cut, repairs);
  }

  private static @Nullable Element root(Document tree) {
    for (Element element : tree.getAllElements()) {
      if (ROOTS.contains(XmlNames.of(element))) {
        return element;
      }
    }
    return null;
  }

  /// True where the document ends inside an entry, so that its last entry is not what its
  /// publisher meant.
  private static boolean isCut(Element root, String text) {
    String tail = text.substring(Math.max(0, text.length() - SNIFFED)).stripTrailing();
    return !tail.contains("</" + root.tagName())
        && (!tail.endsWith(">") || tail.lastIndexOf("</") < tail.lastIndexOf('<'));
  }

  private static String describe(Document tree, String text) {
    Element first = tree.firstElementChild();
    if (first == null) {
      return "no feed: it has no element, and begins '" + PlainText.oneLine(start(text)) + "'";
    }
    String name = XmlNames.of(first);
    boolean page = name.endsWith("html") || name.equals("head") || name.equals("body");
    Element title = page ? tree.selectFirst("title") : null;
    return page
        ? "an HTML page" + (title == null ? "" : " (\"" + title(title) + "\")") + ", not a feed"
        : "no feed: its first element is <" + PlainText.oneLine(first.tagName()) + ">";
  }

  private static String title(Element title) {
    return PlainText.oneLine(start(title.text()));
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), 60));
  }
}
