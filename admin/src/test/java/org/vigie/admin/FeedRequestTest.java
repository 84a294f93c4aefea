package org.vigie.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;

class FeedRequestTest {
  @ParameterizedTest
  @ValueSource(strings = {"phare", "ftp://phare.example/rss", "https://", "http://[", ""})
  void refusesWhatIsNoWebAddress(String address) {
    assertThatThrownBy(() -> FeedRequest.of(address).toFeed())
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("address"));
  }

  @Test
  void readsAnAddressAsAnOpmlListDoes() {
    for (String address :
        new String[] {"https://côté-mer.example/rss", "https://phare.example/à la une"}) {
      byte[] opml =
          ("<opml><body><outline xmlUrl='" + address + "'/></body></opml>")
              .getBytes(StandardCharsets.UTF_8);
      assertThat(Opml.read(opml).feeds())
          .singleElement()
          .isEqualTo(FeedRequest.of(address).toFeed());
    }
  }

  @Test
  void namesTheOutletByTheHostUnlessOneIsGiven() {
    assertThat(FeedRequest.of("https://www.phare.example/rss").toFeed().outlet().name())
        .isEqualTo("phare.example");
    assertThat(new FeedRequest("https://phare.example/rss", "Le Phare").toFeed().outlet().id())
        .isEqualTo("le-phare");
  }

  @Test
  void aFeedIsAsItsLastPoll() {
    Feed feed = FeedRequest.of("https://phare.example/rss").toFeed();
    assertThat(new FeedStatus(feed, null).health()).isEqualTo(FeedStatus.FeedHealth.NOT_POLLED);
    assertThat(new FeedStatus(feed, FeedState.neverPolled(feed)).health())
        .isEqualTo(FeedStatus.FeedHealth.NOT_POLLED);
  }
}
