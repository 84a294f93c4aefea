package org.vigie.ingest.feed;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/// One name for an element, whatever prefix its document chose: `dc:date`, `atom:link`, `pubdate`.
/// Names are lower-case; RSS, RDF Site Summary and no namespace have no prefix. A prefix that is
/// bound to nothing is taken at its usual meaning.
final class XmlNames {
  /// What stands for one article.
  static final Set<String> ENTRIES = Set.of("item", "atom:entry", "entry");

  private static final Map<String, String> SPACES =
      Map.ofEntries(
          Map.entry("http://purl.org/dc/elements/1.1/", "dc:"),
          Map.entry("http://purl.org/dc/elements/1.0/", "dc:"),
          Map.entry("http://purl.org/dc/terms/", "dcterms:"),
          Map.entry("http://purl.org/rss/1.0/modules/content/", "content:"),
          Map.entry("http://purl.org/rss/1.0/modules/syndication/", "sy:"),
          Map.entry("http://search.yahoo.com/mrss/", "media:"),
          Map.entry("http://search.yahoo.com/mrss", "media:"),
          Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes:"),
          Map.entry("http://example.com/dtds/podcast-1.0.dtd", "itunes:"),
          Map.entry("http://www.w3.org/2005/atom", "atom:"),
          Map.entry("http://purl.org/atom/ns#", "atom:"),
          Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
          Map.entry("http://www.w3.org/1999/xhtml", "xhtml:"),
          Map.entry("http://purl.org/rss/1.0/", ""),
          Map.entry("http://my.netscape.com/rdf/simple/0.9/", ""),
          Map.entry("http://channel.netscape.com/rdf/simple/0.9/", ""),
          Map.entry("http://backend.userland.com/rss2", ""),
          Map.entry("http://blogs.law.harvard.edu/tech/rss", ""));

  private XmlNames() {}

  /// True for the namespace of a known extension of RSS.
  static boolean isExtension(String namespace) {
    return !SPACES.getOrDefault(namespace.strip().toLowerCase(Locale.ROOT), "").isEmpty();
  }

  static String of(Element element) {
    return of(element.tagName(), element.tag().namespace());
  }

  static String of(org.jdom2.Element element) {
    return of(element.getQualifiedName(), element.getNamespaceURI());
  }

  private static String of(String name, String namespace) {
    int colon = name.indexOf(':');
    String local = (colon < 0 ? name : name.substring(colon + 1)).toLowerCase(Locale.ROOT);
    String space = SPACES.get(namespace.strip().toLowerCase(Locale.ROOT));
    if (space != null) {
      return space.concat(local);
    }
    return colon < 0 ? local : usual(name.substring(0, colon)) + local;
  }

  private static String usual(String prefix) {
    return switch (prefix.toLowerCase(Locale.ROOT)) {
      case "rss" -> "";
      case "a10", "atom03", "atom10" -> "atom:";
      default -> prefix.toLowerCase(Locale.ROOT) + ":";
    };
  }
}
