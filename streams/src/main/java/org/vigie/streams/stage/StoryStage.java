package org.vigie.streams.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.KeyedState;
import org.vigie.analysis.story.StoryAssigner;
import org.vigie.analysis.story.StoryState;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.store.StoreDefinition;

/// Assigns every decided item to a story, and adds the story to the matches. It has one partition,
/// which gives the order of the decisions.
public final class StoryStage implements StageProcessor.StageHandler<DecisionRecord> {
  /// The node that writes stories with a topic.
  public static final String STORIES_SINK = "story-to-stories";

  /// The node that writes the matches of a story.
  public static final String MATCHES_SINK = "story-to-matches";

  /// How long a story is kept after its last member could first be read; alerted pairs are kept for
  /// as long.
  public static final Duration RETENTION = Duration.ofDays(30);

  private final ProcessorContext<String, Object> context;
  private final StageCounts counts;
  private final int alertPartitions;
  private final KeyValueStore<String, String> membershipStore;
  private final KeyValueStore<String, Story> storyStore;
  private final KeyValueStore<String, StoryTrace> traceStore;
  private final StoryAssigner stories;
  private final ExpiryTask<Story> expiryTask;

  /// @param alertPartitions how many partitions a group of matches may name
  /// @param forgetsBy the clock by which stories expire; null if they never do
  public StoryStage(
      ProcessorContext<String, Object> context,
      StageCounts counts,
      int alertPartitions,
      @Nullable InstantSource forgetsBy) {
    this.context = context;
    this.counts = counts;
    this.alertPartitions = alertPartitions;
    membershipStore = context.getStateStore(StoreDefinition.STORY_MEMBERSHIPS.name());
    storyStore = context.getStateStore(StoreDefinition.STORIES.name());
    traceStore = context.getStateStore(StoreDefinition.STORY_TRACES.name());
    stories =
        new StoryAssigner(
            new StoryState(
                StoreDefinition.STORY_MEMBERSHIPS.openState(context),
                createCountingState(),
                StoreDefinition.STORY_TRACES.openState(context),
                traceStore::delete,
                readTraces()));
    expiryTask = new ExpiryTask<>(context, storyStore, StoryStage::isExpired, this::deleteStory);
    if (forgetsBy != null) {
      expiryTask.schedule(forgetsBy);
    }
  }

  @Override
  public void process(Record<String, DecisionRecord> record) {
    counts.countReceived(Stage.STORY);
    switch (StageProcessor.requireValue(record)) {
      case DecisionRecord.Decision decision -> placeItem(record, decision);
      case DecisionRecord.MatchGroup group -> forwardMatches(record, group);
    }
  }

  private void placeItem(Record<String, DecisionRecord> record, DecisionRecord.Decision decision) {
    StoryAssigner.Assignment placed = stories.assignStory(decision);
    Story story = placed.story();
    counts.countOutcome(Stage.STORY, placed.published() ? "story" : "story-without-topic");
    if (placed.published()) {
      context.forward(record.withKey(story.id()).withValue(story), STORIES_SINK);
    }
  }

  private void forwardMatches(
      Record<String, DecisionRecord> record, DecisionRecord.MatchGroup group) {
    if (group.partition() >= alertPartitions) {
      throw new RefusedRecordException("there is no partition " + group.partition(), null);
    }
    StoryMatches matches = stories.toStoryMatches(group);
    context.forward(record.withKey(matches.story()).withValue(matches), MATCHES_SINK);
    counts.countOutcome(Stage.STORY, "matches");
  }

  public static boolean isExpired(Story story, Instant now) {
    Instant end = now.minus(RETENTION);
    return story.members().stream().allMatch(member -> member.seen().isBefore(end));
  }

  private void deleteStory(KeyValue<String, Story> expired) {
    for (Story.Member member : expired.value.members()) {
      if (membershipStore.get(member.item()) != null) {
        membershipStore.delete(member.item());
      }
    }
    storyStore.delete(expired.key);
    stories.removeStory(expired.key);
  }

  private List<StoryTrace> readTraces() {
    List<StoryTrace> kept = new ArrayList<>();
    try (KeyValueIterator<String, StoryTrace> all = traceStore.all()) {
      while (all.hasNext()) {
        KeyValue<String, StoryTrace> entry = StoreDefinition.readNext(all);
        if (entry != null) {
          kept.add(entry.value);
        }
      }
    }
    return kept;
  }

  /// Wraps the store to report every write to the expiry task.
  private KeyedState<Story> createCountingState() {
    KeyedState<Story> stories = StoreDefinition.STORIES.openState(context);
    return new KeyedState<>(
        stories.reader(),
        (id, story) -> {
          stories.put(id, story);
          expiryTask.recordWrite();
        });
  }
}
