package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
                URI.create("https://phare.example/monde/")))
        .containsExactly(
            new Autodiscovery.FoundFeed(URI.create("https://phare.example/rss"), "À la une"),
            new Autodiscovery.FoundFeed(URI.create("https://autre.example/atom"), ""));
  }
}
