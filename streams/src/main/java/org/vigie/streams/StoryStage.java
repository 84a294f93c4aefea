package org.vigie.streams;

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
import org.vigie.analysis.Memory;
import org.vigie.analysis.story.Stories;
import org.vigie.analysis.story.StoryMemory;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Decided;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.streams.StageCounts.Stage;

/// Assigns every decided item to a story, and adds the story to the matches. It has one partition,
/// which gives the order of the decisions.
final class StoryStage implements StageNode.Work<Decided> {
  /// How long a story is kept after its last member could first be read; alerted pairs are kept for
  /// as long.
  static final Duration KEPT = Duration.ofDays(30);

  private final ProcessorContext<String, Object> context;
  private final StageCounts counts;
  private final KeyValueStore<String, String> places;
  private final KeyValueStore<String, Story> known;
  private final KeyValueStore<String, StoryTrace> traces;
  private final Stories stories;
  private final Forgetting<Story> forgetting;

  /// @param forgetsBy the clock by which stories expire; null if they never do
  StoryStage(
      ProcessorContext<String, Object> context,
      StageCounts counts,
      @Nullable InstantSource forgetsBy) {
    this.context = context;
    this.counts = counts;
    places = context.getStateStore(Store.PLACES.name());
    known = context.getStateStore(Store.STORIES.name());
    traces = context.getStateStore(Store.TRACES.name());
    stories =
        new Stories(
            new StoryMemory(
                Store.PLACES.memory(context),
                counted(),
                Store.TRACES.memory(context),
                traces::delete,
                kept()));
    forgetting = new Forgetting<>(context, known, StoryStage::expired, this::forget);
    if (forgetsBy != null) {
      forgetting.begin(forgetsBy);
    }
  }

  @Override
  public void process(Record<String, Decided> record) {
    counts.receive(Stage.STORY);
    switch (StageNode.value(record)) {
      case Decided.Decision decision -> place(record, decision);
      case Decided.MatchGroup group -> tell(record, group);
    }
  }

  private void place(Record<String, Decided> record, Decided.Decision decision) {
    Stories.Placed placed = stories.place(decision);
    Story story = placed.story();
    counts.outcome(Stage.STORY, placed.told() ? "story" : "story-without-topic");
    if (placed.told()) {
      context.forward(record.withKey(story.id()).withValue(story), VigieTopology.STORIES_SINK);
    }
  }

  private void tell(Record<String, Decided> record, Decided.MatchGroup group) {
    StoryMatches matches = stories.tell(group);
    counts.outcome(Stage.STORY, "matches");
    context.forward(record.withKey(matches.story()).withValue(matches), VigieTopology.MATCHES_SINK);
  }

  static boolean expired(Story story, Instant now) {
    Instant end = now.minus(KEPT);
    return story.members().stream().allMatch(member -> member.seen().isBefore(end));
  }

  private void forget(KeyValue<String, Story> expired) {
    for (Story.Member member : expired.value.members()) {
      if (places.get(member.item()) != null) {
        places.delete(member.item());
      }
    }
    known.delete(expired.key);
    stories.forget(expired.key);
  }

  private List<StoryTrace> kept() {
    List<StoryTrace> kept = new ArrayList<>();
    try (KeyValueIterator<String, StoryTrace> all = traces.all()) {
      all.forEachRemaining(entry -> kept.add(entry.value));
    }
    return kept;
  }

  /// Wraps the store to report every write to the expiry task.
  private Memory<Story> counted() {
    Memory<Story> memory = Store.STORIES.memory(context);
    return new Memory<>(
        memory.got(),
        (id, story) -> {
          memory.put(id, story);
          forgetting.written();
        });
  }
}
