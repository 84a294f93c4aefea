package org.vigie.ingest.feed;

import com.rometools.modules.content.ContentModule;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.module.Extendable;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Rome says of the texts of a channel or an entry, under the names of [XmlNames]. Left out is
/// what Rome is known to tell wrongly: dates (lenient: 32 February is one; French ones are lost),
/// links of Atom (their `xml:base` is not applied), and the texts of Atom 0.3 and of XML types,
/// which Rome decodes or escapes once more than it should.
final class RomeWords {
  static final RomeWords NONE = new RomeWords();

  private final Map<String, List<String>> words = new HashMap<>();

  private RomeWords() {}

  static RomeWords of(Channel channel) {
    RomeWords words = new RomeWords();
    words.put("title", channel.getTitle());
    words.put("link", channel.getLink());
    words.dublinCore(channel);
    return words;
  }

  static RomeWords of(Item item) {
    RomeWords words = new RomeWords();
    words.put("title", item.getTitle());
    words.put("link", item.getLink());
    words.put("author", item.getAuthor());
    words.put("guid", item.getGuid() == null ? null : item.getGuid().getValue());
    words.put(
        "description", item.getDescription() == null ? null : item.getDescription().getValue());
    words.put("category", item.getCategories().stream().map(Category::getValue).toList());
    if (item.getModule(ContentModule.URI) instanceof ContentModule content) {
      words.put("content:encoded", content.getEncodeds());
    }
    words.dublinCore(item);
    return words;
  }

  static RomeWords of(Feed feed) {
    RomeWords words = new RomeWords();
    words.put("atom:id", feed.getId());
    words.put("atom:title", text(feed.getTitleEx()));
    words.dublinCore(feed);
    return words;
  }

  static RomeWords of(com.rometools.rome.feed.atom.Entry entry) {
    RomeWords words = new RomeWords();
    words.put("atom:id", entry.getId());
    words.put("atom:title", text(entry.getTitleEx()));
    words.put("atom:summary", text(entry.getSummary()));
    List<Content> contents = entry.getContents();
    words.put("atom:content", contents.size() == 1 ? text(contents.getFirst()) : null);
    words.dublinCore(entry);
    return words;
  }

  /// In the order of the document; none where Rome says nothing of that name.
  List<String> of(String name) {
    return words.getOrDefault(name, List.of());
  }

  private void dublinCore(Extendable owner) {
    if (owner.getModule(DCModule.URI) instanceof DCModule core) {
      put("dc:title", core.getTitles());
      put("dc:creator", core.getCreators());
      put("dc:description", core.getDescriptions());
      put("dc:identifier", core.getIdentifiers());
      put("dc:subject", core.getSubjects().stream().map(DCSubject::getValue).toList());
    }
  }

  private static @Nullable String text(@Nullable Content construct) {
    if (construct == null || construct.getMode() != null) {
      return null;
    }
    String type = construct.getType();
    return type == null || type.equals(Content.TEXT) || type.equals(Content.HTML)
        ? construct.getValue()
        : null;
  }

  private void put(String name, @Nullable String word) {
    if (word != null) {
      words.put(name, List.of(word));
    }
  }

  private void put(String name, List<String> several) {
    words.put(name, several);
  }
}
