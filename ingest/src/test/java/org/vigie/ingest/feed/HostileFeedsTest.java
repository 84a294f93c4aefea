package org.vigie.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.model.Content;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.wire.Json;

/// Documents that mean harm: what comes out is plain, bounded and links nowhere but to the web.
class HostileFeedsTest {
  private static final int MOST_BYTES = 500_000;
  private static final URI BASE = URI.create("https://phare.test/une.xml");
  private final FeedReader reader =
      new FeedReader(Clock.fixed(Instant.parse("2025-03-01T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void scriptsAndEventHandlersLeaveNothingBehind() {
    Content content =
        only(
            item(
                "<title>&lt;script&gt;alert(1)&lt;/script&gt;Un &lt;b onclick=\"x()\"&gt;titre"
                    + "&lt;/b&gt;</title><description><![CDATA[<img src=x onerror=alert(1)>Texte"
                    + "<style>p{}</style><iframe src='javascript:a()'></iframe>]]></description>"));
    assertThat(content.title()).isEqualTo("Un titre");
    assertThat(content.summary()).isEqualTo("Texte");
  }

  /// Whatever says `mal` must be gone, whatever says `sain` must be there.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sain<script>mal()</script>",
        "sain<SCRIPT src=mal>",
        "sain<script>mal",
        "<a href='javascript:mal()'>sain</a>",
        "<a onclick=mal href=x>sain",
        "<a/onclick=mal>sain</a>",
        "<a title=\">\" onclick=mal>sain</a>",
        "<img src='data:text/html,mal' onload=mal>sain",
        "sain<img src=mal",
        "<b style='x:expression(mal)'>sain</b>",
        "sain<style>b{x:url(mal)}</style>",
        "sain<!-- <script>mal</script> -->",
        "sain<!-- mal",
        "<p onmouseover='x>mal'>sain</p>",
        "sain<iframe src=mal>mal</iframe>",
        "sain<object data=mal><param name=mal></object>",
        "sain<meta http-equiv=refresh content=mal>",
        "sain<?php mal ?>",
        "sain<svg onload=mal><script>mal</script></svg>",
        "<eigen:tag onx=mal>sain</eigen:tag>",
        "<eigen-tag onx='mal'>sain</eigen-tag>",
        "sain<form action=mal><input value=mal></form>",
        "sain<template>mal</template>",
        "sain<textarea><script>mal</script></textarea>",
        "sain&lt;script&gt;mal()&lt;/script&gt;",
        "sain&amp;lt;script&amp;gt;mal()&amp;lt;/script&amp;gt;",
        "<noscript><p title='</noscript><script>mal</script>'></noscript>sain",
        "sain<base href=mal><link rel=mal href=mal>",
      })
  void noMarkupAndNothingActiveIsLeft(String html) {
    String escaped = html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    for (String element : List.of("title", "description")) {
      Content content = only(item("<" + element + ">" + escaped + "</" + element + ">"));
      assertThat(content.title() + content.summary())
          .contains("sain")
          .doesNotContain("mal", "<", "javascript:", "data:");
    }
  }

  @Test
  void controlCharactersEscapesAndDirectionMarksAreDropped() {
    Content content =
        only(
            item(
                "<title>a\u001b]8;;http://evil\u0007b\u001b[2Jc\u202ed\u200be&#x1b;f&#x202e;g\u0000h"
                    + "</title><author>x\u009by</author><category>z\u001b[1m</category>"));
    assertPlain(content);
    assertThat(content.title()).startsWith("a").endsWith("h");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html;base64,AAAA",
        "file:///etc/passwd",
        "vbscript:x",
        " JaVaScRiPt:alert(1)",
        "java&#x0a;script:alert(1)",
        "\u0001javascript:alert(1)"
      })
  void linksThatLeadNowhereOnTheWebCountAsMissing(String link) {
    String url = only(item("<title>t</title><link>" + link + "</link>")).url();
    if (url != null) {
      assertThat(URI.create(url).getScheme()).isIn("http", "https");
    }
  }

  @Test
  void entitiesThatMultiplyAreNotExpanded() {
    String declared =
        IntStream.range(1, 10)
            .mapToObj(i -> "<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)))
            .collect(Collectors.joining());
    assertBounded(
        "<!DOCTYPE rss [<!ENTITY l0 \"lol\">"
            + declared
            + "]>"
            + rss("<item><title>&l9;</title></item>"));
  }

  @Test
  void externalEntitiesAreNotRead() {
    FeedResult result =
        assertBounded(
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % y SYSTEM"
                + " \"http://127.0.0.1:1/\"> %y;]>"
                + rss("<item><title>a &x; b</title></item>"));
    assertThat(result.toString()).doesNotContain("root:");
  }

  @Test
  void cdataCannotCloseItselfAndSmuggleElements() {
    FeedResult result =
        assertBounded(
            rss(
                "<item><title><![CDATA[a]]]]><![CDATA[></title><title>b]]></title></item>"
                    + "<item><title><![CDATA[<![CDATA[ x ]]>]]></title></item>"));
    assertThat(result).isInstanceOf(FeedDocument.class);
  }

  @Test
  void aTitleOfFiveMegabytesCostsItsOwnLengthAlone() {
    FeedDocument document =
        (FeedDocument)
            assertBounded(
                rss(
                    "<item><guid>1</guid><title>"
                        + "é".repeat(5_000_000)
                        + "</title></item><item><guid>2</guid><title>deux</title></item>"));
    assertThat(document.entries()).hasSize(2);
    assertThat(document.entries().getFirst().content().title()).hasSize(EntryLimits.TITLE);
    assertThat(document.entries().getLast().content().title()).isEqualTo("deux");
  }

  @Test
  void everyPartOfAnEntryIsBounded() {
    String huge = "漢".repeat(200_000);
    assertBounded(
        rss(
            "<item><guid>%1$s</guid><link>https://a.test/%1$s</link><title>%1$s</title>"
                    .formatted(huge)
                + "<description>%1$s</description><author>%1$s</author>".formatted(huge)
                + "<category>%s</category>".formatted(huge).repeat(50)
                + "<category>c</category>".repeat(5_000)
                + "</item>"));
  }

  /// A square of its length would take hours for each of these.
  @ParameterizedTest
  @ValueSource(strings = {"\n ", "<!--", "<![CDATA[", "<!DOCTYPE[]x>"})
  void twoMegabytesOfOneBeginningTakeTimeByTheirLength(String beginning) {
    String many = beginning.repeat(2_000_000 / beginning.length());
    read(item("<title>Une trêve</title><description>" + many + "</description>"));
    read(
        item(
            "<title>Une trêve</title><description><![CDATA["
                + many.replace("]]>", "]]")
                + "]]></description>"));
    read(many);
  }

  @Test
  void aHundredThousandEntriesAreRead() {
    FeedResult result = reader.read(rss("<item/>".repeat(100_000)).getBytes(UTF_8), null, BASE);
    assertThat(result).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "-0001-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "99999999999999999999",
        "0000-00-00"
      })
  void absurdDatesCountAsMissing(String date) {
    Content content = only(item("<title>t</title><pubDate>" + date + "</pubDate>"));
    assertThat(content.published()).isNull();
  }

  @Test
  void nestingOfTenThousandElementsIsAnAnswerAndNoOverflow() {
    assertBounded(rss("<item><title>" + "<b>".repeat(10_000) + "x"));
    assertBounded("[".repeat(100_000));
    assertBounded(
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + "[".repeat(10_000));
  }

  @Test
  void reasonsAreOneShortPrintableLine() {
    FeedResult result = reader.read("<html><title>a\u001b[2J\u202e".getBytes(UTF_8), null, BASE);
    assertThat(result).isInstanceOf(Unreadable.class);
    assertThat(((Unreadable) result).reason())
        .doesNotContain("\u001b", "\u202e")
        .hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void mutatedDocumentsGiveBoundedPlainEntriesOrAReason() {
    mutate(300);
  }

  @Test
  @Tag("proof")
  void manyMutatedDocumentsGiveBoundedPlainEntriesOrAReason() {
    mutate(30_000);
  }

  private void mutate(int runs) {
    Random random = new Random(3);
    List<String> seeds =
        List.of(
            rss(
                "<item><guid>1</guid><title>Une trêve</title><link>https://a.test/1</link>"
                    + "<description><![CDATA[<p>Texte &amp; suite</p>]]></description>"
                    + "<pubDate>Sat, 01 Mar 2025 10:00:00 GMT</pubDate></item>"),
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>f</title><entry><id>urn:1</id>"
                + "<title type=\"html\">&lt;b&gt;x&lt;/b&gt;</title><link href=\"/a\"/>"
                + "<updated>2025-03-01T10:00:00Z</updated></entry></feed>",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"f\",\"items\":[{\"id\":\"1\","
                + "\"url\":\"https://a.test/1\",\"title\":\"x\",\"content_text\":\"y\"}]}");
    String[] insertions = {
      "\u0000",
      "\u001b[2J",
      "<script>",
      "]]>",
      "<![CDATA[",
      "&#x1b;",
      "\u202e",
      "<!DOCTYPE x [",
      "&a;",
      "\"",
      "{",
      "[[[[",
      "javascript:",
      "\ud800",
      "99999999999",
      "</item>",
      "<item>"
    };
    for (int run = 0; run < runs; run++) {
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int change = random.nextInt(6) + 1; change > 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.insert(at, insertions[random.nextInt(insertions.length)]);
          case 1 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(20)));
          case 2 -> text.setCharAt(at, (char) random.nextInt(0x3000));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 30)));
        }
      }
      assertBounded(text.toString());
    }
  }

  /// JSON can escape what no XML may hold.
  @Test
  void controlCharactersInJsonAreLeftOutAndHalvesOfCharactersMarked() {
    FeedResult result =
        assertBounded(
            "{\"items\":[{\"id\":\"a\\u0000\\u001b[31m\\ud83d\",\"title\":\"Trêve \\ud83d\","
                + "\"url\":\"https://a.test/\\u001b[2J\\ud83d\",\"tags\":[\"\\udc00x\"],"
                + "\"authors\":[{\"name\":\"Ana \\ud83d\\ude00\"}]}]}");

    Entry entry = ((FeedDocument) result).entries().getFirst();
    assertThat(entry.guid()).isEqualTo("a[31m");
    assertThat(entry.content().title()).isEqualTo("Trêve \uFFFD");
    assertThat(entry.content().author()).isEqualTo("Ana \ud83d\ude00");
    assertThat(entry.content().categories()).containsExactly("\uFFFDx");
  }

  private FeedResult assertBounded(String document) {
    FeedResult result = reader.read(document.getBytes(UTF_8), null, BASE);
    if (result instanceof FeedDocument read) {
      Outlet outlet = Outlet.named("Phare");
      ItemIdProposer.proposeIds(outlet, read.entries())
          .forEach(
              entry -> {
                Reading reading = entry.toPolledReading("f", Origin.LIVE, Instant.EPOCH);
                assertThat(Json.toBytes(reading)).hasSizeLessThan(MOST_BYTES);
                assertPlain(reading.content());
              });
    }
    return result;
  }

  private static void assertPlain(Content content) {
    String all = content.title() + content.summary() + content.body() + content.author();
    assertThat(all + content.categories())
        .as(all.length() > 300 ? "long" : all)
        .doesNotContainPattern("[\\p{Cc}&&[^\n\t]]|[\u202a-\u202e\u2066-\u2069\u200b]");
    String url = content.url();
    if (url != null) {
      assertThat(url).matches("(?i)https?://[^\\p{Cc}\\p{Cs}]*");
    }
  }

  private void read(String document) {
    reader.read(document.getBytes(UTF_8), null, BASE);
  }

  private Content only(String document) {
    FeedResult result = reader.read(document.getBytes(UTF_8), null, BASE);
    assertThat(result).isInstanceOf(FeedDocument.class);
    List<Entry> entries = ((FeedDocument) result).entries();
    assertThat(entries).hasSize(1);
    return entries.getFirst().content();
  }

  private static String item(String inside) {
    return rss("<item>" + inside + "</item>");
  }

  private static String rss(String inside) {
    return "<rss version=\"2.0\"><channel><title>Le Phare</title>" + inside + "</channel></rss>";
  }
}
