package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Content;

/// A table of what entries may look like and what must be read of them: the plain cases that every
/// reader of feeds is asked, in our own words.
class FeedCasesTest {
  private static final String NOTHING = "nothing";
  private static final URI ADDRESS = URI.create("https://phare.example/une/rss");
  private static final FeedReader READER =
      new FeedReader(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

  /// @param fields what must be read, by the name of the field
  record Case(String name, String document, Map<String, String> fields) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String rss(String item) {
    return """
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:dcterms="http://purl.org/dc/terms/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
      xmlns:atom="http://www.w3.org/2005/Atom">
    <channel><title>Le Phare</title><item>\
    """
        + item
        + "</item></channel></rss>";
  }

  private static String atom(String entry) {
    return "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + entry + "</entry></feed>";
  }

  private static String atom03(String entry) {
    return "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
        + entry
        + "</entry></feed>";
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              "Dublin Core title", rss("<dc:title>Trêve</dc:title>"), Map.of("title", "Trêve")),
          new Case(
              "Dublin Core description",
              rss("<dc:description>Un pas</dc:description>"),
              Map.of("summary", "Un pas")),
          new Case(
              "Dublin Core terms dates",
              rss(
                  "<dcterms:created>2004-01-01T00:00:00Z</dcterms:created><dcterms:modified>2005-01-01T00:00:00Z</dcterms:modified>"),
              Map.of("published", "2004-01-01T00:00:00Z", "updated", "2005-01-01T00:00:00Z")),
          new Case(
              "iTunes summary and author",
              rss(
                  "<itunes:summary>En"
                      + " bref</itunes:summary><itunes:subtitle>Sous</itunes:subtitle><itunes:author>Ana</itunes:author>"),
              Map.of("summary", "En bref", "author", "Ana")),
          new Case(
              "iTunes subtitle alone",
              rss("<itunes:subtitle>Sous-titre</itunes:subtitle>"),
              Map.of("summary", "Sous-titre")),
          new Case(
              "media title and description",
              rss(
                  "<media:title"
                      + " type='html'>&lt;b&gt;Quai&lt;/b&gt;</media:title><media:description>Brume</media:description><media:content"
                      + " url='a.mp4'/>"),
              Map.of(
                  "title",
                  "Quai",
                  "summary",
                  "Brume",
                  "enclosure",
                  "https://phare.example/une/a.mp4")),
          new Case(
              "the title of a picture is not the entry's",
              rss(
                  "<media:content"
                      + " url='a.jpg'><media:title>Photo</media:title></media:content><title>Vrai</title>"),
              Map.of("title", "Vrai")),
          new Case(
              "author with address",
              rss("<author>ana@phare.example (Ana Morel)</author>"),
              Map.of("author", "Ana Morel")),
          new Case(
              "author before the address",
              rss("<author>Ana Morel (AFP) &lt;ana@phare.example&gt;</author>"),
              Map.of("author", "Ana Morel (AFP)")),
          new Case(
              "author before the address in parentheses",
              rss("<dc:creator>Ana Morel (mailto:ana@phare.example)</dc:creator>"),
              Map.of("author", "Ana Morel")),
          new Case(
              "authors with addresses",
              rss("<author>a@a.example (Ana), b@a.example (Zoé)</author>"),
              Map.of("author", "Ana, Zoé")),
          new Case(
              "authors before their addresses",
              rss("<author>Ana &lt;a@a.example>, Zoé &lt;b@a.example></author>"),
              Map.of("author", "Ana, Zoé")),
          new Case(
              "author who is an address",
              rss("<author>redaction@phare.example</author>"),
              Map.of("author", "redaction@phare.example")),
          new Case(
              "author with a sign that is no address",
              rss("<author>Ana @phare (Le Phare)</author>"),
              Map.of("author", "Ana @phare (Le Phare)")),
          new Case(
              "categories with domain and subject",
              rss(
                  "<category"
                      + " domain='x'>A</category><category>B</category><dc:subject>C</dc:subject>"),
              Map.of("categories", "[A, B, C]")),
          new Case(
              "the source's title is not the entry's",
              rss("<source url='https://a.example/x'>Autre</source><title>Un</title>"),
              Map.of("title", "Un")),
          new Case(
              "enclosure",
              rss("<enclosure url='a.mp3' length='1' type='audio/mpeg'/>"),
              Map.of("enclosure", "https://phare.example/une/a.mp3")),
          new Case(
              "guid that is no permalink",
              rss("<guid isPermaLink='false'>abc</guid><link>https://a.example/1</link>"),
              Map.of("guid", "abc", "url", "https://a.example/1")),
          new Case(
              "XHTML body",
              rss("<body xmlns='http://www.w3.org/1999/xhtml'><p>Corps</p></body>"),
              Map.of("body", "Corps")),
          new Case("fullitem", rss("<fullitem>Plein</fullitem>"), Map.of("body", "Plein")),
          new Case(
              "content before description",
              rss(
                  "<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded><description>Bref</description>"),
              Map.of("summary", "Bref", "body", "Long")),
          new Case(
              "fields of Atom in RSS",
              rss(
                  "<atom:title>Un</atom:title><atom:summary>Bref</atom:summary><atom:author><atom:name>Ana</atom:name></atom:author><atom:published>2004-01-01T00:00:00Z</atom:published>"),
              Map.of(
                  "title",
                  "Un",
                  "summary",
                  "Bref",
                  "author",
                  "Ana",
                  "published",
                  "2004-01-01T00:00:00Z")),
          new Case(
              "link of Atom in RSS",
              rss("<atom:link rel='alternate' href='https://a.example/z'/>"),
              Map.of("url", "https://a.example/z")),
          new Case(
              "link of a fragment alone",
              rss("<link>#xtor=RSS-1</link><title>Un</title>"),
              Map.of("url", NOTHING)),
          new Case(
              "French date",
              rss("<pubDate>mar. 4 mars 2025 10:00:00 +0100</pubDate>"),
              Map.of("published", "2025-03-04T09:00:00Z")),
          new Case(
              "expiration is no publication",
              rss("<expirationDate>2004-01-01</expirationDate>"),
              Map.of("published", NOTHING)),
          new Case(
              "title of HTML",
              atom("<title type='html'>&lt;b&gt;Gras&lt;/b&gt; &amp;amp; suite</title>"),
              Map.of("title", "Gras & suite")),
          new Case(
              "title of text with a lesser sign",
              atom("<title type='text'>Le &lt;b&gt; est une balise</title>"),
              Map.of("title", "Le <b> est une balise")),
          new Case(
              "text that is HTML all the same",
              atom(
                  "<title type='text'>&lt;a href='x'&gt;Un&lt;/a&gt;"
                      + " &lt;script&gt;x()&lt;/script&gt;</title>"),
              Map.of("title", "Un")),
          new Case(
              "title without a type",
              atom("<title>Le &lt;b&gt;mot&lt;/b&gt;</title>"),
              Map.of("title", "Le mot")),
          new Case(
              "title of XHTML",
              atom(
                  "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Un"
                      + " <b>mot</b></div></title>"),
              Map.of("title", "Un mot")),
          new Case(
              "content in base64",
              atom("<content type='application/octet-stream'>VHLDqnZl</content>"),
              Map.of("body", "Trêve")),
          new Case(
              "content of plain text",
              atom("<content type='text/plain'>1 &lt; 2 &lt;b&gt;</content>"),
              Map.of("body", "1 < 2 <b>")),
          new Case(
              "content of XML",
              atom("<content type='application/xml'><a xmlns=''>texte</a></content>"),
              Map.of("body", "texte")),
          new Case(
              "content elsewhere",
              atom("<content type='text/html' src='https://a.example/c.html'/>"),
              Map.of("url", "https://a.example/c.html")),
          new Case(
              "summary in CDATA",
              atom("<summary type='html'><![CDATA[<p>Ex &amp; emple &lt;b></p>]]></summary>"),
              Map.of("summary", "Ex & emple <b>")),
          new Case(
              "the first of two contents",
              atom(
                  "<content type='text'>un</content><content"
                      + " type='html'>&lt;b&gt;deux&lt;/b&gt;</content>"),
              Map.of("body", "un")),
          new Case(
              "author, not contributor",
              atom(
                  "<contributor><name>Zoé</name></contributor><author><name>Ana</name><email>a@a.example</email></author>"),
              Map.of("author", "Ana")),
          new Case(
              "author by e-mail alone",
              atom("<author><email>a@a.example</email></author>"),
              Map.of("author", "a@a.example")),
          new Case(
              "categories by term",
              atom("<category term='t' label='Label'/><category term='u'/>"),
              Map.of("categories", "[t, u]")),
          new Case(
              "id that is an address",
              atom("<id>https://a.example/id</id>"),
              Map.of("url", "https://a.example/id", "guid", "https://a.example/id")),
          new Case(
              "relative link beside others",
              atom("<id>urn:x:1</id><link rel='related' href='/q'/><link href='/r'/>"),
              Map.of("url", "https://phare.example/r", "guid", "urn:x:1")),
          new Case(
              "author of the source",
              atom(
                  "<source><title>S</title><author><name>Ana</name></author></source><title>T</title>"),
              Map.of("title", "T", "author", "Ana")),
          new Case(
              "dates of both names",
              atom(
                  "<published>2004-01-01T00:00:00+02:00</published><updated>2005-01-01T00:00:00Z</updated>"),
              Map.of("published", "2003-12-31T22:00:00Z", "updated", "2005-01-01T00:00:00Z")),
          new Case(
              "escaped title",
              atom03("<title type='text/html' mode='escaped'>Ex &lt;b&gt;emple&lt;/b&gt;</title>"),
              Map.of("title", "Ex emple")),
          new Case(
              "title of XML",
              atom03("<title type='application/xhtml+xml' mode='xml'>Ex <b>emple</b></title>"),
              Map.of("title", "Ex emple")),
          new Case(
              "plain title",
              atom03("<title type='text/plain'>Ex &lt;b&gt;</title>"),
              Map.of("title", "Ex <b>")),
          new Case(
              "content in several forms",
              atom03(
                  "<content type='multipart/alternative'><content"
                      + " type='text/plain'>Plein</content><content type='text/html'"
                      + " mode='escaped'>&lt;b&gt;Riche&lt;/b&gt;</content></content>"),
              Map.of("body", "Riche")),
          new Case(
              "content in base64",
              atom03("<content type='text/html' mode='base64'>PGI+VHLDqnZlPC9iPg==</content>"),
              Map.of("body", "Trêve")),
          new Case(
              "dates of Atom 0.3",
              atom03(
                  "<issued>2004-01-02T00:00:00Z</issued><modified>2004-01-03T00:00:00Z</modified>"),
              Map.of("published", "2004-01-02T00:00:00Z", "updated", "2004-01-03T00:00:00Z")),
          new Case(
              "author with an address",
              atom03(
                  "<author><name>Ana</name><url>http://a.example</url><email>a@a.example</email></author>"),
              Map.of("author", "Ana")),
          new Case(
              "media in Atom whose prefix is bound to nothing",
              atom(
                  "<title>Trêve</title><media:group><media:title>Vidéo</media:title>"
                      + "<media:description>Paix</media:description></media:group>"),
              Map.of("title", "Trêve", "summary", "Paix")),
          new Case(
              "other prefixes in Atom that are bound to nothing",
              atom("<ht:title>Tendance</ht:title><dc:creator>Ana</dc:creator><title>Paix</title>"),
              Map.of("title", "Paix", "author", "Ana")),
          new Case(
              "a prefix of Atom's own",
              "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>Paix</a:title>"
                  + "</a:entry></a:feed>",
              Map.of("title", "Paix")),
          new Case(
              "an address between invisible characters",
              rss("<link>\u00a0https://a.example/x\u200b</link>"),
              Map.of("url", "https://a.example/x")),
          new Case(
              "an address in pointed brackets",
              rss("<link>\ufeff&lt;https://a.example/x&gt;</link>"),
              Map.of("url", "https://a.example/x")),
          new Case(
              "an address that could be read",
              rss("<link>https://a.example/x\u200b</link>"),
              Map.of("url", "https://a.example/x\u200b")),
          new Case(
              "markup escaped twice",
              rss(
                  "<title>R &amp;amp; D"
                      + " &amp;eacute;t&amp;eacute;</title><description>&amp;lt;p&amp;gt;Texte&amp;lt;/p&amp;gt;</description>"),
              Map.of("title", "R & D été", "summary", "Texte")),
          new Case(
              "lesser signs are text",
              rss("<title>1 &lt; 2 et 3 &gt; 2</title><description>x &lt;y et z</description>"),
              Map.of("title", "1 < 2 et 3 > 2", "summary", "x <y et z")),
          new Case(
              "lesser signs in CDATA",
              rss("<title><![CDATA[1 < 2 & 3]]></title>"),
              Map.of("title", "1 < 2 & 3")),
          new Case(
              "numeric references",
              rss("<title>&#201;t&#xE9; &#8364; &#128; &#150;</title>"),
              Map.of("title", "Été € € –")),
          new Case(
              "numeric references escaped twice",
              rss("<title>&amp;#201;t&amp;#xE9; &amp;#8217;</title>"),
              Map.of("title", "Été ’")),
          new Case(
              "CDATA in pieces",
              rss(
                  "<title><![CDATA[a]]><![CDATA[b]]> c</title><description><![CDATA[x"
                      + " ]]]]><![CDATA[> y]]></description>"),
              Map.of("title", "ab c", "summary", "x ]]> y")),
          new Case(
              "CDATA that was escaped",
              rss("<title>&lt;![CDATA[Titre]]&gt;</title>"),
              Map.of("title", "Titre")),
          new Case(
              "a name in pointed brackets",
              rss("<title>&lt;Nom&gt; a dit</title>"),
              Map.of("title", "<Nom> a dit")),
          new Case(
              "elements that nobody knows",
              rss("<description>&lt;inconnu&gt;texte&lt;/inconnu&gt;</description>"),
              Map.of("summary", "texte")),
          new Case(
              "references without an end",
              rss("<title>AT&T &eacute &copy 2024 &amp</title>"),
              Map.of("title", "AT&T é © 2024 &")),
          new Case(
              "line breaks",
              rss("<description>un&lt;br/&gt;deux&lt;br&gt;trois&lt;p&gt;quatre</description>"),
              Map.of("summary", "un deux trois quatre")),
          new Case(
              "comments in both layers",
              rss("<title>T<!-- c -->U</title><description>a&lt;!-- caché --&gt;b</description>"),
              Map.of("title", "TU", "summary", "ab")),
          new Case(
              "names in capitals",
              rss("<TITLE>Majuscule</TITLE><LINK>https://a.example/u</LINK>"),
              Map.of("title", "Majuscule", "url", "https://a.example/u")),
          new Case(
              "unbound prefixes",
              "<rss><channel><item><title>T</title><foo:bar>x</foo:bar><dc:creator>Ana</dc:creator></item></channel></rss>",
              Map.of("title", "T", "author", "Ana")),
          new Case("no channel", "<rss><item><title>A</title></item></rss>", Map.of("title", "A")),
          new Case(
              "items beside the channel",
              "<rss><channel><title>P</title></channel><item><title>A</title></item></rss>",
              Map.of("title", "A")),
          new Case(
              "ampersand in an attribute",
              "<rss><channel><item><enclosure"
                  + " url='http://a.example/?a=1&b=2'/></item></channel></rss>",
              Map.of("enclosure", "http://a.example/?a=1&b=2")),
          new Case(
              "attribute without quotes",
              "<rss version=2.0><channel><item><enclosure url=http://a.example/x type=y"
                  + " /></item></channel></rss>",
              Map.of("enclosure", "http://a.example/x")),
          new Case(
              "the same attribute twice",
              "<rss version='2.0'"
                  + " version='2.0'><channel><item><title>A</title></item></channel></rss>",
              Map.of("title", "A")),
          new Case(
              "something after the end",
              "<rss><channel><item><title>A</title></item></channel></rss><script>x</script>y",
              Map.of("title", "A")),
          new Case(
              "old DTD",
              "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://a.example/rss.dtd'><rss"
                  + " version='0.91'><channel><item><title>A</title></item></channel></rss>",
              Map.of("title", "A")),
          new Case(
              "Atom with a prefix",
              "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>A</a:title><a:link"
                  + " href='/x'/></a:entry></a:feed>",
              Map.of("title", "A", "url", "https://phare.example/x")),
          new Case(
              "RSS in a namespace",
              "<rss version='2.0'"
                  + " xmlns='http://backend.userland.com/rss2'><channel><item><title>A</title></item></channel></rss>",
              Map.of("title", "A")),
          new Case(
              "RSS in the namespace of Atom",
              "<?xml version='1.0'?><rss version='2.0' xmlns='http://www.w3.org/2005/Atom'"
                  + " xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><title>A</title>"
                  + "<link>http://a.example/</link><dc:subject>S</dc:subject>"
                  + "</item></channel></rss>",
              Map.of("title", "A", "url", "http://a.example/", "categories", "[S]")),
          new Case(
              "RSS in the namespace of podcasts",
              "<rss xmlns=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><item>"
                  + "<title>A</title><guid>g</guid></item></channel></rss>",
              Map.of("title", "A", "guid", "g")),
          new Case(
              "RDF of 1999",
              "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                  + " xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>C</title></channel><item><title>A</title><link>http://a.example/</link></item></rdf:RDF>",
              Map.of("title", "A", "url", "http://a.example/")),
          new Case(
              "xml:base in RSS",
              "<rss xml:base='http://a.example/b/'><channel><item><link>c</link></item></channel></rss>",
              Map.of("url", "http://a.example/b/c")),
          new Case(
              "xml:base in steps",
              "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/x/'><entry xml:base='y/'><link"
                  + " xml:base='z/' href='w'/></entry></feed>",
              Map.of("url", "https://phare.example/x/y/z/w")),
          new Case(
              "xml:base that is none",
              "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='mailto:x@y'><entry><link"
                  + " href='w'/></entry></feed>",
              Map.of("url", "https://phare.example/une/w")),
          new Case(
              "XHTML under a prefix",
              "<feed xmlns='http://www.w3.org/2005/Atom'"
                  + " xmlns:h='http://www.w3.org/1999/xhtml'><entry><title type='xhtml'><h:div>a"
                  + " <h:b>b</h:b></h:div></title></entry></feed>",
              Map.of("title", "a b")),
          new Case(
              "description, then summary",
              rss("<description>Bref</description><summary>Le texte entier</summary>"),
              Map.of("summary", "Bref", "body", "Le texte entier")),
          new Case(
              "summary, then description",
              rss("<summary>Bref</summary><description>Le texte entier</description>"),
              Map.of("summary", "Bref", "body", "Le texte entier")),
          new Case(
              "two summaries and a body",
              rss(
                  "<summary>Bref</summary><description>Moyen</description>"
                      + "<content:encoded>Long</content:encoded>"),
              Map.of("summary", "Bref", "body", "Long")),
          new Case(
              "an empty description before one of Dublin Core",
              rss("<description/><dc:description>Bref</dc:description>"),
              Map.of("summary", "Bref", "body", NOTHING)),
          new Case(
              "the same text under two names",
              rss("<description>Bref</description><dc:description>Bref</dc:description>"),
              Map.of("summary", "Bref", "body", NOTHING)),
          new Case(
              "encoded content alone",
              rss("<content:encoded>&lt;p&gt;Seul&lt;/p&gt;</content:encoded>"),
              Map.of("summary", "", "body", "Seul")),
          new Case(
              "the title of MathML and SVG is not the entry's",
              rss(
                  "<svg xmlns='http://www.w3.org/2000/svg'><title>Faux</title></svg>"
                      + "<title>Vrai</title>"),
              Map.of("title", "Vrai")),
          new Case(
              "a foreign namespace with our names",
              rss(
                  "<z:title xmlns:z='urn:z'>Faux</z:title><title>Vrai</title>"
                      + "<z:description xmlns:z='urn:z'>Faux</z:description>"),
              Map.of("title", "Vrai", "summary", "")),
          new Case(
              "the image and the input of a channel in an item",
              rss(
                  "<image><title>Image</title></image><textInput><title>Champ</title>"
                      + "<description>Quoi</description></textInput><title>Vrai</title>"),
              Map.of("title", "Vrai", "summary", "")),
          new Case(
              "guid that is a path",
              rss("<guid>/2025/un</guid>"),
              Map.of("guid", "/2025/un", "url", "https://phare.example/2025/un")),
          new Case(
              "isPermaLink in lower case and with spaces",
              rss("<guid ispermalink=' false '>https://a.example/1</guid>"),
              Map.of("url", NOTHING)),
          new Case(
              "link with white space and CDATA",
              rss("<link>\n <![CDATA[ https://a.example/?a=1&b=2 ]]>\n</link>"),
              Map.of("url", "https://a.example/?a=1&b=2")),
          new Case(
              "capitals and attributes in capitals",
              "<RSS VERSION='2.0'><CHANNEL><ITEM><TITLE>T</TITLE><ENCLOSURE"
                  + " URL='https://a.example/x.mp3'/></ITEM></CHANNEL></RSS>",
              Map.of("title", "T", "enclosure", "https://a.example/x.mp3")),
          new Case(
              "RSS 0.90",
              "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                  + " xmlns='http://channel.netscape.com/rdf/simple/0.9/'><channel><title>C</title>"
                  + "</channel><item><title>T</title><link>https://a.example/1</link></item>"
                  + "<textinput><title>Champ</title></textinput></rdf:RDF>",
              Map.of("title", "T", "url", "https://a.example/1")),
          new Case(
              "RSS 1.1",
              "<Channel xmlns='http://purl.org/net/rss1.1#'"
                  + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><title>C</title>"
                  + "<items rdf:parseType='Collection'><item rdf:about='https://a.example/1'>"
                  + "<title>T</title><description>D</description></item></items></Channel>",
              Map.of("title", "T", "summary", "D", "url", "https://a.example/1")),
          new Case(
              "Channel Definition Format",
              "<CHANNEL HREF='https://a.example/'><TITLE>C</TITLE><ITEM HREF='https://a.example/1'"
                  + " LASTMOD='2003-12-31T10:14:55Z'><TITLE>T</TITLE><ABSTRACT>Bref</ABSTRACT>"
                  + "</ITEM></CHANNEL>",
              Map.of(
                  "title",
                  "T",
                  "summary",
                  "Bref",
                  "url",
                  "https://a.example/1",
                  "updated",
                  "2003-12-31T10:14:55Z")),
          new Case(
              "an entry alone",
              "<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>urn:1</id></entry>",
              Map.of("title", "T", "guid", "urn:1")),
          new Case(
              "Atom in an old namespace",
              "<feed xmlns='http://purl.org/pie/'><entry><title>T</title><link rel='alternate'"
                  + " href='/1'/><content>C</content></entry></feed>",
              Map.of("title", "T", "body", "C", "url", "https://phare.example/1")),
          new Case(
              "a tag that is talked about",
              atom("<title type='text'>Histoire de la balise &lt;blink&gt;</title>"),
              Map.of("title", "Histoire de la balise <blink>")),
          new Case(
              "escaped HTML under the name of XHTML",
              atom03("<title type='application/xhtml+xml'>Un &lt;b&gt;mot&lt;/b&gt;</title>"),
              Map.of("title", "Un mot")),
          new Case(
              "text in base64",
              atom03("<summary mode='base64'>\nVW4gdGV4dGU=\n</summary>"),
              Map.of("summary", "Un texte")),
          new Case(
              "references to windows-1252",
              rss("<title>&#145;Un&#146; &#x80;</title>"),
              Map.of("title", "‘Un’ €")),
          new Case(
              "references to the halves of a character",
              rss("<title>Bravo &#55357;&#56832; &#xD83D;&#xde00; &#55357;!</title>"),
              Map.of("title", "Bravo 😀 😀 \uFFFD!")),
          new Case(
              "a reference above the root",
              atom("<link xml:base='/a/b/' href='../../../c?d#e'/>"),
              Map.of("url", "https://phare.example/c?d#e")),
          new Case(
              "a base above the root",
              "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='../../x/'><entry>"
                  + "<link href='w'/></entry></feed>",
              Map.of("url", "https://phare.example/x/w")),
          new Case(
              "JSON with a foreign address",
              "{\"items\":[{\"id\":\"x\",\"external_url\":\"http://b.example/\",\"content_html\":\"<p>a\"}]}",
              Map.of("url", "http://b.example/", "body", "a")),
          new Case(
              "an image makes room for the text",
              "{\"items\":[{\"id\":\"x\",\"title\":\"\\u200b\",\"content_html\":\"<img"
                  + " src=x>\",\"content_text\":\"Un <b>.\\n"
                  + "\\n"
                  + "AT&amp;T\",\"authors\":[{\"name\":\" \"},"
                  + "{\"name\":\"Ana\"}],\"tags\":[\"&nbsp;\",\"Paix\"]}]}",
              Map.of(
                  "title",
                  "",
                  "body",
                  "Un <b>.\nAT&amp;T",
                  "author",
                  "Ana",
                  "categories",
                  "[Paix]")),
          new Case(
              "types of Atom that are no markup",
              atom(
                  "<title type='foo'>if (a&lt;b &amp;&amp; c&gt;d)</title><summary"
                      + " type='TEXT'>AT&amp;amp;T &lt;b></summary><content>x &lt;y> z</content>"),
              Map.of("title", "if (a<b && c>d)", "summary", "AT&amp;T <b>", "body", "x <y> z")),
          new Case(
              "types of Atom that are markup",
              atom(
                  "<title type='text/html; charset=utf-8'>&lt;b>Un&lt;/b></title><summary"
                      + " type=' HTML '>&amp;eacute;</summary><content"
                      + " type='application/xhtml+xml'><p>Deux</p></content>"),
              Map.of("title", "Un", "summary", "é", "body", "Deux")),
          new Case(
              "markup under the type of text",
              atom("<title>&lt;p>Un&lt;/p></title><content>&lt;p>a&lt;/p>&lt;p>b&lt;/p></content>"),
              Map.of("title", "Un", "body", "a\nb")),
          new Case(
              "words under the type of an image",
              atom(
                  "<title type='image/png'>Paix</title><content"
                      + " type='image/png'>AAAA/w==</content>"),
              Map.of("title", "Paix", "body", NOTHING)),
          new Case(
              "HTML that speaks of a tag",
              atom(
                  "<title type='html'>La balise &amp;lt;b></title><summary type='xhtml'><div>"
                      + "list&lt;int> et <b>c</b></div></summary>"),
              Map.of("title", "La balise <b>", "summary", "list<int> et c")),
          new Case(
              "media in several groups, with contents inside",
              atom(
                  "<m:group xmlns:m='http://search.yahoo.com/mrss/'><m:content url='a'>"
                      + "<m:description>&#160;</m:description></m:content></m:group><m:group"
                      + " xmlns:m='http://search.yahoo.com/mrss/'><m:content url='b'><m:title>Un"
                      + "</m:title><m:description type='html'>&lt;p>Deux&lt;/p></m:description>"
                      + "<m:category>Paix</m:category></m:content></m:group>"),
              Map.of("title", "Un", "summary", "Deux", "categories", "[Paix]")),
          new Case(
              "categories inside categories",
              rss("<itunes:category text='A'><itunes:category text='B'/></itunes:category>"),
              Map.of("categories", "[A, B]")),
          new Case(
              "a link that is HTML",
              rss("<link>&lt;a href='https://a.example/1'>lire&lt;/a></link>"),
              Map.of("url", "https://a.example/1")),
          new Case(
              "a link with an element",
              rss("<link><a href='https://a.example/2'>lire</a></link>"),
              Map.of("url", "https://a.example/2")),
          new Case(
              "half of a character in CDATA",
              rss("<title><![CDATA[&#xD83D;&#xDE00; &#55357; fin]]></title>"),
              Map.of("title", "😀 \uFFFD fin")),
          new Case(
              "accented letters without a semicolon",
              rss("<title>Tr&amp;ecircve</title><description>?a=1&amp;agrave=2</description>"),
              Map.of("title", "Trêve", "summary", "?a=1&agrave=2")));

  /// Each is there and shows nothing: an image, blanks, what HTML hides.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " &#160; ",
        "&#8203;&#65279;&#173;",
        "&lt;img src='x'>",
        "&lt;p>&amp;nbsp;&lt;/p>",
        "&lt;!-- x -->",
        "<!-- x -->",
        "<![CDATA[]]>",
        "<![CDATA[<a href='/'><img src='x' alt='y'/></a>]]>",
        "<img src='x'/>",
        "&lt;script>x&lt;/script>",
        "&lt;iframe src='x'>&lt;/iframe>"
      })
  void whatShowsNothingMakesRoomForTheNext(String nothing) {
    String before =
        "<title>%1$s</title><description>%1$s</description><author>%1$s</author>".formatted(nothing)
            + "<category>%s</category><content:encoded>%1$s</content:encoded>".formatted(nothing);
    String rss =
        rss(
            before
                + "<dc:title>Titre</dc:title><dc:creator>Ana</dc:creator><category>Paix</category>"
                + "<media:description>Un pas</media:description><body>Corps</body>");
    String atom =
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'><entry><title"
            + " type='html'>%1$s</title><summary>%1$s</summary><author><name>%1$s</name></author>"
                .formatted(nothing)
            + "<content type='html'>%s</content><dc:title>Titre</dc:title>".formatted(nothing)
            + "<i:author>Ana</i:author><category term='' label='Paix'/><i:summary>Un pas"
            + "</i:summary><content>Corps</content></entry></feed>";

    for (String document : List.of(rss, atom)) {
      readsWhatTheEntrySays(
          new Case(
              nothing,
              document,
              Map.of(
                  "title",
                  "Titre",
                  "summary",
                  "Un pas",
                  "author",
                  "Ana",
                  "body",
                  "Corps",
                  "categories",
                  "[Paix]")));
    }
  }

  /// What is never closed, or closes itself as in XML, takes no words with it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<iframe src='x'/>",
        "<iframe src=\"x\">",
        "<script src='x'/>",
        "<video>",
        "<textarea>",
        "<noscript>",
        "<title/>",
        "<!-- ",
        "<a href=\"x",
        "<p title='x"
      })
  void theWordsBehindAnUnclosedElementAreRead(String start) {
    assertThat(PlainText.toLine("Avant. " + start + " <p>La trêve.</p>"))
        .isEqualTo("Avant. La trêve.");
  }

  static List<Case> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsWhatTheEntrySays(Case asked) {
    FeedResult result =
        READER.read(asked.document().getBytes(StandardCharsets.UTF_8), null, ADDRESS);

    assertThat(result).isInstanceOf(FeedDocument.class);
    List<Entry> entries = ((FeedDocument) result).entries();
    assertThat(entries).hasSize(1);
    asked
        .fields()
        .forEach(
            (field, expected) ->
                assertThat(read(entries.getFirst(), field)).as(field).isEqualTo(expected));
  }

  private static String read(Entry entry, String field) {
    Content content = entry.content();
    @Nullable Object value =
        switch (field) {
          case "title" -> content.title();
          case "summary" -> content.summary();
          case "body" -> content.body();
          case "url" -> content.url();
          case "author" -> content.author();
          case "published" -> content.published();
          case "updated" -> content.updated();
          case "categories" -> content.categories();
          case "guid" -> entry.guid();
          case "enclosure" -> entry.enclosure();
          default -> throw new IllegalArgumentException(field);
        };
    return value == null ? NOTHING : value.toString();
  }
}
