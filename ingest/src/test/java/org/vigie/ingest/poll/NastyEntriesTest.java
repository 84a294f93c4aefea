package org.vigie.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Content;
import org.vigie.model.Reading;

/// Entries whose ids, dates and forms mislead, polled from a real server.
class NastyEntriesTest {
  private final PolledFeed rss = new PolledFeed();

  @AfterEach
  void close() {
    rss.close();
  }

  private static String item(String title, String... parts) {
    return "<item><title>" + title + "</title>" + String.join("", parts) + "</item>";
  }

  private static String guid(String guid) {
    return "<guid isPermaLink=\"false\">" + guid + "</guid>";
  }

  private static String link(String link) {
    return "<link>" + link + "</link>";
  }

  private List<String> ids(String... items) {
    return rss.serveChannel(items).poll().readings().stream().map(Reading::itemId).toList();
  }

  @Test
  void aKnownGuidIsOneArticleWhateverTheLinksSay() {
    String[] others =
        IntStream.range(10, 19)
            .mapToObj(i -> item("A" + i, guid("g" + i), link("https://phare.example/art-" + i)))
            .toArray(String[]::new);
    String known = item("Une trêve", guid("g3"), link("https://phare.example/art-3"));
    String corrected =
        item("La trêve est signée", guid("g3"), link("https://phare.example/art-3-corrige"));
    String bare = item("La trêve est signée", guid("g3"));
    String id = ids(known, String.join("", others)).getFirst();

    assertThat(ids(corrected, known, String.join("", others))).contains(id).hasSize(10);
    assertThat(ids(bare, known, String.join("", others))).contains(id).hasSize(10);
  }

  @Test
  void noGuid() {
    String enclosure = "<enclosure url=\"https://phare.example/a.mp3\"/>";
    String date = "<pubDate>Sun, 16 Mar 2025 10:00:00 GMT</pubDate>";
    List<String> before =
        ids(item("Un", link("https://phare.example/1")), item("Deux", enclosure), item("3", date));
    List<String> after =
        ids(
            item("Un, bis", link("https://phare.example/1")),
            item("Deux, bis", enclosure),
            item("3", date, "<description>Plus long</description>"));

    assertThat(after).isEqualTo(before).doesNotHaveDuplicates();
  }

  @Test
  void aGuidThatIsNoLink() {
    rss.serveChannel(item("Un", guid("AFP-77"), link("https://phare.example/1")));
    assertThat(rss.pollContents())
        .extracting(Content::url)
        .containsExactly("https://phare.example/1");
    rss.serveChannel(item("Deux", guid("https://phare.example/nowhere")));
    assertThat(rss.pollContents()).extracting(Content::url).containsOnlyNulls();
  }

  @Test
  void oneGuidForSeveralEntries() {
    String[] items = {
      item("Un", guid("0"), link("https://phare.example/1")),
      item("Deux", guid("0"), link("https://phare.example/2"))
    };

    List<String> before = ids(items);

    assertThat(before).doesNotHaveDuplicates();
    assertThat(ids(items[1], items[0])).isEqualTo(before.reversed());
  }

  @Test
  void twoVersionsSideBySide() {
    String link = link("https://phare.example/treve-654321");
    String first = item("Une trêve", guid("https://phare.example/treve-654321"), link);
    String second = item("La trêve tient", guid("https://phare.example/treve-654321"), link);
    rss.serveChannel(first);
    Reading known = rss.poll().readings().getFirst();
    rss.serveChannel(second, first);

    Poll poll = rss.poll();

    assertThat(poll.readings())
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.itemId()).isEqualTo(known.itemId());
              assertThat(reading.content().title()).isEqualTo("La trêve tient");
            });
    assertThat(poll.outcome())
        .isEqualTo(
            "1 entries, 0 new; 1 more left out, a newer version of the article is beside it");
    rss.serveChannel(second, first, " ");
    assertThat(rss.pollTitles()).as("no turns").containsExactly("La trêve tient");
  }

  @Test
  void everyArticleInTwoVersionsSideBySide() {
    String[] first = {
      item("Un", guid("g-1"), link("https://phare.example/1")),
      item("Deux", guid("g-2"), link("https://phare.example/2"))
    };
    List<String> known = ids(first);
    rss.serveChannel(
        item("Un, corrigé", guid("g-1"), link("https://phare.example/1")),
        first[0],
        item("Deux, corrigé", guid("g-2"), link("https://phare.example/2")),
        first[1]);

    assertThat(rss.poll().readings()).extracting(Reading::itemId).isEqualTo(known);
  }

  /// Whoever joins an entry under its name must not take its id away, nor leave it one.
  @Test
  void anEntryKeepsItsIdWhenAnotherComesUnderItsGuidAndWhenItGoes() {
    String first = item("Un", guid("0"));
    String second = item("Deux", guid("0"));
    rss.serveChannel(first);
    Reading one = rss.poll().readings().getFirst();
    rss.serveChannel(second, first);
    List<Reading> both = rss.poll().readings();
    assertThat(both.getLast().itemId()).isEqualTo(one.itemId());
    assertThat(both.getFirst().itemId()).isNotEqualTo(one.itemId());
    rss.serveChannel(second);

    Poll poll = rss.poll();

    assertThat(poll.readings())
        .extracting(Reading::itemId)
        .containsExactly(both.getFirst().itemId());
    assertThat(poll.newEntries()).isZero();
  }

  @Test
  void aGuidThatChangesWithEveryFetch() {
    rss.serveChannel(item("Un", guid("n-1"), link("https://phare.example/un?utm_source=rss")));
    Set<String> before = new HashSet<>(rss.poll().readings().getFirst().aliases());
    rss.serveChannel(item("Un", guid("n-2"), link("https://phare.example/un")));

    assertThat(rss.poll().readings().getFirst().aliases())
        .as("the link stays a name of it")
        .containsAnyElementsOf(before);
  }

  @Test
  void guidsThatDifferBehindTheHash() {
    assertThat(ids(item("Un", guid("page#1")), item("Deux", guid("page#2"))))
        .doesNotHaveDuplicates();
    assertThat(ids(item("Un", guid("https://phare.example/un#xtor=RSS-1"))))
        .isEqualTo(ids(item("Un", guid("https://phare.example/un"))));
  }

  @Test
  void anEntryThatIsEdited() {
    List<String> before = ids(item("Trêve annoncée", guid("t")));
    rss.serveChannel(item("Trêve signée", guid("t")));

    Poll poll = rss.poll();

    assertThat(poll.readings()).extracting(Reading::itemId).isEqualTo(before);
    assertThat(poll.readings().getFirst().content().title()).isEqualTo("Trêve signée");
    assertThat(poll.newEntries()).isZero();
  }

  @Test
  void entriesThatVanishAndComeBack() {
    List<String> before = ids(item("Un", guid("1")), item("Deux", guid("2")));
    rss.serveChannel().poll();

    assertThat(ids(item("Un", guid("1")), item("Deux", guid("2")))).isEqualTo(before);
    assertThat(rss.state.possibleLosses()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#xtor=RSS-3208",
        "?xtor=RSS-1",
        "?at_medium=RSS&amp;at_campaign=une",
        "?utm_source=a&amp;utm_medium=b",
        "?fbclid=x&amp;gclid=y&amp;mtm_source=z"
      })
  void trackersInTheLink(String tracker) {
    String address = "https://phare.example/monde/treve";

    assertThat(ids(item("Un", link(address + tracker)))).isEqualTo(ids(item("Un", link(address))));
  }

  @Test
  void relativeLinksAndTheirBase() {
    rss.serve(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://phare.example/monde/'>"
            + "<entry xml:base='afrique/'><title>Un</title><link href='oran'/></entry>"
            + "<entry><title>Deux</title><link href='/une'/></entry></feed>");

    assertThat(rss.pollContents())
        .extracting(Content::url)
        .containsExactly("http://phare.example/monde/afrique/oran", "http://phare.example/une");
    rss.serveChannel(item("Trois", link("trois.html")));
    assertThat(rss.pollContents())
        .extracting(Content::url)
        .containsExactly(rss.addressOf("/trois.html").toString());
  }

  @Test
  void oneLinkForAllEntries() {
    String link = link("https://phare.example/podcast");
    String[] items = {
      item("Un", link, "<enclosure url=\"https://phare.example/1.mp3\"/>"),
      item("Deux", link, "<enclosure url=\"https://phare.example/2.mp3\"/>")
    };

    List<String> before = ids(items);

    assertThat(before).doesNotHaveDuplicates();
    assertThat(ids(items[1], items[0])).isEqualTo(before.reversed());
  }

  @ParameterizedTest
  @CsvSource({
    "'dim., 16 mars 2025 10:00:00 +0100', 2025-03-16T09:00:00Z",
    "'lundi 3 février 2025 à 14h30', 2025-02-03T13:30:00Z",
    "'14 juillet 2024 10:00', 2024-07-14T08:00:00Z",
    "'1er août 2024', 2024-07-31T22:00:00Z",
    "'Sun, 16 Mar 2025 10:00:00 CET', 2025-03-16T09:00:00Z",
    "'Mon, 15 Jul 2024 10:00:00 CEST', 2024-07-15T08:00:00Z",
    "'Mon, 15 Jul 2024 10:00:00 EDT', 2024-07-15T14:00:00Z"
  })
  void frenchNamesAndZonesByName(String written, Instant meant) {
    rss.serveChannel(item("Un", "<pubDate>" + written + "</pubDate>"));

    assertThat(rss.pollContents()).extracting(Content::published).containsExactly(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<pubDate/>",
        "<pubDate>hier</pubDate>",
        "<pubDate>Sun, 16 Mar 2031 10:00:00 GMT</pubDate>",
        "<pubDate>+14470918-01-01T00:00:00Z</pubDate>",
        "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>",
        "<pubDate>Sun, 16 Mar 2025 10:00:00 +9900</pubDate>"
      })
  void datesThatAreMissingUnreadableAheadOrAbsurd(String date) {
    rss.serveChannel(item("Un", date));

    Reading reading = rss.poll().readings().getFirst();

    assertThat(reading.content().published()).isNull();
    assertThat(reading.seen()).isEqualTo(rss.now);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: max-age=504911232",
        "Expires: Sat, 16 Mar 2041 12:00:00 GMT",
        "Expires: Sun, 16 Mar 2025 13:00:00 GMT"
      })
  void hintsOfSixteenYears(String header) {
    rss.serve(
        "<rss><channel>"
            + item("Un", "<pubDate>Sun, 16 Mar 2025 11:59:00 GMT</pubDate>")
            + item("Deux", "<pubDate>Sun, 16 Mar 2025 11:58:00 GMT</pubDate>")
            + "</channel></rss>",
        header);
    rss.poll();

    assertThat(rss.state.asked()).isEqualTo(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<itunes:new-feed-url>https://quai.example/rss</itunes:new-feed-url>",
        "<newLocation>https://quai.example/rss</newLocation>"
      })
  void aNewAddressInTheDocument(String element) {
    rss.serveChannel(element, item("Un"));

    PollReport.ParsedDocument document = rss.poll().report().document();

    assertThat(document)
        .isNotNull()
        .extracting(PollReport.ParsedDocument::movedTo)
        .isEqualTo("https://quai.example/rss");
    assertThat(FeedPoller.resolveAddress(rss.feed, rss.state)).isEqualTo(rss.feed.address());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON Feed | {\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"P\","
            + "\"items\":[{\"id\":\"1\",\"title\":\"Un\"}]}",
        "RSS 0.91 | <rss version='0.91'><channel><item><title>Un</title></item></channel></rss>",
        "RSS 1.0 | <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns='http://purl.org/rss/1.0/'><item rdf:about='https://phare.example/1'>"
            + "<title>Un</title></item></rdf:RDF>",
        "Atom 0.3 | <feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
            + "<title>Un</title></entry></feed>",
        "Atom 1.0 | <feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Un</title>"
            + "</entry></feed>",
        "inside HTML | <html><body><rss version='2.0'><channel><item><title>Un</title></item>"
            + "</channel></rss></body></html>"
      })
  void theForm(String form, String document) {
    rss.serve(document);

    assertThat(rss.pollTitles()).as(form).containsExactly("Un");
  }

  @Test
  void fieldsOfPodcastsAndMedia() {
    rss.serve(
        "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
            + " xmlns:media='http://search.yahoo.com/mrss/'"
            + " xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
            + "<atom:link rel='self' href='https://phare.example/rss'/>"
            + "<item><itunes:title>Un</itunes:title><itunes:summary>Résumé</itunes:summary>"
            + "<source url='https://quai.example/rss'>Le Quai</source></item>"
            + "<item><media:group><media:title>Deux</media:title>"
            + "<media:description>Légende</media:description></media:group></item>"
            + "</channel></rss>");

    assertThat(rss.pollContents())
        .extracting(content -> content.title() + "|" + content.summary())
        .containsExactly("Un|Résumé", "Deux|Légende");
  }

  @Test
  void aPageThatNamesItsFeeds() {
    rss.serve(
        "<html><head><title>Le Phare</title><link rel='alternate' type='application/rss+xml'"
            + " title='Monde' href='/monde.xml'></head></html>");

    assertThat(rss.poll().report().offeredFeeds())
        .singleElement()
        .hasToString("FoundFeed[address=" + rss.addressOf("/monde.xml") + ", title=Monde]");
  }
}
