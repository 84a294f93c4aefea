package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Feed;

class StepwiseFeedServerTest {
  private static final SyntheticNews NEWS = SyntheticNews.create(3);

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void takesTheNextStepOnlyWhenTheTagOfTheLastOneComesBack() throws Exception {
    try (StepwiseFeedServer press = new StepwiseFeedServer(NEWS)) {
      press.openUntil(NEWS.countSteps());
      URI one = press.createFeeds().get(0).address();
      URI other = press.createFeeds().get(1).address();
      String tag = tag(ask(one, null));
      ask(one, tag);
      assertThat(press.countShown()).as("the other outlet's first state is not safe yet").isZero();
      ask(other, tag(ask(other, null)));
      assertThat(press.countShown()).isEqualTo(1);

      ask(one, tag);
      ask(other, tag(ask(other, null)));
      assertThat(press.countShown())
          .as("the first step was read, not yet proved safe")
          .isEqualTo(1);
      HttpResponse<String> step = ask(one, tag);
      assertThat(step.statusCode()).isEqualTo(200);
      assertThat(step.body()).contains("cessez-le-feu");
      ask(one, tag(step));
      assertThat(press.countShown()).isEqualTo(2);
    }
  }

  @Test
  void waitsAtTheEndOfItsShareAndEndsOnceEverythingIsSafe() throws Exception {
    try (StepwiseFeedServer press = new StepwiseFeedServer(NEWS)) {
      press.openUntil(5);
      readAll(press);
      assertThat(press.countShown()).isEqualTo(5);
      assertThat(press.hasEnded()).isFalse();
      press.openUntil(NEWS.countSteps());
      readAll(press);
      assertThat(press.hasEnded()).isTrue();
    }
  }

  @Test
  void putsTheOutletsOfAThreadIntoOnePartitionAndEndsItWithItsSentinel() {
    Set<String> outlets = new HashSet<>();
    for (SyntheticNews.NewsThread thread : NEWS.threads()) {
      thread.outlets().forEach(outlet -> outlets.add(outlet.id()));
      assertThat(thread.steps().getLast().title()).contains(SyntheticNews.sentinelQuery());
    }
    assertThat(outlets).hasSize(NEWS.threads().size() * 2);
  }

  private void readAll(StepwiseFeedServer press) throws IOException, InterruptedException {
    List<Feed> feeds = press.createFeeds();
    for (int i = 0; i < NEWS.countSteps(); i++) {
      for (Feed feed : feeds) {
        ask(feed.address(), tag(ask(feed.address(), null)));
      }
    }
  }

  private HttpResponse<String> ask(URI address, @Nullable String tag)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String tag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }
}
