package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutodiscoveryTest {
  @Test
  void findsTheFeedsThatAPageNames() {
    String page =
        """
        <html><head><title>Le Phare</title>
        <link rel="stylesheet" href="/style.css">
        <link rel="Alternate" type="application/rss+xml; charset=utf-8" title="À la une" href="/rss">
        <link rel="alternate" type="application/atom+xml" href="https://autre.example/atom">
        <link rel="alternate" type="application/rss+xml" href="/rss">
        <link rel="alternate" hreflang="en" href="/en">
        <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
        """;

    assertThat(
            Autodiscovery.feeds(
                page.getBytes(StandardCharsets.UTF_8),
                "text/html",
                null,
                URI.create("https://phare.example/monde/")))
        .containsExactly(
            new Autodiscovery.FoundFeed(URI.create("https://phare.example/rss"), "À la une"),
            new Autodiscovery.FoundFeed(URI.create("https://autre.example/atom"), ""));
  }

  private static final URI PAGE = URI.create("https://phare.example/monde/");

  private static List<String> find(String page, @Nullable String header) {
    return Autodiscovery.feeds(page.getBytes(StandardCharsets.UTF_8), "text/html", header, PAGE)
        .stream()
        .map(feed -> feed.address().toString().replace("https://phare.example", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=alternate type=application/json title=JSON href=/f>",
        "<link rel=alternate type=text/xml href=/f>",
        "<link rel=alternate type=application/xml href=/f>",
        "<link rel='alternate home' type=application/x-rss+xml href=/f>",
        "<link rel=ALTERNATE type='TEXT/RSS+XML' href=' /f '>",
        "<link rel=feed href=/f>",
        "<link rel=feed type=application/atom+xml href=/f>",
        "<link type=application/rss+xml href=/f>",
        "<body><a rel=alternate type=application/rss+xml href=/f>Flux</a>",
        "<body><a type=application/atom+xml href=../f>Flux</a>",
        "<base href=https://phare.example/a/b/><link rel=feed href=../../f>",
        "<base href=/a/><link rel=feed href=../f>",
        "<link rel=feed href=/f><link rel=feed href=http://PHARE.example:80/f>",
        "<link rel=alternate type=application/rss+xml href=''><link rel=feed href=/f>",
        "<link rel=feed href=\"&#8203;/f&#65279;\"><link rel=feed href='/f#x'>",
        "<link rel=feed href='feed:https://phare.example/f'>",
        "<link rel=feed href='feed://phare.example/f'><link rel=feed href='FEED:phare.example/f'>",
      })
  void waysToNameAFeed(String page) {
    assertThat(find(page, null)).containsExactly("/f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/5>",
        "<link rel=alternate type=application/json href='/?rest_route=/wp/v2/pages/5'>",
        "<link rel=alternate type=application/json+oembed href=/oembed?url=x>",
        "<link rel=alternate type=text/xml+oembed href=/oembed?format=xml>",
        "<link rel=alternate type=application/xml href=/sitemap.xml>",
        "<link rel=alternate type=text/html href=/en>",
        "<link rel=alternate hreflang=en href=/en>",
        "<link rel=feed type=text/html href=/>",
        "<link rel=stylesheet type=text/xml href=/f>",
        "<link rel=alternate type=application/rss+xml href=javascript:1>",
        "<a href=/rssi>x</a><a href=/feedback>x</a><a href=/atomes>x</a><a href=/p?feed=1>x</a>",
      })
  void whatNamesNoFeed(String page) {
    assertThat(find(page, null)).isEmpty();
  }

  @Test
  void theHeaderNamesFeedsToo() {
    String header =
        "</style.css>; rel=preload; as=style, </f>; rel=\"alternate\"; title=\"À la une, <monde>\";"
            + " type=\"application/rss+xml\" , <g.xml> ; type=application/atom+xml;rel=alternate,"
            + "</h>;rel=\"next feed\",<>;rel=feed,;,<https://autre.example/i>; rel=feed; rel=x";

    assertThat(find("", header))
        .containsExactly("/f", "/monde/g.xml", "/h", "https://autre.example/i");
    assertThat(find("<base href=/x/><link rel=feed href=g>", "<g>; rel=feed"))
        .containsExactly("/x/g", "/monde/g");
    assertThat(Autodiscovery.feeds(new byte[0], null, header, PAGE).getFirst().title())
        .isEqualTo("À la une, <monde>");
    assertThat(find("", "<".repeat(50_000) + ";a".repeat(50_000))).isEmpty();
  }

  @Test
  void theMostProbableComeFirst() {
    assertThat(
            find(
                "<link rel=alternate type=application/json href=/j.json>"
                    + "<link rel=alternate type=application/rss+xml href=/comments/feed/>"
                    + "<link rel=alternate type=application/rss+xml href=/x"
                    + " title='Le Phare » Flux des commentaires'>"
                    + "<link rel=alternate type=text/xml href=/x.xml>"
                    + "<link rel=feed href=/r>"
                    + "<link rel=alternate type=application/rss+xml href=/feed/>"
                    + "<a href=/guess.rss>RSS</a>",
                "</atom>; rel=alternate; type=application/atom+xml"))
        .containsExactly("/feed/", "/atom", "/r", "/x.xml", "/j.json", "/comments/feed/", "/x");
  }

  @Test
  void linksThatLookLikeFeedsAreTakenIfNothingElseNamesOne() {
    String page =
        "<a href=/rss>Tout</a><a href=/>Une</a><a href=/monde/rss.xml>Monde</a>"
            + "<a href='https://autre.example/?feed=rss2'>Autre</a><a href=/flux_rss.php#x>F</a>"
            + "<a href=/rss>Encore</a><area href=index.rdf><a href=/afrique.atom>A</a>";

    assertThat(find(page, null))
        .containsExactly(
            "/rss",
            "/monde/rss.xml",
            "https://autre.example/?feed=rss2",
            "/flux_rss.php",
            "/monde/index.rdf",
            "/afrique.atom");
    assertThat(find(page, "</f>; rel=feed")).containsExactly("/f");
  }
}
