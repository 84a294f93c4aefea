package org.vigie.app.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFeedServerTest {
  @TempDir Path directory;
  private final ManualTime time = new ManualTime();
  private final SamplePress press = SamplePress.readBundled();
  private SampleClock clock;
  private SampleFeedServer server;

  @BeforeEach
  void start() throws IOException {
    clock = SampleClock.open(directory.resolve("clock.json"), time, press.createFeeds().size());
    server = SampleFeedServer.start(press, clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersOnLoopbackOnly() {
    assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
  }

  @Test
  void goesByTheNameOfTheHost() throws IOException {
    assertThat(get("www.lefildulevant.example", "/rss", "")).startsWith("HTTP/1.1 200");
    assertThat(get("www.lefildulevant.example", "/atom.xml", "")).startsWith("HTTP/1.1 404");
    assertThat(get("nobody.example", "/rss", "")).startsWith("HTTP/1.1 404");
  }

  @Test
  void saysNotModifiedUntilSomethingAppears() throws IOException {
    String first = get("www.echodescimes.example", "/atom.xml", "");
    String tag = "If-None-Match: " + header(first, "Etag") + "\r\n";
    String date = "If-Modified-Since: " + header(first, "Last-modified") + "\r\n";
    assertThat(get("www.echodescimes.example", "/atom.xml", tag)).startsWith("HTTP/1.1 304");
    assertThat(get("www.echodescimes.example", "/atom.xml", date)).startsWith("HTTP/1.1 304");
    play(3);
    assertThat(get("www.echodescimes.example", "/atom.xml", tag))
        .startsWith("HTTP/1.1 200")
        .contains("meije-secours");
    assertThat(get("www.echodescimes.example", "/atom.xml", date)).startsWith("HTTP/1.1 200");
  }

  @Test
  void writesEveryCharsetRight() throws IOException {
    assertThat(get("gazette-du-ponant.example", "/flux.php", "", Charset.forName("windows-1252")))
        .contains("encoding=\"windows-1252\"")
        .contains("Les sœurs Le Goff")
        .contains("l’accord");
    assertThat(get("www.agence-boreale.example", "/fil/general.rss", "", ISO_8859_1))
        .contains("États-Unis")
        .contains("&#x2019;");
    assertThat(get("www.lefildulevant.example", "/rss", "")).contains("\r\n\r\n\uFEFF<?xml");
    assertThat(get("lematindesplaines.example", "/feed/", "")).contains("\r\n\r\n<rss");
  }

  @Test
  void putsATrackerOnTheGuidOfEachSection() throws IOException {
    play(4);
    String guid = "/elysee-force-de-reassurance.html#xtor=RSS-";
    assertThat(get("www.lecourrierdesquais.example", "/rss/une.xml", "")).contains(guid + "1<");
    assertThat(get("www.lecourrierdesquais.example", "/rss/monde.xml", ""))
        .contains(guid + "3208<");
  }

  @Test
  void editsUnderTheSameGuid() throws IOException {
    play(18);
    String host = "www.lecourrierdesquais.example";
    assertThat(get(host, "/rss/monde.xml", "")).contains("jouent les prolongations");
    play(5);
    assertThat(get(host, "/rss/monde.xml", ""))
        .doesNotContain("jouent les prolongations")
        .contains("17e paquet");
    assertThat(get(host, "/rss/une.xml", "")).contains("<slash:comments>37<");
  }

  private void play(int seconds) {
    for (int i = 0; i <= seconds; i++) {
      press.createFeeds().forEach(feed -> clock.recordRequest(feed.address().toString()));
      if (i < seconds) {
        time.advance(Duration.ofSeconds(1));
      }
    }
  }

  private String get(String host, String path, String headers) throws IOException {
    return get(host, path, headers, UTF_8);
  }

  /// Writes the request itself, since the JDK's clients do not allow the `Host` header to be set.
  private String get(String host, String path, String headers, Charset charset) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers;
      socket.getOutputStream().write((request + "\r\n").getBytes(UTF_8));
      StringBuilder answer = new StringBuilder();
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), charset));
      for (int c = in.read(); c >= 0; c = in.read()) {
        answer.append((char) c);
      }
      return answer.toString();
    }
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + answer));
  }
}
