package org.vigie.ingest.feed;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// Gives an element one name, whatever prefix its document chose: `dc:date`, `atom:link`,
/// `pubdate`. Names are lower-case, so that Rome leaves `pubDate` alone, which it reads slowly and
/// leniently. RSS, RDF Site Summary and no namespace have no prefix. A prefix that is bound to
/// nothing has its usual meaning.
final class XmlNames {
  static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");

  /// The prefixes that are read, bound to the namespaces that Rome knows.
  private static final Map<String, Namespace> READ =
      Map.ofEntries(
          entry("", Namespace.NO_NAMESPACE),
          entry("atom", ATOM),
          entry("content", namespace("content", "http://purl.org/rss/1.0/modules/content/")),
          entry("dc", namespace("dc", "http://purl.org/dc/elements/1.1/")),
          entry("dcterms", namespace("dcterms", "http://purl.org/dc/terms/")),
          entry("itunes", namespace("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd")),
          entry("media", namespace("media", "http://search.yahoo.com/mrss/")),
          entry("sy", namespace("sy", "http://purl.org/rss/1.0/modules/syndication/")),
          entry("xhtml", namespace("xhtml", "http://www.w3.org/1999/xhtml")));

  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          entry("http://purl.org/dc/elements/1.1/", "dc:"),
          entry("http://purl.org/dc/elements/1.0/", "dc:"),
          entry("http://purl.org/dc/terms/", "dcterms:"),
          entry("http://purl.org/rss/1.0/modules/content/", "content:"),
          entry("http://purl.org/rss/1.0/modules/syndication/", "sy:"),
          entry("http://search.yahoo.com/mrss/", "media:"),
          entry("http://search.yahoo.com/mrss", "media:"),
          entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes:"),
          entry("http://example.com/dtds/podcast-1.0.dtd", "itunes:"),
          entry("http://www.w3.org/2005/atom", "atom:"),
          entry("http://purl.org/atom/ns#", "atom:"),
          entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
          entry("http://www.w3.org/1999/xhtml", "xhtml:"),
          entry("http://purl.org/rss/1.0/", ""),
          entry("http://my.netscape.com/rdf/simple/0.9/", ""),
          entry("http://channel.netscape.com/rdf/simple/0.9/", ""),
          entry("http://backend.userland.com/rss2", ""),
          entry("http://blogs.law.harvard.edu/tech/rss", ""));

  private XmlNames() {}

  private static Namespace namespace(String prefix, String uri) {
    return Namespace.getNamespace(prefix, uri);
  }

  static String of(org.jsoup.nodes.Element element) {
    String name = element.tagName();
    int colon = name.indexOf(':');
    String local = (colon < 0 ? name : name.substring(colon + 1)).toLowerCase(Locale.ROOT);
    String prefix = PREFIXES.get(element.tag().namespace().strip().toLowerCase(Locale.ROOT));
    if (colon < 0) {
      return prefix == null ? local : prefix.concat(local);
    }
    String usual = toUsualPrefix(name.substring(0, colon).toLowerCase(Locale.ROOT));
    boolean bound =
        prefix != null && (prefix.equals(usual) || isBound(element, name.substring(0, colon)));
    return bound ? prefix + local : usual + local;
  }

  /// Without a binding the tree gives a prefix the default namespace.
  private static boolean isBound(org.jsoup.nodes.Element element, String prefix) {
    for (org.jsoup.nodes.Element outer = element; outer != null; outer = outer.parent()) {
      if (outer.attributes().hasKeyIgnoreCase("xmlns:" + prefix)) {
        return true;
      }
    }
    return false;
  }

  /// A set of names from one text, in which blanks separate them.
  static Set<String> splitNames(String names) {
    return Set.of(names.split(" "));
  }

  private static String toUsualPrefix(String prefix) {
    return switch (prefix) {
      case "rss" -> "";
      case "a10", "atom03", "atom10" -> "atom:";
      default -> prefix + ":";
    };
  }

  /// An element of this name; null if its namespace is not read or the name is no XML name.
  static org.jdom2.@Nullable Element element(String name) {
    int colon = name.indexOf(':');
    Namespace namespace = READ.get(colon < 0 ? "" : name.substring(0, colon));
    String local = name.substring(colon + 1);
    return namespace == null || org.jdom2.Verifier.checkElementName(local) != null
        ? null
        : new org.jdom2.Element(local, namespace);
  }
}
