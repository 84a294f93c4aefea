package org.vigie.ingest.feed;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.vigie.model.TextTruncation;

/// The tree of any text, well-formed or not, in which the feed is found by the names of elements.
final class TolerantTree {
  private static final Set<String> ROOTS =
      Set.of("rss", "rdf:rdf", "rdf", "atom:feed", "feed", "channel", "atom:entry");

  /// Elements with which a web page begins; in HTML 5 the outer ones are optional.
  private static final Set<String> PAGE =
      Set.of("head", "body", "title", "meta", "link", "script", "style", "div", "p", "h1");

  private static final int MAX_DEPTH = 200;
  private static final int SHOWN = 60;
  private static final int TAIL = 4_096;

  private final String text;
  private final Document tree;

  private TolerantTree(String text) {
    this.text = text;
    tree = Parser.xmlParser().setMaxDepth(MAX_DEPTH).parseInput(text, "");
  }

  static TolerantTree of(String text) {
    return new TolerantTree(text);
  }

  /// The feed in the tree, null if there is none.
  ///
  /// @param address of the document, null if unknown
  /// @param repairs to which a note is added if the document is cut off
  @Nullable FeedTree feed(@Nullable URI address, List<String> repairs) {
    Element root =
        findFirst(tree, element -> isRss(element) || ROOTS.contains(XmlNames.of(element)));
    if (root == null) {
      return null;
    }
    String name = XmlNames.of(root);
    boolean atom = !isRss(root) && (name.startsWith("atom:") || name.equals("feed"));
    FieldNames names = new FieldNames(atom, isRss(root) ? root.tag().namespace() : "");
    List<Element> entries =
        root.stream().filter(element -> names.of(element).equals(names.entry())).toList();
    if (isCut(root)) {
      repairs.add(FeedDocument.CUT);
      entries = entries.isEmpty() ? entries : entries.subList(0, entries.size() - 1);
    }
    Element channel = findFirst(root, element -> names.of(element).equals("channel"));
    boolean base = text.contains("xml:base");
    ElementBuilder builder = new ElementBuilder(names, new Bases(address, base));
    return FeedTree.of(
        atom ? "Atom" : name.startsWith("rdf") ? "RDF" : "RSS",
        builder.build(names.channel(), channel == null ? root : channel),
        entries.stream().map(entry -> builder.build(names.entry(), entry)).toList());
  }

  private static boolean isRss(Element element) {
    return element.tagName().equalsIgnoreCase("rss");
  }

  private static @Nullable Element findFirst(Element root, Predicate<Element> wanted) {
    return root.stream().filter(wanted).findFirst().orElse(null);
  }

  /// True if the document ends inside an entry, so that its last entry is incomplete.
  private boolean isCut(Element root) {
    String tail = text.substring(Math.max(0, text.length() - TAIL)).stripTrailing();
    return !tail.contains("</" + root.tagName())
        && (!tail.endsWith(">") || tail.lastIndexOf("</") < tail.lastIndexOf('<'));
  }

  /// Describes a document without a feed, for people.
  String describe() {
    Element first = tree.firstElementChild();
    if (first == null) {
      return "no feed: it has no element, and begins '" + quote(text) + "'";
    }
    String name = XmlNames.of(first);
    boolean page = name.endsWith("html") || PAGE.contains(name);
    Element title = page ? tree.selectFirst("title") : null;
    return page
        ? "an HTML page"
            + (title == null ? "" : " (\"" + quote(title.text()) + "\")")
            + ", not a feed"
        : "no feed: its first element is <" + quote(first.tagName()) + ">";
  }

  private static String quote(String text) {
    return PlainText.oneLine(TextTruncation.cut(text, SHOWN));
  }
}
