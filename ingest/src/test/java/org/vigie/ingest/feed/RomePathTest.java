package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tree supplies what Rome does not keep of a feed, and nothing makes Rome throw.
class RomePathTest {
  private static final URI BASE = URI.create("https://phare.example/flux/une.xml");
  private final FeedReader reader =
      new FeedReader(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

  private FeedDocument read(String text) {
    FeedResult result = reader.read(text.getBytes(StandardCharsets.UTF_8), "text/xml", BASE);
    assertThat(result).isInstanceOf(FeedDocument.class);
    return (FeedDocument) result;
  }

  private Entry rss(String item) {
    return read(rssText(item)).entries().getFirst();
  }

  private static String rssText(String items) {
    return """
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:dcterms="http://purl.org/dc/terms/"
        xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
        xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
        xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
        <title>Le Phare</title><link>https://phare.example/</link>
        <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
        <item>\
    """
        + items
        + "</item></channel></rss>";
  }

  private Entry atom(String entry) {
    return read("<feed xmlns='http://www.w3.org/2005/Atom'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:media='http://search.yahoo.com/mrss/' xml:base='/une/'><title>Le"
            + " Phare</title><author><name>La rédaction</name></author><entry>"
            + entry
            + "</entry></feed>")
        .entries()
        .getFirst();
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }

  @Test
  void readsDatesThatRomeDropsOrBends() {
    assertThat(rss("<pubDate>lun., 10 févr. 2025 08:30:00 +0100</pubDate>").content().published())
        .isEqualTo(instant("2025-02-10T07:30:00Z"));
    assertThat(rss("<pubDate>10/02/2025 08:30</pubDate>").content().published())
        .isEqualTo(instant("2025-02-10T07:30:00Z"));
    assertThat(rss("<pubDate>Mon, 32 Feb 2025 25:35:34 +0100</pubDate>").content().published())
        .isNull();
    assertThat(rss("<dcterms:issued>2025-02-10T07:30:00Z</dcterms:issued>").content().published())
        .isEqualTo(instant("2025-02-10T07:30:00Z"));
    assertThat(rss("<atom:updated>2025-02-10T07:30:00Z</atom:updated>").content().updated())
        .isEqualTo(instant("2025-02-10T07:30:00Z"));
  }

  @Test
  void takesTextsFromExtensionsWhereThePlainElementsAreSilent() {
    assertThat(
            rss(
                "<dc:title>Trêve</dc:title><dc:description>Un pas</dc:description>"
                    + "<dc:creator>Ana Morel</dc:creator>"))
        .satisfies(says("Trêve", "Un pas", "Ana Morel"));
    assertThat(
            rss(
                "<media:group><media:title>Sommet</media:title><media:description>Images"
                    + "</media:description></media:group><author>Ana Morel</author>"))
        .satisfies(says("Sommet", "Images", "Ana Morel"));
    assertThat(
            rss(
                "<title> </title><itunes:title>Le journal</itunes:title><itunes:summary>À midi"
                    + "</itunes:summary><itunes:author>Radio Phare</itunes:author>"))
        .satisfies(says("Le journal", "À midi", "Radio Phare"));
  }

  private static Consumer<Entry> says(String title, String summary, String author) {
    return entry -> {
      assertThat(entry.content().title()).isEqualTo(title);
      assertThat(entry.content().summary()).isEqualTo(summary);
      assertThat(entry.content().author()).isEqualTo(author);
    };
  }

  @Test
  void keepsSummaryAndBodyApart() {
    Entry entry =
        rss(
            "<title>A</title><description>En bref</description><content:encoded>"
                + "<![CDATA[<p>Un.</p><p>Deux.</p>]]></content:encoded>");

    assertThat(entry.content().summary()).isEqualTo("En bref");
    assertThat(entry.content().body()).isEqualTo("Un.\nDeux.");
  }

  @Test
  void readsElementsInsideATextThatRomeWouldFlatten() {
    Entry entry =
        rss("<title>Le <b>grand</b> retour</title><description>a &amp;lt; 3</description>");

    assertThat(entry.content().title()).isEqualTo("Le grand retour");
    assertThat(entry.content().summary()).isEqualTo("a < 3");
  }

  @Test
  void takesTheGuidForTheLinkOnlyWhereItIsOne() {
    assertThat(rss("<guid>https://phare.example/a</guid>").content().url())
        .isEqualTo("https://phare.example/a");
    Entry opaque = rss("<guid isPermaLink='false'>https://phare.example/a</guid>");
    assertThat(opaque.content().url()).isNull();
    assertThat(opaque.guid()).isEqualTo("https://phare.example/a");
  }

  @Test
  void resolvesRelativeLinks() {
    assertThat(rss("<link>/monde/a.html</link>").content().url())
        .isEqualTo("https://phare.example/monde/a.html");
    assertThat(atom("<link href='a.html'/>").content().url())
        .isEqualTo("https://phare.example/une/a.html");
    assertThat(atom("<link xml:base='/eco/' href='b.html'/>").content().url())
        .isEqualTo("https://phare.example/eco/b.html");
  }

  @Test
  void takesTheLinkOfThePageAmongSeveral() {
    assertThat(rss("<link> </link><link>https://phare.example/a</link><enclosure url='/a.mp3'/>"))
        .satisfies(
            entry -> {
              assertThat(entry.content().url()).isEqualTo("https://phare.example/a");
              assertThat(entry.enclosure()).isEqualTo("https://phare.example/a.mp3");
            });
    assertThat(
            rss("<atom:link ref='self' href='/flux'/><atom:link rel='alternate' href='/b'/>")
                .content()
                .url())
        .isEqualTo("https://phare.example/b");
    assertThat(
            atom(
                "<link rel='self' href='s'/><link type='text/plain' href='t'/>"
                    + "<link rel='enclosure' href='f.mp3'/><link type='text/html' href='p'/>"))
        .satisfies(
            entry -> {
              assertThat(entry.content().url()).isEqualTo("https://phare.example/une/p");
              assertThat(entry.enclosure()).isEqualTo("https://phare.example/une/f.mp3");
            });
  }

  @Test
  void readsTextConstructsByTheirType() {
    Entry entry =
        atom(
            "<title type='text'>1 &lt; 2</title><summary type='html'>&lt;b&gt;Oui&lt;/b&gt;"
                + "</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
                + "<p>Un.</p><p>Deux &amp; trois.</p></div></content>");

    assertThat(entry.content().title()).isEqualTo("1 < 2");
    assertThat(entry.content().summary()).isEqualTo("Oui");
    assertThat(entry.content().body()).isEqualTo("Un.\nDeux & trois.");
    assertThat(entry.content().author()).isEqualTo("La rédaction");
    assertThat(atom("<title type='application/xml'>Or &amp; fer</title>").content().title())
        .isEqualTo("Or & fer");
  }

  @Test
  void readsTheModesOfAtom03() {
    FeedDocument document =
        read(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Le Phare</title>
              <entry><title>Or &amp; fer</title><issued>2025-02-10T07:30:00Z</issued>
                <content type="text/html" mode="escaped">&lt;p&gt;Un.&lt;/p&gt;</content></entry>
              <entry><title mode="base64">VHLDqnZl</title></entry></feed>\
            """);

    assertThat(document.entries().get(0).content().title()).isEqualTo("Or & fer");
    assertThat(document.entries().get(0).content().body()).isEqualTo("Un.");
    assertThat(document.entries().get(1).content().title()).isEqualTo("Trêve");
  }

  @Test
  void readsRdf() {
    FeedDocument document =
        read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://phare.example/"><title>Le Phare</title></channel>
              <item rdf:about="https://phare.example/7"><title>Sept</title>
                <dc:date>2025-02-10T07:30:00Z</dc:date><dc:subject>Paix</dc:subject>
                <dc:subject>Mer</dc:subject></item></rdf:RDF>\
            """);
    Entry entry = document.entries().getFirst();

    assertThat(document.format()).isEqualTo("RDF");
    assertThat(document.link()).isEqualTo(URI.create("https://phare.example/"));
    assertThat(entry.guid()).isEqualTo("https://phare.example/7");
    assertThat(entry.content().url()).isEqualTo("https://phare.example/7");
    assertThat(entry.content().categories()).containsExactly("Paix", "Mer");
    assertThat(entry.content().published()).isEqualTo(instant("2025-02-10T07:30:00Z"));
  }

  @Test
  void readsTheHintsOfTheChannel() {
    assertThat(read(rssText("<title>A</title>")).refresh()).hasMinutes(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>L&eacute;gende &bogus; &nbsp;AT&T &#146;x&#8;</title>",
        "<!-- a -- b --><title>L\u00e9gende &amp;bogus; AT&amp;T \u2019x</title>"
      })
  void mendsReferencesBeforeRomeSeesThem(String item) {
    assertThat(rss(item).content().title().replace("\u00a0", ""))
        .isEqualTo("Légende &bogus; AT&T ’x");
  }

  /// Fields in any number and order, empty ones and such with elements among them.
  @Test
  void anyMixOfFieldsIsAnEntry() {
    Random random = new Random(31);
    for (int round = 0; round < 300; round++) {
      assertThat(rss(mix(random, RSS_FIELDS))).isNotNull();
      assertThat(atom(mix(random, ATOM_FIELDS))).isNotNull();
    }
  }

  private static final List<String> RSS_FIELDS =
      List.of(
          ("title|link|description|author|category|guid|comments|pubDate|source|enclosure|dc:title"
                  + "|dc:creator|dc:subject|dc:description|dc:date|dc:identifier|content:encoded"
                  + "|atom:updated|atom:summary|atom:link|media:title|media:description"
                  + "|itunes:summary|itunes:author|itunes:subtitle|dcterms:issued")
              .split("[|]"));
  private static final List<String> ATOM_FIELDS =
      List.of(
          ("id|title|summary|content|link|author|category|published|updated|source|dc:subject"
                  + "|dc:title|dc:description|dc:creator|media:description")
              .split("[|]"));
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          " Un pas ",
          "https://phare.example/a?b=1&amp;c=2",
          "/relatif",
          "2025-02-10T07:30:00Z",
          "<![CDATA[<p>Un.</p> <p>Deux &amp; trois</p>]]>",
          "Or &amp;amp; fer &lt;b&gt;gras&lt;/b&gt;",
          "Avant <b>dedans</b> après",
          "<name>Ana Morel</name><email>ana@phare.example</email>",
          "Moitié <![CDATA[&eacute;]]>");
  private static final List<String> ATTRIBUTES =
      List.of(
          "",
          "",
          " type='html'",
          " type='text'",
          " type='xhtml'",
          " type='text/xml'",
          " isPermaLink='false'",
          " href='b.html' rel='alternate'",
          " href='c' rel='self'",
          " url='/son.mp3'",
          " term='Paix'",
          " xml:base='/eco/'");

  private static String mix(Random random, List<String> names) {
    StringBuilder mix = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      String name = any(random, names);
      mix.append('<').append(name).append(any(random, ATTRIBUTES)).append('>');
      mix.append(any(random, VALUES)).append("</").append(name).append('>');
    }
    return mix.toString();
  }

  private static String any(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @Test
  void expandsNoEntityOfADoctype() {
    FeedDocument document =
        read(
            "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
                + rssText("<title>x &a; &f;</title>"));

    assertThat(document.entries().getFirst().content().title()).isEqualTo("x &a; &f;");
  }

  @Test
  void readsAFeedOfMoreReferencesThanJavaAllowsAParser() {
    Entry entry =
        rss(
            "<description>"
                + "&lt;p&gt;é &amp;amp; à&lt;/p&gt; ".repeat(60_000)
                + "</description>");

    assertThat(entry.content().summary()).startsWith("é & à é & à");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A missing end tag, an unbound prefix, a lone <, an unknown version, no namespace, entries
        // outside the channel, text after the end; then values on which Rome throws.
        "<rss version='2.0'><channel><item><title>Un<link>https://phare.example/1</link></item>"
            + "<item><title>Deux</title></item></channel></rss>",
        "<rss version='2.0'><channel><ev:a>x</ev:a><item><title>Un</title></item>"
            + "<item><title>Deux</title></item></channel></rss>",
        "<rss version='2.0'><channel><item><title>Un</title><description>3 < 4</description>"
            + "</item><item><title>Deux</title></item></channel></rss>",
        "<rss version='2.1'><channel><item><title>Un</title></item>"
            + "<item><title>Deux</title></item></channel></rss>",
        "<feed><entry><title>Un</title></entry><entry><title>Deux</title></entry></feed>",
        "<rss version='2.0'><channel><item><title>Un</title></item></channel>"
            + "<item><title>Deux</title></item></rss>",
        "<rss version='2.0'><channel><item><title>Un</title></item><item><title>Deux</title>"
            + "</item></channel></rss> merci",
        "<rss version='2.0'><item><title>Un</title></item><item><title>Deux</title></item></rss>",
        "<rss version='2.0'><channel><skipHours><hour>nuit</hour><hour>25</hour></skipHours>"
            + "<item><title>Un</title></item><item><title>Deux</title></item></channel></rss>",
        "<rss version='2.0'><channel><skipDays><day>lundi</day></skipDays><cloud port='x'/>"
            + "<item><title>Un</title></item><item><title>Deux</title></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self'/><entry><title>Un</title>"
            + "</entry><entry><title>Deux</title></entry></feed>"
      })
  void readsWhatRomeAloneRefuses(String text) {
    FeedDocument document = read(text);

    assertThat(document.entries())
        .extracting(entry -> entry.content().title())
        .containsExactly("Un", "Deux");
  }

  @Test
  void notesWhatIsRepaired() {
    assertThat(read("<rss><channel><item><title>Un</item></channel></rss>").repairs())
        .containsExactly("tags that do not match");
    assertThat(read(rssText("<title>AT&T <b>&eacute;</b><br/></title>")).repairs())
        .containsExactly("a bare ampersand", "entities of HTML");
    assertThat(read(rssText("<title><![CDATA[<b>a & b]]></title><!-- <i> -->")).repairs())
        .isEmpty();
  }

  @Test
  void anEmptyFieldDoesNotHideTheNext() {
    assertThat(rss("<title> </title><title>Un</title>").content().title()).isEqualTo("Un");
    assertThat(atom("<content type='html'/><content>Deux</content>").content().body())
        .isEqualTo("Deux");
  }

  @Test
  void readsFieldsOfMediaInAtom() {
    Entry entry = atom("<media:group><media:description>Images</media:description></media:group>");

    assertThat(entry.content().summary()).isEqualTo("Images");
  }

  @Test
  void skipsTheValidHoursAndDays() {
    FeedDocument document =
        read(
            "<rss><channel><skipHours><hour>x</hour><hour>24</hour><hour>7</hour></skipHours>"
                + "<skipDays><day>lundi</day><day>Sunday</day></skipDays></channel></rss>");

    assertThat(document.quiet()).isEqualTo(new QuietTimes(Set.of(0, 7), Set.of(DayOfWeek.SUNDAY)));
  }

  @Test
  void survivesDepthWithoutEnd() {
    FeedDocument document =
        read(rssText("<title>Un</title><description>" + "<a>".repeat(100_000) + "</description>"));

    assertThat(document.entries()).hasSize(1);
    assertThat(
            read(
                rssText(
                    "<title>Un</title><description>"
                        + "<a>".repeat(20_000)
                        + "</a>".repeat(20_000)
                        + "</description>")))
        .satisfies(deep -> assertThat(deep.entries()).hasSize(1));
  }
}
