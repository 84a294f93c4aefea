package org.vigie.ingest.feed;

import static java.util.function.Predicate.not;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.rss.Channel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;
import org.vigie.model.WebAddress;

/// Maps the feed that Rome has read to a document and its entries. What Rome does not keep comes
/// from the tree: dates, extensions other than Dublin Core, further fields of one name.
final class FeedMapping {
  private static final String[] PUBLISHED = {
    "pubdate",
    "atom:published",
    "atom:issued",
    "atom:created",
    "dc:date",
    "dcterms:issued",
    "published",
    "date",
    "dcterms:date",
    "dcterms:available",
    "dcterms:created",
    "atom:pubdate"
  };
  private static final String[] UPDATED = {
    "atom:updated", "updated", "dcterms:modified", "atom:modified", "lastbuilddate"
  };

  // What may stand in for the elements of the format itself.
  private static final String[] TITLES = {
    "title", "atom:title", "dc:title", "media:title", "itunes:title"
  };
  private static final String[] SUMMARIES = {
    "atom:subtitle",
    "atom:description",
    "dc:description",
    "itunes:summary",
    "itunes:subtitle",
    "abstract",
    "media:description"
  };
  private static final String[] BODIES = {
    "atom:content",
    "content:encoded",
    "xhtml:body",
    "body",
    "fullitem",
    "content",
    "atom:body",
    "atom:fullitem",
    "media:text"
  };
  private static final String[] AUTHORS = {
    "dc:creator", "itunes:author", "atom:author", "dc:author"
  };

  private static final Pattern EMAIL =
      Pattern.compile(
          "(?i) ?[(<]?(?:mailto:)?[\\w.+'-]{1,64}+@(?:localhost|[\\w-]{1,63}+(?:\\.[\\w-]{1,63}+){1,9}+)[)>]?");

  private final FeedDates dates;
  private final FeedTree tree;
  private final Fields channel;
  private @Nullable URI base;

  /// @param address of the document, null if unknown
  FeedMapping(FeedDates dates, FeedTree tree, @Nullable URI address) {
    this.dates = dates;
    this.tree = tree;
    channel = new Fields(tree.channel());
    base = address;
  }

  FeedDocument document(WireFeed feed, List<String> repairs) {
    return switch (feed) {
      case Channel rss -> mapRss(rss, repairs);
      case Feed atom -> mapAtom(atom, repairs);
      default -> throw new IllegalStateException("a feed of the type " + feed.getFeedType());
    };
  }

  private FeedDocument mapRss(Channel rss, List<String> repairs) {
    URI site = Links.parseUri(findLink(RssEntry.links(rss.getLink(), channel)));
    base = base == null ? site : base;
    List<Entry> entries = new ArrayList<>();
    for (var item : rss.getItems()) {
      Fields fields = new Fields(tree.entries().get(entries.size()));
      entries.add(mapEntry(new RssEntry(item, fields)));
    }
    return new FeedDocument(
        tree.format(),
        "",
        channel.line(TITLES),
        site,
        findSelfLink(),
        toRefreshInterval(rss.getTtl()),
        QuietTimes.of(rss),
        WebAddress.find(Links.resolve(null, channel.text("itunes:new-feed-url", "newlocation"))),
        entries,
        repairs);
  }

  private FeedDocument mapAtom(Feed atom, List<String> repairs) {
    URI site = Links.parseUri(findLink(AtomEntry.links(atom.getAlternateLinks())));
    base = base == null ? site : base;
    List<Entry> entries = new ArrayList<>();
    for (var entry : atom.getEntries()) {
      Fields fields = new Fields(tree.entries().get(entries.size()));
      entries.add(mapEntry(new AtomEntry(entry, fields, atom)));
    }
    return new FeedDocument(
        tree.format(),
        "",
        channel.line(TITLES),
        site,
        findSelfLink(),
        null,
        QuietTimes.NONE,
        null,
        entries,
        repairs);
  }

  private Entry mapEntry(WireEntry entry) {
    Fields fields = entry.fields();
    List<Element> summaries = entry.summaries();
    String summary =
        summaries.isEmpty() ? fields.line(SUMMARIES) : Fields.line(summaries.getFirst());
    String body = fields.paragraphs(BODIES);
    if (body.isEmpty() && summaries.size() > 1) {
      body = Fields.paragraphs(summaries.get(1));
    }
    String author = findAuthor(entry);
    String identifier = entry.core().getIdentifier();
    String guid =
        entry.guid().isEmpty() && identifier != null ? PlainText.oneLine(identifier) : entry.guid();
    Content content =
        new Content(
            fields.line(TITLES),
            summary,
            body.isEmpty() || body.replace('\n', ' ').equals(summary) ? null : body,
            findLink(entry.links()),
            author.isEmpty() ? null : author,
            findDate(fields, PUBLISHED),
            findUpdated(fields),
            findCategories(entry));
    return new Entry(guid.isEmpty() ? null : guid, findLink(entry.enclosures()), content);
  }

  private static String findAuthor(WireEntry entry) {
    String own = entry.author();
    String author = own.isEmpty() ? entry.fields().line(AUTHORS) : own;
    return withoutEmail(author.isEmpty() ? entry.outerAuthor() : author);
  }

  /// The name of `Ana (ana@a.example)`, `ana@a.example (Ana)` and `Ana <ana@a.example>`; the same
  /// text if there is no name beside the address.
  private static String withoutEmail(String author) {
    String rest = author.indexOf('@') < 0 ? author : EMAIL.matcher(author).replaceAll("").strip();
    String name = rest.startsWith("(") ? rest.replaceAll("[()]", "") : rest;
    return name.chars().anyMatch(Character::isLetter) ? name : author;
  }

  private static List<String> findCategories(WireEntry entry) {
    List<String> written = new ArrayList<>(entry.categories());
    entry.core().getSubjects().stream().map(DCSubject::getValue).forEach(written::add);
    written.addAll(entry.fields().texts("atom:category", "itunes:category", "media:category"));
    return written.stream().map(PlainText::toLine).filter(not(String::isEmpty)).distinct().toList();
  }

  private @Nullable Instant findUpdated(Fields fields) {
    Instant updated = findDate(fields, UPDATED);
    Instant modified = updated == null ? dates.read(fields.attribute("lastmod")) : updated;
    return modified == null ? dates.read(fields.text("dc:date")) : modified;
  }

  /// The first of these dates that can be read. Dates come from the tree, since Rome reads 32
  /// February as 4 March and no French date at all.
  private @Nullable Instant findDate(Fields fields, String... names) {
    for (String name : names) {
      Instant date = dates.read(fields.text(name));
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  /// The first reference that is an absolute web address once it is resolved.
  private @Nullable String findLink(List<String> references) {
    for (String reference : references) {
      boolean fragment = reference.stripLeading().startsWith("#");
      String address = fragment ? null : Links.resolve(base, Links.unescape(reference));
      if (address != null) {
        return address;
      }
    }
    return null;
  }

  /// The address that the document gives as its own, null without one.
  private @Nullable URI findSelfLink() {
    for (Element link : channel.all("atom:link")) {
      if ("self".equals(link.getAttributeValue("rel"))) {
        return Links.parseUri(Links.resolve(null, link.getAttributeValue("href")));
      }
    }
    return null;
  }

  private @Nullable Duration toRefreshInterval(int ttl) {
    if (ttl > 0) {
      return Duration.ofMinutes(ttl);
    }
    int length =
        switch (channel.text("sy:updateperiod").toLowerCase(Locale.ROOT)) {
          case "hourly" -> 60;
          case "daily" -> 1_440;
          case "weekly" -> 10_080;
          default -> 0;
        };
    String frequency = channel.text("sy:updatefrequency");
    int times = frequency.matches("[1-9]\\d{0,5}") ? Integer.parseInt(frequency) : 1;
    return length == 0 ? null : Duration.ofMinutes(Math.max(1, length / times));
  }
}
