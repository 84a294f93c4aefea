package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Charsets by their labels, and labels that are wrong.
class CharsetsTest {
  private static final FeedReader READER =
      new FeedReader(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

  @ParameterizedTest
  @CsvSource({
    "windows-1250, windows-1250, Příliš žluťoučký",
    "windows-1251, windows-1251, Привет всем",
    "windows-1253, windows-1253, Καλημέρα",
    "windows-1254, windows-1254, İstanbul",
    "windows-1255, windows-1255, שלום",
    "windows-1256, windows-1256, مرحبا",
    "windows-1257, windows-1257, Rīgā",
    "iso-8859-2, iso-8859-2, Příliš",
    "iso-8859-5, iso-8859-5, Привет",
    "iso-8859-7, iso-8859-7, Καλημέρα",
    "iso-8859-15, iso-8859-15, œuvre à 10 €",
    "iso-8859-9, windows-1254, İstanbul – “şehir”",
    "koi8-r, koi8-r, Привет",
    "koi8-u, koi8-u, Привіт",
    "cp866, cp866, Привет",
    "cp437, cp437, été",
    "cp850, cp850, été",
    "mac-roman, x-MacRoman, été à Genève",
    "macintosh, x-MacRoman, été à Genève",
    "big5, Big5, 中文新聞",
    "gb2312, GB18030, 中文新闻镕",
    "gbk, GBK, 中文新闻",
    "gb18030, GB18030, 中文新闻",
    "euc-jp, EUC-JP, 日本語",
    "shift_jis, windows-31j, 日本語①",
    "iso-2022-jp, ISO-2022-JP, 日本語",
    "euc-kr, x-windows-949, 한국어 똠",
    "ebcdic-cp-us, IBM037, etude",
    "cp500, IBM500, etude",
    "utf16, windows-1252, L’été",
    "unicode, windows-1252, L’été",
  })
  void aDeclaredCharsetIsRead(String label, String charset, String title) {
    String feed =
        "<?xml version='1.0' encoding='"
            + label
            + "'?><rss><channel><item><title>"
            + title
            + "</title></item></channel></rss>";

    assertThat(title(feed.getBytes(Charset.forName(charset)), null)).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1251, text/xml;charset=windows-1251, Привет",
    "windows-1252, text/xml;charset=us-ascii, L’été",
    "UTF-8, text/xml;charset=windows-1251, Привет",
    "UTF-8, application/rss+xml;charset=utf-16, Привет",
    "windows-1251, text/html; charset='windows-1251', Привет",
    "UTF-16LE, text/xml;charset=utf-8, Привет",
  })
  void theHeaderCountsWhereTheDocumentSaysNothing(String charset, String type, String title) {
    String feed = "<rss><channel><item><title>" + title + "</title></item></channel></rss>";

    assertThat(title(feed.getBytes(Charset.forName(charset)), type)).isEqualTo(title);
  }

  /// A publisher that takes its UTF-8 for Latin text and encodes it once more.
  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, Trêve à Genève : l'œuvre",
    "windows-1252, L’accord de « paix » à 10 €…",
    "windows-1252, à Ménilmontant",
    "ISO-8859-1, Привет всем",
    "windows-1252, Привет миру",
    "windows-1252, La gare du RER\u00a0: fermée",
    "windows-1252, CÔTE D’AZUR",
    "windows-1252, « LIBÉRÉE »",
    "windows-1252, Việt Nam 🕊",
    "windows-1252, Le cœur de l’œuvre – 5 €…",
  })
  void whatWasEncodedTwiceIsReadAsItWasMeant(String charset, String meant) {
    String twice = new String(meant.getBytes(StandardCharsets.UTF_8), Charset.forName(charset));

    assertThat(titled(twice)).isEqualTo(meant);
  }

  /// Accents that happen to stand beside what could be the second byte of UTF-8.
  @ParameterizedTest
  @CsvSource({
    "CITÉ…",
    "Côté « CITÉ »",
    "La CITÉ’",
    "É»",
    "Â",
    "Â\u00a0: la lettre",
    "« Ã »",
    "Ãª et été",
    "Le caractère « Ã© » est une faute",
    "AMANHÃ…",
    "SÃO PAULO – AMANHÃ",
    "HEINÄ… ja ELÄMÄ",
    "La liberté\u00a0» et à\u00a0«",
    "Việt Nam à Hà Nội",
    "Trêve",
    "100 € à 3 £"
  })
  void whatWasEncodedOnceStays(String title) {
    assertThat(titled(title)).isEqualTo(title);
  }

  /// Where the accents stand does not matter: as references, in CDATA, escaped once more; nor how
  /// often they were encoded.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "L’accord de Genève",
        "La Civiltà\u00a0: « libérée »",
        "5 € – oui…",
        "Ça déjà vu à Rome",
        "L’œuvre, le “cœur”"
      })
  void whatWasEncodedTwiceIsReadBehindReferencesToo(String meant) {
    String twice = encodedTwice(meant);
    String references = references(twice);

    assertThat(titled(references)).isEqualTo(meant);
    assertThat(titled("<![CDATA[" + references + "]]>")).isEqualTo(meant);
    assertThat(titled("<![CDATA[<p>" + references + "</p>]]>")).isEqualTo(meant);
    assertThat(titled(references.replace("&", "&amp;"))).isEqualTo(meant);
    assertThat(titled(encodedTwice(twice))).isEqualTo(meant);
  }

  private static String encodedTwice(String text) {
    StringBuilder twice = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      twice.append(DoubleEncoding.ofWindows(b & 0xff));
    }
    return twice.toString();
  }

  private static String references(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(c -> out.append(c < 0x80 ? String.valueOf((char) c) : "&#%d;".formatted(c)));
    return out.toString();
  }

  /// White space and control characters are lost on the way, and a text is cut; of two joined texts
  /// one may be right.
  @ParameterizedTest
  @CsvSource({
    "GenÃ¨ve Ã la une, Genève à la une",
    "L’accord : Â« TrÃªve Â», L’accord : « Trêve »",
    "Un â€œcÅ“urâ€ Ã©levÃ©, Un “cœur” élevé",
    "Le dÃ©cor frÃ´le lâ€™absurde…, Le décor frôle l’absurde…",
    "Genève : la TrÃªve tient, Genève : la Trêve tient",
    "TrÃ©s crÃ©Ã©e à Gaza, Trés créée à Gaza",
  })
  void whatIsCertainlyEncodedTwiceIsReadInADamagedText(String written, String meant) {
    assertThat(titled(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "c3, signé�",
    "e280, signé�",
    "f09f95, signé�",
    "c3 fin, signé� fin",
    "ff, signé�",
    "e9 fin, signéé fin",
    "f9 fin, signéù fin",
    "92accord, signé’accord",
  })
  void aCharacterThatIsCutIsNoLetter(String damage, String title) {
    String hex = damage.replaceAll("[^0-9a-f].*|accord", "");
    byte[] start = "<rss><channel><item><title>signé".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = HexFormat.of().parseHex(hex);
    byte[] end =
        (damage.substring(hex.length()) + "</title></item></channel></rss>")
            .getBytes(StandardCharsets.UTF_8);
    byte[] feed =
        ByteBuffer.allocate(start.length + bytes.length + end.length)
            .put(start)
            .put(bytes)
            .put(end)
            .array();

    assertThat(title(feed, null)).isEqualTo(title);
    assertThat(title(feed, "text/xml; charset=iso-8859-1")).isEqualTo(title);
  }

  /// A text of one accent: UTF-8 that was cut, or windows-1252 that nobody declared.
  @ParameterizedTest
  @CsvSource({
    "C3, '', sign�",
    "C3, ' fin', sign� fin",
    "C3, '... fin', sign�... fin",
    "C2, ' fin', sign� fin",
    "C5, '', sign�",
    "E280, '', sign�",
    "E2, ' fin', sign� fin",
    "F09F, ' fin', sign� fin",
    "E9, '', signé",
    "E9, 'e', signée",
    "F9, ' fin', signù fin",
    "F4, ' fin', signô fin",
    "EF, ' fin', signï fin",
    "EE, 't', signît",
    "FF, '-les', signÿ-les",
    "E2, 't', signât",
    "C2, 'ME', signÂME"
  })
  void theOnlyAccentIsALetterOrWasCut(String hex, String end, String title) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    String written = "sign" + new String(bytes, StandardCharsets.ISO_8859_1) + end;
    String item = "<rss><channel><item><title>" + written + "</title></item></channel></rss>";

    assertThat(title(item.getBytes(StandardCharsets.ISO_8859_1), null)).isEqualTo(title);
    assertThat(title(item.getBytes(StandardCharsets.ISO_8859_1), "text/xml;charset=utf-8"))
        .isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({
    "L\u0092ambassadeur, L’ambassadeur",
    "CITÉ\u0085, CITÉ…",
    "\u0093Non\u0094 à 5 \u0080\u0085, “Non” à 5 €…",
    "\u0093Un\u0094 c\u009cur, “Un” cœur",
  })
  void windowsQuotesThatWereTakenForControlCharactersAreRead(String written, String meant) {
    assertThat(titled(written)).isEqualTo(meant);
  }

  @Test
  void eachTextIsJudgedByItself() {
    String feed =
        "<rss><channel><item><title>TrÃªve</title><description>à Genève</description></item>"
            + "</channel></rss>";
    FeedDocument document =
        (FeedDocument) READER.read(feed.getBytes(StandardCharsets.UTF_8), null, null);

    assertThat(document.entries().getFirst().content().title()).isEqualTo("Trêve");
    assertThat(document.entries().getFirst().content().summary()).isEqualTo("à Genève");
  }

  private static String titled(String title) {
    String feed = "<rss><channel><item><title>" + title + "</title></item></channel></rss>";
    return title(feed.getBytes(StandardCharsets.UTF_8), null);
  }

  private static String title(byte[] feed, @Nullable String type) {
    FeedResult result = READER.read(feed, type, null);
    assertThat(result).isInstanceOf(FeedDocument.class);
    return ((FeedDocument) result).entries().getFirst().content().title();
  }
}
