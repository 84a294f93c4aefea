package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicReader;
import org.vigie.wire.TopicWriter;

class EmbeddedBrokerTest {
  private static final Catalogue CATALOGUE = Catalogue.live();
  private static final Feed FEED =
      Feed.of(URI.create("http://a.test/rss"), Outlet.named("Le Phare"), "Le Phare", null);

  @TempDir Path directory;

  @Test
  void keepsWhatWasWrittenThroughARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      new TopicAdmin(broker.connection()).prepare(CATALOGUE);
      write(broker.connection(), FEED);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(feeds(broker.connection())).containsExactly(Map.entry(FEED.id(), FEED));
    }
  }

  private static void write(KafkaConnection connection, Feed feed) throws Exception {
    try (TopicWriter writer = TopicWriter.open(connection)) {
      writer.write(CATALOGUE.feeds(), feed).get(10, TimeUnit.SECONDS);
    }
  }

  private static Map<String, Feed> feeds(KafkaConnection connection) {
    return new TopicReader(connection)
        .latest(
            CATALOGUE.feeds(),
            rejected -> {
              throw new AssertionError(rejected.reason());
            });
  }
}
