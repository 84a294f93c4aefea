package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.model.Content;
import org.vigie.model.Outlet;

/// Sound feeds, mutilated by a seeded generator: whatever comes, the reader answers, and what it
/// lets through holds no control character and no tag.
class MutilatedFeedsTest {
  private static final int ROUNDS = 400;
  private static final String[] SHARDS = {
    "<",
    ">",
    "&",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "</item>",
    "<item>",
    "&#0;",
    "&#xD800;",
    "<!DOCTYPE x [",
    "\u0000",
    "\u001b[2J",
    "<script>",
    "&lt;script&gt;",
    "xml:base='http://['",
    "<?xml ",
    "\uFEFF",
    "&eacute;",
    "<title>",
    "</channel>",
    "{",
    "é",
    "\uD83D"
  };
  private static final List<String> SOUND =
      List.of(
          """
          <?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel><title>Le Phare</title><link>https://phare.example/</link><item><title>Un accord</title>
          <link>/1</link><guid>1</guid><description><![CDATA[<p>Le texte <b>gras</b> &amp; fin</p>]]></description>
          <pubDate>Sun, 16 Mar 2025 10:00:00 +0100</pubDate><dc:creator>Anne</dc:creator></item></channel></rss>
          """,
          """
          <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://phare.example/"><title>Le Phare</title>
          <entry><id>tag:1</id><title type="html">Un &lt;b&gt;accord&lt;/b&gt;</title><link href="1"/>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Le <em>texte</em></div></content>
          <updated>2025-03-16T10:00:00Z</updated></entry></feed>
          """,
          """
          {"version":"https://jsonfeed.org/version/1","title":"Le Phare","items":[{"id":"1","url":"/1",
          "title":"Un accord","content_html":"<p>Le texte</p>","date_published":"2025-03-16T10:00:00Z"}]}
          """);

  private final FeedReader reader =
      new FeedReader(InstantSource.fixed(Instant.parse("2025-03-16T12:00:00Z")));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyDocumentGetsAnAnswerAndNothingHarmfulPasses(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = mutilated(SOUND.get(random.nextInt(SOUND.size())), random);
      String shown = "seed " + seed + " round " + round;
      assertThatCode(() -> check(bytes)).as(shown).doesNotThrowAnyException();
    }
  }

  private void check(byte[] bytes) {
    FeedResult result = reader.read(bytes, "text/xml", URI.create("https://phare.example/rss"));
    if (result instanceof FeedDocument document) {
      document.entries().forEach(MutilatedFeedsTest::checkEntry);
      assertThat(ItemIdProposer.proposeIds(Outlet.named("Le Phare"), document.entries()))
          .hasSameSizeAs(document.entries());
    }
  }

  private static void checkEntry(Entry entry) {
    Content content = entry.content();
    assertThat(content.title() + content.summary())
        .doesNotContain("\u0000", "\u001b", "<script", "</b>", "<p>");
    String url = content.url();
    assertThat(url == null || Links.isHttp(url)).isTrue();
  }

  private static byte[] mutilated(String sound, Random random) {
    StringBuilder text = new StringBuilder(sound);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, SHARDS[random.nextInt(SHARDS.length)]);
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
        default -> text.setCharAt(at, (char) random.nextInt(0x100));
      }
      if (text.isEmpty()) {
        text.append(' ');
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
  }
}
