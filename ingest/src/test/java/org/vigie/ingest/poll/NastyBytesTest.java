package org.vigie.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents whose bytes contradict their declared type or encoding, polled from a real server.
class NastyBytesTest {
  private static final String TITLE = "Trêve signée à Saïda, l’Élysée « réservé »";
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final PolledFeed rss = new PolledFeed();

  @AfterEach
  void close() {
    rss.close();
  }

  private static String document(String prolog, String... items) {
    return prolog + "<rss version=\"2.0\"><channel>" + String.join("", items) + "</channel></rss>";
  }

  private static String item(String title) {
    return "<item><title>" + title + "</title></item>";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "text/xml; charset=ISO-8859-1, UTF-8",
    "text/xml; charset=utf-8, ISO-8859-1",
    "text/xml; charset=us-ascii, windows-1252",
    "application/rss+xml; charset=nonsense, none-of-all"
  })
  void headerAndPrologDisagree(String type, String encoding) {
    rss.serveBytes(
        utf8(document("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>", item(TITLE))),
        "Content-Type: " + type);

    assertThat(rss.pollTitles()).containsExactly(TITLE);
  }

  @Test
  void windowsQuotesUnderTheNameOfIso88591() {
    rss.serveBytes(
        document("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", item(TITLE)).getBytes(WINDOWS),
        "Content-Type: text/xml");

    assertThat(rss.pollTitles()).containsExactly(TITLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/xml", "text/html"})
  void utf8WithoutAnyLabel(String type) {
    rss.serveBytes(utf8(document("", item(TITLE))), "Content-Type: " + type);

    assertThat(rss.pollTitles()).containsExactly(TITLE);
  }

  @Test
  void iso88591WithoutADeclaration() {
    rss.serveBytes(document("<?xml version=\"1.0\"?>", item(TITLE)).getBytes(WINDOWS));

    assertThat(rss.pollTitles()).containsExactly(TITLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void byteOrderMarks(String charset) {
    rss.serveBytes(
        ('\uFEFF' + document("<?xml version=\"1.0\"?>", item(TITLE)))
            .getBytes(Charset.forName(charset)));

    assertThat(rss.pollTitles()).containsExactly(TITLE);
  }

  @Test
  void utf8EncodedTwice() {
    String twice = new String(utf8("Trêve signée à Saïda"), WINDOWS);
    rss.serveBytes(utf8(document("", item(twice), item("Le cadratin — reste"))));

    assertThat(rss.pollTitles()).containsExactly("Trêve signée à Saïda", "Le cadratin — reste");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\n  ", "Notice: undefined index in feed.php\n", "\uFEFF\uFEFF\r\n"})
  void somethingBeforeTheProlog(String garbage) {
    rss.serveBytes(utf8(garbage + document("<?xml version=\"1.0\"?>", item(TITLE))));

    assertThat(rss.pollTitles()).containsExactly(TITLE);
  }

  @Test
  void namesOfHtmlThatXmlDoesNotKnow() {
    rss.serveChannel(item("Tr&ecirc;ve &laquo;&nbsp;totale&nbsp;&raquo; &agrave; Sa&iuml;da"));

    assertThat(rss.pollTitles()).containsExactly("Trêve «\u00a0totale\u00a0» à Saïda");
  }

  @Test
  void unknownNamesBareAmpersandsControlCharactersAndInvalidReferences() {
    rss.serveChannel(
        item("Traité &inconnue; de Brest"),
        item("Dupont & Fils"),
        item("Paix\u0003armée&#0; &#xFFFF;"));

    assertThat(rss.pollTitles())
        .containsExactly("Traité &inconnue; de Brest", "Dupont & Fils", "Paix armée");
  }

  @Test
  void nakedHtmlAndUnclosedTagsInADescription() {
    rss.serveChannel(
        item("Avant"),
        "<item><title>Pendant</title><description><p>La trêve<br>tient <b>bon</p></description>"
            + "</item>",
        item("Après"));

    assertThat(rss.pollContents())
        .extracting(content -> content.title() + "|" + content.summary())
        .containsExactly("Avant|", "Pendant|La trêve tient bon", "Après|");
  }

  @Test
  void aPrefixThatIsBoundToNothing() {
    rss.serveChannel("<item><title>Sommet</title><dc:creator>Ana Roy</dc:creator></item>");

    assertThat(rss.pollContents())
        .extracting("title", "author")
        .containsExactly(tuple("Sommet", "Ana Roy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain", "application/octet-stream", "image/gif", ";"})
  void aFeedUnderTheTypeOfSomethingElse(String type) {
    rss.serve(document("", item(TITLE)), "Content-Type: " + type);

    assertThat(rss.pollTitles()).containsExactly(TITLE);
  }

  @Test
  void aPageOfConsentInsteadOfTheFeed() {
    rss.serveChannel(item(TITLE)).poll();
    rss.serve("<!doctype html><html><title>Vos choix</title><p>Accepter ?</html>");

    assertThat(rss.poll().outcome()).isEqualTo("an HTML page (\"Vos choix\"), not a feed");
    assertThat(rss.state.knownIds()).hasSize(1);
  }

  @Test
  void anEmptyBody() {
    rss.serve("", "ETag: \"1\"");

    assertThat(rss.poll().outcome()).isEqualTo("an empty document");
    assertThat(rss.state.etag()).isNull();
    assertThat(rss.state.firstDocument()).isNull();
  }

  @Test
  void aDocumentThatEndsInTheMiddle() {
    String whole = document("", item("Un"), item("Deux"), item("Trois"));
    rss.serve(whole.substring(0, whole.indexOf("Trois")), "ETag: \"1\"");

    assertThat(rss.pollTitles()).containsExactly("Un", "Deux");
    assertThat(rss.state.etag()).as("it would spare us the rest").isNull();
    assertThat(rss.state.bodyHash()).isNull();
  }

  @Test
  void aBodyShorterThanItsAnnouncedLength() {
    byte[] body = utf8(document("", item("Un")));
    byte[] half = Arrays.copyOf(body, body.length - 10);
    rss.serveBytes(half, "ETag: \"1\"", "Content-Length: " + body.length);

    Poll poll = rss.poll();

    assertThat(poll.hasSucceeded()).isFalse();
    assertThat(poll.readings()).isEmpty();
    assertThat(rss.state.etag()).isNull();

    rss.serveBytes(body, "ETag: \"1\"", "Content-Length: " + (body.length + 100));
    assertThat(rss.pollTitles()).as("nothing of it is missing").containsExactly("Un");
    assertThat(rss.state.etag()).isNull();
  }
}
