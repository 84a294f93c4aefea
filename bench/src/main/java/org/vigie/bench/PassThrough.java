package org.vigie.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.vigie.model.Alert;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.SubscriptionMatch;
import org.vigie.streams.StreamsConfiguration;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// The baseline for the topology. It reads and writes the same records in the same steps with the
/// same serdes, exactly once and with the same settings, but takes the records to write from a
/// [Recording]. It has no state store and decides nothing, so what the topology needs beyond it is
/// the cost of state and decisions.
final class PassThrough implements AutoCloseable {
  private static final String ITEMS = "to-items";
  private static final String DECIDED = "to-decided";
  private static final String STORIES = "to-stories";
  private static final String MATCHES = "to-matches";

  private final Catalogue catalogue;
  private final Recording recording;
  private final Clock clock;
  private final KafkaStreams streams;

  PassThrough(
      KafkaConnection connection,
      Catalogue catalogue,
      Recording recording,
      Clock clock,
      Path stateDirectory) {
    this.catalogue = catalogue;
    this.recording = recording;
    this.clock = clock;
    streams =
        new KafkaStreams(
            topology(),
            new StreamsConfiguration(stateDirectory, StreamsSettings.DEFAULT.threads())
                .of(connection.streams("bench-pass-through")));
  }

  void start() {
    streams.start();
  }

  private Topology topology() {
    Topology topology = new Topology();
    source(topology, "readings", catalogue.readings());
    topology.addProcessor("accept", Accept::new, "readings");
    sink(topology, ITEMS, catalogue.items(), "accept");
    sink(topology, DECIDED, catalogue.decided(), "accept");
    source(topology, "decided", catalogue.decided());
    topology.addProcessor("tell", Tell::new, "decided");
    sink(topology, STORIES, catalogue.stories(), "tell");
    sink(topology, MATCHES, catalogue.matches(), "tell");
    source(topology, "matches", catalogue.matches());
    topology.addProcessor("alert", Raise::new, "matches");
    sink(topology, "to-alerts", catalogue.alerts(), "alert");
    return topology;
  }

  private static <V> void source(Topology topology, String name, KafkaTopic<V> topic) {
    topology.addSource(name, new StringDeserializer(), topic.serde().deserializer(), topic.name());
  }

  private static <V> void sink(Topology topology, String name, KafkaTopic<V> topic, String parent) {
    StreamPartitioner<String, V> partitioner =
        (topicName, key, value, partitions) -> Optional.of(Set.of(topic.partition(value)));
    topology.addSink(
        name,
        topic.name(),
        new StringSerializer(),
        topic.serde().serializer(),
        partitioner,
        parent);
  }

  private final class Accept extends ContextualProcessor<String, Reading, String, Object> {
    @Override
    public void process(Record<String, Reading> record) {
      Reading reading = record.value();
      Item item = Item.of(reading.itemId(), reading.aliases(), reading);
      context().forward(record.withKey(item.id()).withValue(item), ITEMS);
      Recording.Answers answers = recording.about(item.id());
      Decided.Decision decision =
          new Decided.Decision(item, answers.findings(), answers.audience(), clock.instant());
      context().forward(record.withKey(item.id()).withValue(decision), DECIDED);
      for (Recording.Group group : answers.groups()) {
        Decided matches = new Decided.MatchGroup(decision, group.partition(), group.matches());
        context().forward(record.withKey(item.id()).withValue(matches), DECIDED);
      }
    }
  }

  private final class Tell extends ContextualProcessor<String, Decided, String, Object> {
    @Override
    public void process(Record<String, Decided> record) {
      Recording.Answers answers = recording.about(record.value().item().id());
      switch (record.value()) {
        case Decided.Decision decision -> {
          Story story = answers.story();
          if (story != null) {
            context().forward(record.withKey(story.id()).withValue(story), STORIES);
          }
        }
        case Decided.MatchGroup group -> {
          StoryMatches matches =
              new StoryMatches(
                  answers.storyId(),
                  answers.outlets(),
                  answers.outlets(),
                  group.partition(),
                  group.decision(),
                  group.matches());
          context().forward(record.withKey(matches.story()).withValue(matches), MATCHES);
        }
      }
    }
  }

  private final class Raise extends ContextualProcessor<String, StoryMatches, String, Alert> {
    @Override
    public void process(Record<String, StoryMatches> record) {
      StoryMatches matches = record.value();
      Recording.Answers answers = recording.about(matches.decision().item().id());
      for (SubscriptionMatch match : matches.matches()) {
        Alert alert = answers.alert(match.subscription());
        if (alert != null) {
          context().forward(record.withKey(alert.subscription()).withValue(alert));
        }
      }
    }
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }
}
