package org.vigie.ingest.feed;

import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Enclosure;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/// An item of RSS. Rome keeps the first description and the first link of several.
///
/// @param fields of the item in the tree
record RssEntry(Item wire, Fields fields) implements WireEntry {
  private static final Set<String> DESCRIPTIONS =
      Set.of("description", "dc:description", "summary", "atom:summary");

  @Override
  public List<Element> summaries() {
    return fields.inOrder(DESCRIPTIONS);
  }

  @Override
  public String guid() {
    Guid guid = wire.getGuid();
    String about = fields.attribute("about");
    String other = fields.text("atom:id", "id");
    String name = guid != null ? guid.getValue() : other.isEmpty() && about != null ? about : other;
    return PlainText.oneLine(name);
  }

  @Override
  public String author() {
    return wire.getAuthor() == null ? "" : PlainText.toLine(wire.getAuthor());
  }

  @Override
  public String outerAuthor() {
    return "";
  }

  @Override
  public List<String> links() {
    List<String> links = links(wire.getLink(), fields);
    Guid guid = wire.getGuid();
    String name = guid();
    boolean isPath = guid != null && name.startsWith("/");
    if ((guid == null || guid.isPermaLink()) && (isPath || Links.isHttp(name))) {
      links.add(name);
    }
    return links;
  }

  /// The links of an item or a channel that lead to a page.
  ///
  /// @param link the one that Rome keeps, null without one
  static List<String> links(@Nullable String link, Fields fields) {
    List<String> links = new ArrayList<>();
    if (link != null) {
      links.add(link);
    }
    links.addAll(fields.texts("link"));
    for (Element ofAtom : fields.all("atom:link")) {
      if ("alternate".equals(ofAtom.getAttributeValue("rel"))) {
        links.add(ofAtom.getAttributeValue("href"));
      }
    }
    String about = fields.attribute("about");
    if (about != null && Links.isHttp(about)) {
      links.add(about);
    }
    String href = fields.attribute("href");
    if (href != null) {
      links.add(href);
    }
    return links;
  }

  @Override
  public List<String> enclosures() {
    List<String> addresses = new ArrayList<>();
    for (Enclosure enclosure : wire.getEnclosures()) {
      if (enclosure.getUrl() != null) {
        addresses.add(enclosure.getUrl());
      }
    }
    for (Element media : fields.all("media:content")) {
      if (media.getAttribute("url") != null) {
        addresses.add(media.getAttributeValue("url"));
      }
    }
    return addresses;
  }

  @Override
  public List<String> categories() {
    return wire.getCategories().stream().map(Category::getValue).toList();
  }
}
