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
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.SubscriptionMatch;
import org.vigie.streams.StreamsSettings;
import org.vigie.streams.topology.StreamsConfiguration;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// The baseline for the topology. It reads and writes the same records in the same steps with the
/// same serdes, exactly once and with the same settings, but takes the records to write from a
/// [RecordedOutput]. It has no state store and decides nothing, so what the topology needs beyond
/// it is the cost of state and decisions.
final class PassThroughApplication implements AutoCloseable {
  private static final String ITEMS = "to-items";
  private static final String DECIDED = "to-decided";
  private static final String STORIES = "to-stories";
  private static final String MATCHES = "to-matches";

  private final Catalogue catalogue;
  private final RecordedOutput recording;
  private final Clock clock;
  private final KafkaStreams streams;

  PassThroughApplication(
      KafkaConnection connection,
      Catalogue catalogue,
      RecordedOutput recording,
      Clock clock,
      Path stateDirectory) {
    this.catalogue = catalogue;
    this.recording = recording;
    this.clock = clock;
    streams =
        new KafkaStreams(
            buildTopology(),
            new StreamsConfiguration(stateDirectory, StreamsSettings.DEFAULT.threads())
                .createProperties(connection.streamsSettings("bench-pass-through")));
  }

  void start() {
    streams.start();
  }

  private Topology buildTopology() {
    Topology topology = new Topology();
    addSource(topology, "readings", catalogue.readings());
    topology.addProcessor("accept", AcceptProcessor::new, "readings");
    addSink(topology, ITEMS, catalogue.items(), "accept");
    addSink(topology, DECIDED, catalogue.decided(), "accept");
    addSource(topology, "decided", catalogue.decided());
    topology.addProcessor("assign-story", StoryProcessor::new, "decided");
    addSink(topology, STORIES, catalogue.stories(), "assign-story");
    addSink(topology, MATCHES, catalogue.matches(), "assign-story");
    addSource(topology, "matches", catalogue.matches());
    topology.addProcessor("alert", AlertProcessor::new, "matches");
    addSink(topology, "to-alerts", catalogue.alerts(), "alert");
    return topology;
  }

  private static <V> void addSource(Topology topology, String name, KafkaTopic<V> topic) {
    topology.addSource(name, new StringDeserializer(), topic.serde().deserializer(), topic.name());
  }

  private static <V> void addSink(
      Topology topology, String name, KafkaTopic<V> topic, String parent) {
    StreamPartitioner<String, V> partitioner =
        (topicName, key, value, partitions) -> Optional.of(Set.of(topic.partitionFor(value)));
    topology.addSink(
        name,
        topic.name(),
        new StringSerializer(),
        topic.serde().serializer(),
        partitioner,
        parent);
  }

  private final class AcceptProcessor extends ContextualProcessor<String, Reading, String, Object> {
    @Override
    public void process(Record<String, Reading> record) {
      Reading reading = record.value();
      Item item = Item.of(reading.itemId(), reading.aliases(), reading);
      context().forward(record.withKey(item.id()).withValue(item), ITEMS);
      RecordedOutput.ItemOutput answers = recording.getOutput(item.id());
      DecisionRecord.Decision decision =
          new DecisionRecord.Decision(
              item, answers.findings(), answers.audience(), clock.instant());
      context().forward(record.withKey(item.id()).withValue(decision), DECIDED);
      for (RecordedOutput.RecordedMatchGroup group : answers.groups()) {
        DecisionRecord matches =
            new DecisionRecord.MatchGroup(decision, group.partition(), group.matches());
        context().forward(record.withKey(item.id()).withValue(matches), DECIDED);
      }
    }
  }

  private final class StoryProcessor
      extends ContextualProcessor<String, DecisionRecord, String, Object> {
    @Override
    public void process(Record<String, DecisionRecord> record) {
      RecordedOutput.ItemOutput answers = recording.getOutput(record.value().item().id());
      switch (record.value()) {
        case DecisionRecord.Decision decision -> {
          Story story = answers.story();
          if (story != null) {
            context().forward(record.withKey(story.id()).withValue(story), STORIES);
          }
        }
        case DecisionRecord.MatchGroup group -> {
          StoryMatches recorded = answers.matches();
          StoryMatches matches =
              new StoryMatches(
                  recorded.story(),
                  recorded.outlets(),
                  recorded.outletNames(),
                  recorded.voices(),
                  group.partition(),
                  group.decision(),
                  group.matches());
          context().forward(record.withKey(matches.story()).withValue(matches), MATCHES);
        }
      }
    }
  }

  private final class AlertProcessor
      extends ContextualProcessor<String, StoryMatches, String, Alert> {
    @Override
    public void process(Record<String, StoryMatches> record) {
      StoryMatches matches = record.value();
      RecordedOutput.ItemOutput answers = recording.getOutput(matches.decision().item().id());
      for (SubscriptionMatch match : matches.matches()) {
        Alert alert = answers.findAlert(match.subscription());
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
