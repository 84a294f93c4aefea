package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.io.WireFeedInput;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomFeedTest {
  private static final String TOPIC = "/atom/topics/ceasefire";

  @TempDir static Path directory;
  private static ConsoleBroker broker;
  private static ConsoleFixture console;

  @BeforeAll
  static void start() {
    broker = ConsoleBroker.start(directory);
    console = broker.console;
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Feed read(String address) throws Exception {
    HttpResponse<String> answer = console.get(address, ConsoleFixture.READER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (Feed) new WireFeedInput().build(new StringReader(answer.body()));
  }

  @Test
  void followsATopic() throws Exception {
    Feed feed = read(TOPIC);
    assertThat(feed.getId()).isEqualTo("urn:vigie:topic:ceasefire");
    assertThat(feed.getTitle()).isEqualTo("Vigie : Cessez-le-feu");
    assertThat(feed.getUpdated()).isEqualTo(MemoryNews.story(0).updated());
    assertThat(feed.getEntries()).hasSize(50);
    Entry hostile = feed.getEntries().getFirst();
    assertThat(hostile.getId()).isEqualTo("urn:vigie:story:story-0");
    assertThat(hostile.getTitle()).isEqualTo("<script>alert('0')</script>");
    assertThat(hostile.getTitleEx().getType()).isEqualTo("text");
    assertThat(hostile.getAuthors()).extracting("name").contains("Le Phare", "Radio Cap & fils");
    assertThat(hostile.getAlternateLinks())
        .extracting("href")
        .containsExactly("https://phare.example/0");
  }

  @Test
  void followsASubscription() throws Exception {
    console.call(
        "POST",
        "/api/v1/subscriptions",
        ConsoleFixture.EDITOR,
        "{\"id\":\"desk\",\"topics\":[\"summit\"]}");
    Feed feed = read("/atom/subscriptions/desk");
    assertThat(feed.getEntries()).isNotEmpty();
    assertThat(feed.getEntries()).extracting(Entry::getId).doesNotHaveDuplicates();
    assertThat(feed.getEntries().getFirst().getId()).startsWith("urn:vigie:alert:");
    assertThat(console.get("/atom/subscriptions/none", ConsoleFixture.READER).statusCode())
        .isEqualTo(404);
  }

  @Test
  void isNotSentAgain() throws Exception {
    HttpResponse<String> first = console.get(TOPIC, ConsoleFixture.READER);
    assertThat(first.headers().firstValue("Content-Type")).contains("application/atom+xml");
    for (List<String> validator :
        List.of(List.of("ETag", "If-None-Match"), List.of("Last-Modified", "If-Modified-Since"))) {
      HttpResponse<String> again =
          console.send(
              console
                  .request(TOPIC)
                  .header("Authorization", "Bearer " + ConsoleFixture.READER)
                  .header(
                      validator.get(1),
                      first.headers().firstValue(validator.get(0)).orElseThrow()));
      assertThat(again.statusCode()).as(validator.toString()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }
}
