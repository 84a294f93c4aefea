package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// The salvage path for what Rome refuses: a tree that any text has, however broken, in which the
/// feed is looked for by names alone.
final class TolerantTree {
  private static final Set<String> ROOTS =
      Set.of("rss", "rdf:rdf", "rdf", "atom:feed", "feed", "channel", "atom:entry");

  /// What a web page begins with; HTML 5 lets the outer elements be left out.
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

  /// The feed in the tree, null where there is none.
  ///
  /// @param repairs takes note of what had to be left out
  @Nullable FeedOutline outline(List<String> repairs) {
    Element root = first(tree, ROOTS);
    if (root == null) {
      return null;
    }
    String name = XmlNames.of(root);
    boolean atom = name.startsWith("atom:") || name.equals("feed");
    List<TreeElement> entries = atom ? entries(root, "atom:entry", "entry") : items(root);
    if (isCut(root)) {
      repairs.add(FeedDocument.CUT);
      entries = entries.isEmpty() ? entries : entries.subList(0, entries.size() - 1);
    }
    if (atom) {
      return new FeedOutline(FeedOutline.Format.ATOM, new TreeElement(root), entries);
    }
    Element channel = first(root, Set.of("channel"));
    return new FeedOutline(
        name.startsWith("rdf") ? FeedOutline.Format.RDF : FeedOutline.Format.RSS,
        new TreeElement(channel == null ? root : channel),
        entries);
  }

  private static @Nullable Element first(Element root, Set<String> names) {
    for (Element element : root.getAllElements()) {
      if (names.contains(XmlNames.of(element))) {
        return element;
      }
    }
    return null;
  }

  /// Items in document order, also those that a lost end tag left inside another.
  private static List<TreeElement> items(Element root) {
    List<TreeElement> plain = root.getElementsByTag("item").stream().map(TreeElement::new).toList();
    return plain.isEmpty() ? entries(root, "item") : plain;
  }

  private static List<TreeElement> entries(Element root, String... names) {
    Set<String> wanted = Set.of(names);
    List<TreeElement> entries = new ArrayList<>();
    for (Element element : root.getAllElements()) {
      if (wanted.contains(XmlNames.of(element))) {
        entries.add(new TreeElement(element));
      }
    }
    return entries;
  }

  /// True where the document ends inside an entry, so that its last entry is not what its
  /// publisher meant.
  private boolean isCut(Element root) {
    String tail = text.substring(Math.max(0, text.length() - TAIL)).stripTrailing();
    return !tail.contains("</" + root.tagName())
        && (!tail.endsWith(">") || tail.lastIndexOf("</") < tail.lastIndexOf('<'));
  }

  /// What a document without a feed is, in words for people.
  String describe() {
    Element first = tree.firstElementChild();
    if (first == null) {
      return "no feed: it has no element, and begins '" + shown(text) + "'";
    }
    String name = XmlNames.of(first);
    boolean page = name.endsWith("html") || PAGE.contains(name);
    Element title = page ? tree.selectFirst("title") : null;
    return page
        ? "an HTML page"
            + (title == null ? "" : " (\"" + shown(title.text()) + "\")")
            + ", not a feed"
        : "no feed: its first element is <" + shown(first.tagName()) + ">";
  }

  private static String shown(String text) {
    return PlainText.oneLine(text.substring(0, Math.min(text.length(), SHOWN)));
  }
}
