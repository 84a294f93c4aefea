package org.vigie.console.atom;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.vigie.runtime.http.HttpReply;
import org.vigie.runtime.http.HttpRequest;

/// A feed.
///
/// @param id never changes
/// @param title plain text
/// @param entries the newest first
public record AtomDocument(String id, String title, List<AtomFeedEntry> entries) {
  private static final String CONTENT_TYPE = "application/atom+xml";

  /// The feed under the address at which it was asked for.
  public HttpReply toReply(HttpRequest request) {
    Instant updated =
        entries.stream()
            .map(AtomFeedEntry::updated)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return HttpReply.bytes(200, CONTENT_TYPE, write(request, updated))
        .withHeader(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(updated.atOffset(ZoneOffset.UTC)));
  }

  private byte[] write(HttpRequest request, Instant updated) {
    Feed feed = new Feed("atom_1.0");
    feed.setEncoding("UTF-8");
    feed.setId(id);
    feed.setTitleEx(text(title));
    feed.setUpdated(Date.from(updated));
    feed.setLanguage("fr");
    feed.setOtherLinks(List.of(link("self", findAddress(request))));
    feed.setEntries(entries.stream().map(AtomDocument::toEntry).toList());
    try {
      return new WireFeedOutput().outputString(feed).getBytes(StandardCharsets.UTF_8);
    } catch (FeedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String findAddress(HttpRequest request) {
    boolean secure = request.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
    return (secure ? "https://" : "http://") + request.authority() + request.path();
  }

  private static Entry toEntry(AtomFeedEntry given) {
    Entry entry = new Entry();
    entry.setId(given.id());
    entry.setTitleEx(text(given.title()));
    entry.setSummary(text(given.summary()));
    entry.setPublished(Date.from(given.published()));
    entry.setUpdated(Date.from(given.updated()));
    entry.setAuthors(given.authors().stream().map(AtomDocument::person).toList());
    String address = given.link();
    if (address != null) {
      entry.setAlternateLinks(List.of(link("alternate", address)));
    }
    entry.setCategories(
        given.categories().entrySet().stream()
            .map(topic -> category(topic.getKey(), topic.getValue()))
            .toList());
    return entry;
  }

  private static Content text(String value) {
    Content content = new Content();
    content.setType("text");
    content.setValue(XmlText.strip(value));
    return content;
  }

  private static SyndPerson person(String name) {
    Person person = new Person();
    person.setName(XmlText.strip(name));
    return person;
  }

  private static Link link(String relation, String address) {
    Link link = new Link();
    link.setRel(relation);
    link.setHref(XmlText.strip(address));
    return link;
  }

  private static Category category(String term, String label) {
    Category category = new Category();
    category.setTerm(XmlText.strip(term));
    category.setLabel(XmlText.strip(label));
    return category;
  }
}
