package org.vigie.ingest.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.synd.SyndPerson;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Element;

/// An entry of Atom.
///
/// @param feed that contains the entry
record AtomEntry(Entry wire, Fields fields, Feed feed) implements WireEntry {
  @Override
  public List<Element> summaries() {
    return fields.all("atom:summary");
  }

  @Override
  public String guid() {
    return wire.getId() == null ? "" : PlainText.oneLine(wire.getId());
  }

  @Override
  public String author() {
    return author(wire.getAuthors());
  }

  @Override
  public String outerAuthor() {
    String author = wire.getSource() == null ? "" : author(wire.getSource().getAuthors());
    return author.isEmpty() ? author(feed.getAuthors()) : author;
  }

  private static String author(List<SyndPerson> persons) {
    return persons.isEmpty() ? "" : PlainText.toLine(persons.getFirst().getName());
  }

  @Override
  public List<String> links() {
    List<String> links = links(wire.getAlternateLinks());
    for (Content content : wire.getContents()) {
      if (content.getSrc() != null) {
        links.add(content.getSrc());
      }
    }
    if (Links.isHttp(guid())) {
      links.add(guid());
    }
    return links;
  }

  /// The addresses of the alternate links, HTML before other media types.
  static List<String> links(List<Link> alternates) {
    List<String> links = new ArrayList<>();
    alternates.stream().filter(AtomEntry::isPage).map(Link::getHref).forEach(links::add);
    alternates.stream().map(Link::getHref).forEach(links::add);
    return links;
  }

  private static boolean isPage(Link link) {
    String type = link.getType();
    return type == null || type.endsWith("html") || type.endsWith("html+xml");
  }

  @Override
  public List<String> enclosures() {
    return wire.getOtherLinks().stream()
        .filter(link -> "enclosure".equals(link.getRel()))
        .map(Link::getHref)
        .toList();
  }

  @Override
  public List<String> categories() {
    return wire.getCategories().stream().map(Category::getTerm).toList();
  }
}
