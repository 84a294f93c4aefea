package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Content;

/// The inputs of the catalogue of nasty feeds that concern bytes, text and formats.
class FeedReaderTest {
  private static final URI BASE = URI.create("https://phare.example/flux/rss.xml");
  private final FeedReader reader =
      new FeedReader(InstantSource.fixed(Instant.parse("2025-03-16T12:00:00Z")));

  private FeedDocument document(byte[] bytes, @Nullable String type) {
    FeedResult result = reader.read(bytes, type, BASE);
    assertThat(result).isInstanceOf(FeedDocument.class);
    return (FeedDocument) result;
  }

  private FeedDocument document(String text) {
    return document(text.getBytes(StandardCharsets.UTF_8), "text/xml");
  }

  private Content item(String fields) {
    return document(rss("<item>" + fields + "</item>")).entries().getFirst().content();
  }

  private static String rss(String items) {
    return "<rss version=\"2.0\"><channel><title>Le Phare</title>" + items + "</channel></rss>";
  }

  private static String titled(String title) {
    return rss("<item><title>" + title + "</title></item>");
  }

  private static List<String> titles(FeedDocument document) {
    return document.entries().stream().map(entry -> entry.content().title()).toList();
  }

  private String reason(String text) {
    FeedResult result = reader.read(text.getBytes(StandardCharsets.UTF_8), null, BASE);
    assertThat(result).isInstanceOf(Unreadable.class);
    return ((Unreadable) result).reason();
  }

  // Bytes and characters

  @ParameterizedTest
  @CsvSource({
    "UTF-8,text/xml",
    "UTF-8,text/xml;charset=iso-8859-1",
    "UTF-8,text/html",
    "UTF-16LE,text/xml",
    "UTF-16BE,application/rss+xml",
    "UTF-32BE,",
    "windows-1252,text/xml",
    "windows-1252,text/xml;charset=utf-8",
    "windows-1252,text/xml; charset=\"iso-8859-1\"",
  })
  void readsAccentsWhateverTheLabelsSay(String charset, String type) {
    byte[] bytes = titled("L’été : trêve à Genève").getBytes(Charset.forName(charset));

    assertThat(titles(document(bytes, type))).containsExactly("L’été : trêve à Genève");
  }

  @Test
  void validUtf8WinsOverAProlog() {
    String text = "<?xml version='1.0' encoding='ISO-8859-1'?>" + titled("Trêve");

    assertThat(titles(document(text))).containsExactly("Trêve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16", "UTF-32", "iso-10646-ucs-2", "bogus"})
  void aLabelThatTheBytesContradictIsNotBelieved(String label) {
    String feed =
        "<?xml version='1.0' encoding='"
            + label
            + "'?><rss><channel><item><title>L’été</title></item></channel></rss>";

    assertThat(titles(feed.getBytes(Charset.forName("windows-1252")))).containsExactly("L’été");
    assertThat(titles(feed.getBytes(StandardCharsets.UTF_8))).containsExactly("L’été");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void everyUnicodeFormIsKnownByItsMarkOrItsZeroBytes(String form) {
    String feed =
        "<?xml version='1.0' encoding='utf-8'?><rss><channel><item><title>L’été</title></item>"
            + "</channel></rss>";

    assertThat(titles(feed.getBytes(Charset.forName(form)))).containsExactly("L’été");
    assertThat(titles(("\uFEFF" + feed).getBytes(Charset.forName(form)))).containsExactly("L’été");
  }

  private List<String> titles(byte[] feed) {
    return ((FeedDocument) reader.read(feed, null, null))
        .entries().stream().map(entry -> entry.content().title()).toList();
  }

  @Test
  void iso88591MeansWindows1252() {
    byte[] bytes =
        ("<?xml version='1.0' encoding='ISO-8859-1'?>" + titled("L’œuvre"))
            .getBytes(Charset.forName("windows-1252"));

    assertThat(titles(document(bytes, null))).containsExactly("L’œuvre");
  }

  @Test
  void otherDeclaredCharsetsAreBelieved() {
    byte[] bytes =
        ("<?xml version='1.0' encoding='ISO-8859-15'?>" + titled("10 € à Œuilly"))
            .getBytes(Charset.forName("ISO-8859-15"));

    assertThat(titles(document(bytes, null))).containsExactly("10 € à Œuilly");
  }

  @Test
  void utf8WithAFewWindowsBytesKeepsBoth() {
    byte[] start = "<rss><channel><item><title>Trêve ".getBytes(StandardCharsets.UTF_8);
    byte[] end = "t\u00e9</title></item></channel></rss>".getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + end.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(end, 0, all, start.length, end.length);

    assertThat(titles(document(all, null))).containsExactly("Trêve té");
  }

  @Test
  void aByteOrderMarkAndBlankLinesMayComeFirst() {
    String text = "\uFEFF\n\n<?xml version='1.0' encoding='utf-8'?>" + titled("Un");

    assertThat(titles(document(text))).containsExactly("Un");
  }

  @Test
  void garbageBeforeTheFeedIsDropped() {
    assertThat(titles(document("Warning: mysql_connect()\n" + titled("Un")))).containsExactly("Un");
  }

  @ParameterizedTest
  @CsvSource({
    "&eacute;t&eacute; &euro; &nbsp;fin, été €  fin",
    "AT&T et R&D, AT&T et R&D",
    "&bogus; reste, &bogus; reste",
    "A&amp;B, A&B",
    "&#146;&#x2019;, ’’",
    "a&#0;b, ab",
  })
  void referencesAreReadOrKept(String written, String read) {
    assertThat(titles(document(titled(written))).getFirst().replace('\u00a0', ' ')).isEqualTo(read);
  }

  @Test
  void controlCharactersAreRemoved() {
    assertThat(titles(document(titled("a\u0008b\u001b[31mc\uFFFFd\u202Ee"))))
        .containsExactly("a b [31mc de");
  }

  // Malformed XML

  @Test
  void anUnboundPrefixCostsNothing() {
    assertThat(item("<title>Un</title><ev:startdate>2025</ev:startdate>").title()).isEqualTo("Un");
  }

  @Test
  void itemsBeforeAndAfterAFaultAreRead() {
    String text =
        rss(
            "<item><title>Un</title></item>"
                + "<item><title>Deux</titel><link>https://phare.example/2</link></item>"
                + "<item><title>Trois/title><link>https://phare.example/3</link></item>"
                + "<item><title>Quatre</title><description>d <b>gras</i></description></item>"
                + "<item><title>Cinq</title>");

    assertThat(titles(document(text))).startsWith("Un", "Deux", "Trois", "Quatre");
    assertThat(document(text).entries().get(2).content().url())
        .isEqualTo("https://phare.example/3");
  }

  @Test
  void aLostEndOfAnItemDoesNotSwallowTheNext() {
    FeedDocument document =
        document(rss("<item><title>Un</title><item><title>Deux</title></item>"));

    assertThat(titles(document)).containsExactly("Un", "Deux");
  }

  @Test
  void aLostEndOfADescriptionDoesNotSwallowTheRest() {
    Content content =
        item(
            "<title>Un</title><description>Le texte<pubDate>Sun, 16 Mar 2025 10:00:00"
                + " GMT</pubDate>");

    assertThat(content.summary()).isEqualTo("Le texte");
    assertThat(content.published()).isEqualTo(Instant.parse("2025-03-16T10:00:00Z"));
  }

  @Test
  void aCdataSectionWithoutAnEndDoesNotSwallowTheRest() {
    assertThat(
            titles(
                document(
                    rss(
                        "<item><title>Un</title><description><![CDATA[abc</description></item>"
                            + "<item><title>Deux</title></item>"))))
        .containsExactly("Un", "Deux");
  }

  @Test
  void theLastEntryOfATruncatedDocumentIsLeftOut() {
    String whole = rss("<item><title>Un</title></item><item><title>Deux mots</title></item>");

    FeedDocument document = document(whole.substring(0, whole.indexOf(" mots")));

    assertThat(titles(document)).containsExactly("Un");
    assertThat(document.repairs()).contains("a document that ends in the middle");
  }

  @Test
  void nakedHtmlInADescriptionIsRead() {
    assertThat(item("<description>Un <p>para<br>ligne</p><b>gras</b></description>").summary())
        .isEqualTo("Un para ligne gras");
  }

  // What is no feed

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><head><title>Connexion</title></head></html>|an HTML page (\"Connexion\"), not a"
            + " feed",
        "<!DOCTYPE html><html lang=fr><body>x|an HTML page, not a feed",
        "   |an empty document",
        "<opml version='2.0'/>|no feed: its first element is <opml>",
        "{\"a\":1}|JSON, but no JSON Feed: it has no array 'items'",
      })
  void whatIsNoFeedIsToldInWords(String text, String reason) {
    assertThat(reason(text == null ? "   " : text)).isEqualTo(reason);
  }

  @Test
  void anEmptyBodyIsAnError() {
    assertThat(reader.read(new byte[0], null, BASE)).isEqualTo(new Unreadable("an empty document"));
  }

  @Test
  void anEmptyFeedIsAFeed() {
    assertThat(document(rss("")).entries()).isEmpty();
  }

  // Hostile documents

  @Test
  void externalEntitiesAreNeitherReadNorShown() {
    String text =
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + titled("a&x;b");

    assertThat(titles(document(text))).containsExactly("a&x;b");
  }

  @Test
  void aBillionLaughsStayUnlaughed() {
    String text =
        "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;]&a;'>\n<!ENTITY c \"&b;&b;\"> ] >"
            + titled("&c;");

    assertThat(titles(document(text))).containsExactly("&c;");
  }

  @Test
  void aDeepTreeIsNoTrouble() {
    String text = titled("<b>".repeat(100_000) + "x");

    assertThat(document(text).entries()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "safe<script>alert(1)</script>",
        "safe&lt;script&gt;alert(1)&lt;/script&gt;",
        "safe&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
        "<![CDATA[safe<iframe src='javascript:alert(1)'>x</iframe>]]>",
        "<![CDATA[safe<img src=x onerror=alert(1)>]]>",
        "<![CDATA[safe<style>body{}</style><!-- [if IE]> x <![endif]-->]]>",
        "<![CDATA[safe<a href=\"javascript:alert(1)\"></a>]]>",
        "<![CDATA[safe<scr<script>ipt>alert(1)</scr</script>ipt>]]>",
      })
  void noMarkupIsLeft(String description) {
    assertThat(item("<description>" + description + "</description>").summary())
        .startsWith("safe")
        .doesNotContain("<script", "<iframe", "<img", "onerror", "<style", "javascript");
  }

  // Fields

  @Test
  void htmlBecomesText() {
    Content content =
        item(
            "<title> a &lt;b&gt; &amp;amp;eacute;  </title><description>&lt;p&gt;Un&lt;/p&gt;"
                + "&lt;p&gt;L&amp;#39;accord&lt;/p&gt;</description>");

    assertThat(content.title()).isEqualTo("a é");
    assertThat(content.summary()).isEqualTo("Un L'accord");
  }

  @Test
  void aLesserSignIsText() {
    assertThat(item("<title>5 &lt; 6 et a &lt; b</title>").title()).isEqualTo("5 < 6 et a < b");
  }

  @Test
  void theEncodedContentIsTheBodyWhereItDiffers() {
    String namespace = "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>";
    FeedDocument document =
        document(
            namespace
                + "<item><title>Un</title><description>Court</description>"
                + "<content:encoded>&lt;p&gt;Long&lt;/p&gt;&lt;p&gt;suite&lt;/p&gt;"
                + "</content:encoded></item>"
                + "<item><title>Deux</title><description>Court</description>"
                + "<content:encoded>&lt;p&gt;Court&lt;/p&gt;</content:encoded></item>"
                + "</channel></rss>");

    assertThat(document.entries().get(0).content().body()).isEqualTo("Long\nsuite");
    assertThat(document.entries().get(1).content().body()).isNull();
  }

  @Test
  void extensionsStandInForPlainFields() {
    Content content =
        item(
            "<dc:title>Titre</dc:title><dc:description>Texte</dc:description>"
                + "<dc:creator>Anne Dupré</dc:creator><dc:date>2025-03-16T10:00:00+01:00</dc:date>"
                + "<dc:subject>Monde</dc:subject>");

    assertThat(content.title()).isEqualTo("Titre");
    assertThat(content.summary()).isEqualTo("Texte");
    assertThat(content.author()).isEqualTo("Anne Dupré");
    assertThat(content.published()).isEqualTo(Instant.parse("2025-03-16T09:00:00Z"));
    assertThat(content.categories()).containsExactly("Monde");
  }

  @Test
  void mediaAndPodcastFieldsStandInToo() {
    Content media =
        item(
            "<media:group><media:title>Titre</media:title>"
                + "<media:description>Texte</media:description></media:group>");
    Content podcast =
        item(
            "<title>Titre</title><itunes:summary>Texte</itunes:summary>"
                + "<itunes:author>Radio</itunes:author>");

    assertThat(media.title() + media.summary()).isEqualTo("TitreTexte");
    assertThat(podcast.summary() + podcast.author()).isEqualTo("TexteRadio");
  }

  @Test
  void namespacesCountNotPrefixes() {
    FeedDocument document =
        document(
            "<rss xmlns:x='http://purl.org/dc/elements/1.1/'><channel><item>"
                + "<x:creator>Anne</x:creator></item></channel></rss>");

    assertThat(document.entries().getFirst().content().author()).isEqualTo("Anne");
  }

  @ParameterizedTest
  @CsvSource({
    "article, https://phare.example/flux/article",
    "/article, https://phare.example/article",
    "?id=3, https://phare.example/flux/rss.xml?id=3",
    "//autre.example/x, https://autre.example/x",
    "https://autre.example/déjà vu, https://autre.example/déjà vu",
    "http://a.example/x#[monde], http://a.example/x#[monde]",
  })
  void linksAreMadeAbsolute(String written, String absolute) {
    assertThat(item("<link>" + written + "</link>").url()).isEqualTo(absolute);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "",
        "#xtor=R-1"
      })
  void onlyWebAddressesAreLinks(String written) {
    assertThat(item("<link>" + written + "</link>").url()).isNull();
  }

  @Test
  void aGuidIsALinkUnlessItSaysNo() {
    assertThat(item("<guid>https://phare.example/1</guid>").url())
        .isEqualTo("https://phare.example/1");
    assertThat(item("<guid isPermaLink='false'>https://phare.example/1</guid>").url()).isNull();
  }

  @Test
  void xmlBaseHoldsForWhatIsInside() {
    FeedDocument document =
        document(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/b/'>"
                + "<entry xml:base='c/'><title>Un</title><link href='d'/></entry></feed>");

    assertThat(document.entries().getFirst().content().url()).isEqualTo("https://a.example/b/c/d");
  }

  @Test
  void readsAtom() {
    FeedDocument document =
        document(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Le &lt;b&gt;Phare&lt;/b&gt;</title>
            <link rel="self" href="/atom"/><link href="https://phare.example/"/>
            <author><name>Rédaction</name></author>
            <entry><id>tag:1</id><title>Un</title><link rel="enclosure" href="/f.mp3"/>
            <link rel="alternate" type="text/html" href="/1"/>
            <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Un <b>accord</b> &lt; tard</div></summary>
            <content type="html">&lt;p&gt;Corps&lt;/p&gt;</content>
            <published>2025-03-16T09:00:00Z</published><updated>2025-03-16T10:00:00Z</updated>
            <category term="monde" label="Monde"/></entry></feed>
            """);
    Entry entry = document.entries().getFirst();
    Content content = entry.content();

    assertThat(document.title()).isEqualTo("Le Phare");
    assertThat(document.link()).hasToString("https://phare.example/");
    assertThat(entry.guid()).isEqualTo("tag:1");
    assertThat(content.url()).isEqualTo("https://phare.example/1");
    assertThat(content.summary()).isEqualTo("Un accord < tard");
    assertThat(content.body()).isEqualTo("Corps");
    assertThat(content.author()).isEqualTo("Rédaction");
    assertThat(content.published()).isEqualTo(Instant.parse("2025-03-16T09:00:00Z"));
    assertThat(content.updated()).isEqualTo(Instant.parse("2025-03-16T10:00:00Z"));
    assertThat(content.categories()).containsExactly("monde");
  }

  @Test
  void readsAtom03WithoutItsNamespaceToo() {
    FeedDocument document =
        document(
            "<feed version='0.3'><entry><title mode='escaped'>&lt;b&gt;Un&lt;/b&gt;</title>"
                + "<link rel='alternate' href='https://phare.example/1'/>"
                + "<issued>2025-03-16T09:00:00Z</issued></entry></feed>");

    assertThat(titles(document)).containsExactly("Un");
    assertThat(document.entries().getFirst().content().published()).isNotNull();
  }

  @Test
  void readsRdf() {
    FeedDocument document =
        document(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
            <channel rdf:about="https://phare.example/"><title>Le Phare</title>
            <link>https://phare.example/</link></channel>
            <item rdf:about="https://phare.example/1"><title>Un</title></item></rdf:RDF>
            """);

    assertThat(document.format()).isEqualTo("RDF");
    assertThat(document.title()).isEqualTo("Le Phare");
    assertThat(document.entries().getFirst().guid()).isEqualTo("https://phare.example/1");
    assertThat(document.entries().getFirst().content().url()).isEqualTo("https://phare.example/1");
  }

  @Test
  void readsJsonFeed() {
    FeedDocument document =
        document(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Le Phare",
             "home_page_url":"https://phare.example/","items":[
             {"id":1,"url":"/1","title":"Un","content_html":"<p>Corps</p>","summary":"Court",
              "date_published":"2025-03-16T09:00:00Z","tags":["Monde"],"authors":[{"name":"Anne"}]},
             "pas un objet"]}
            """);
    Entry entry = document.entries().getFirst();

    assertThat(document.entries()).hasSize(1);
    assertThat(entry.guid()).isEqualTo("1");
    assertThat(entry.content().url()).isEqualTo("https://phare.example/1");
    assertThat(entry.content().body()).isEqualTo("Corps");
    assertThat(entry.content().author()).isEqualTo("Anne");
  }

  @Test
  void oldAndOddVersionsOfRssAreRead() {
    assertThat(
            titles(
                document(
                    "<rss version='2.1'><channel><item><title>Un</title></item></channel></rss>")))
        .containsExactly("Un");
    assertThat(
            titles(
                document(
                    "<!DOCTYPE rss PUBLIC \"-//Netscape//DTD RSS 0.91//EN\" \"x.dtd\">"
                        + titled("Deux"))))
        .containsExactly("Deux");
  }

  @Test
  void aFeedInsideAnHtmlPageIsFound() {
    assertThat(titles(document("<html><body><pre>" + titled("Un") + "</pre></body></html>")))
        .containsExactly("Un");
  }

  @ParameterizedTest
  @CsvSource({
    "<ttl>30</ttl>,PT30M",
    "<ttl>rien</ttl>,",
    "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>,PT15M",
  })
  void readsHowOftenAPublisherWantsToBeRead(String fields, Duration refresh) {
    assertThat(document(rss(fields)).refresh()).isEqualTo(refresh);
  }

  @Test
  void aNewAddressIsReported() {
    assertThat(
            document(rss("<itunes:new-feed-url>https://b.example/rss</itunes:new-feed-url>"))
                .movedTo())
        .hasToString("https://b.example/rss");
  }

  @Test
  void repeatedEntriesAreAllReturned() {
    String item = "<item><title>Un</title><guid>1</guid></item>";

    assertThat(document(rss(item + item)).entries()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link><![CDATA[https://phare.example/?a=1&amp;b=2]]></link>",
        "<link>https://phare.example/?a=1&amp;#038;b=2</link>",
        "<guid><![CDATA[https://phare.example/?a=1&amp;b=2]]></guid>"
      })
  void anAddressThatIsEscapedTwiceIsMended(String fields) {
    assertThat(item(fields).url()).isEqualTo("https://phare.example/?a=1&b=2");
  }

  @Test
  void aLinkOfRssThatLeadsElsewhereIsNoPage() {
    assertThat(item("<link rel='enclosure' href='/f.mp3'/><link rel='Alternate' href='/1'/>").url())
        .isEqualTo("https://phare.example/1");
    assertThat(item("<link rel='ALTERNATE' href='/1'/>").url())
        .isEqualTo("https://phare.example/1");
  }

  @Test
  void relationsOfAtomAreReadInAnyCase() {
    Entry entry =
        document(
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>Le Phare</title>
                <entry><id>tag:1</id><title>Un</title><link rel="Enclosure" href="/f.mp3"/>
                <link rel="ALTERNATE" href="/1"/></entry></feed>
                """)
            .entries()
            .getFirst();

    assertThat(entry.content().url()).isEqualTo("https://phare.example/1");
    assertThat(entry.enclosure()).isEqualTo("https://phare.example/f.mp3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<table><tr><td>un</td><td>deux</td></tr></table>",
        "<td>un</td><td>deux</td>",
        "<tr><th>un</th><td class='a>b'>deux</td></tr>",
        "<p>un</p><p>deux</p>",
        "un<br>deux",
        "<li>un</li><li>deux</li>",
        "<dt>un</dt><dd>deux</dd>",
        "<thead>un</thead><tbody>deux</tbody>",
        "<caption>un</caption>deux"
      })
  void neighboursDoNotRunTogether(String html) {
    assertThat(PlainText.toLine(html)).isEqualTo("un deux");
    assertThat(PlainText.toParagraphs(html)).matches("un\\sdeux");
  }

  @Test
  void hostsBeyondAsciiAreAskedByTheirAsciiNames() {
    assertThat(Links.parseUri("https://côté-mer.example:81/à?q#f"))
        .isEqualTo(URI.create("https://xn--ct-mer-cva0g.example:81/à?q#f"));
  }
}
