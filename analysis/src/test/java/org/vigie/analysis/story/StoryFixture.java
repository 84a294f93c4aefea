package org.vigie.analysis.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.KeyedState;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.Story;
import org.vigie.model.TopicMatch;

/// Assigns invented articles to stories; [#restart] creates a new instance on the same state.
final class StoryFixture {
  static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");

  /// An article.
  ///
  /// @param outlet name of the outlet, optionally followed by an agency in brackets
  record TestArticle(String id, String outlet, Instant seen, String title, String summary) {}

  final Map<String, StoryTrace> traces = new HashMap<>();
  private final KeyedState<String> storyIds = KeyedState.inMap();
  private final KeyedState<Story> storiesById = KeyedState.inMap();
  StoryAssigner stories = new StoryAssigner(createState());

  private StoryState createState() {
    return new StoryState(
        storyIds,
        storiesById,
        new KeyedState<>(traces::get, traces::put),
        traces::remove,
        List.copyOf(traces.values()));
  }

  void restart() {
    stories = new StoryAssigner(createState());
  }

  String assignId(TestArticle piece) {
    return assignStory(piece).id();
  }

  Story assignStory(TestArticle piece) {
    return assignStory(piece, null);
  }

  Story assignStory(TestArticle piece, @Nullable String url, String... topics) {
    return stories.assignStory(createDecision(piece, url, topics)).story();
  }

  static DecisionRecord.Decision createDecision(
      TestArticle piece, @Nullable String url, String... topics) {
    int bracket = piece.outlet().indexOf(" (");
    String outlet = bracket < 0 ? piece.outlet() : piece.outlet().substring(0, bracket);
    String author =
        bracket < 0 ? null : piece.outlet().substring(bracket + 2, piece.outlet().length() - 1);
    Content content =
        Content.of(piece.title(), piece.summary())
            .withUrl(url)
            .withAuthor(author)
            .withPublished(piece.seen());
    Item item =
        Item.live(
            piece.id(),
            Identity.contentVersion(content),
            Outlet.named(outlet),
            content,
            piece.seen());
    List<TopicMatch> found = new ArrayList<>();
    for (String topic : topics) {
      found.add(new TopicMatch(topic, 1, List.of()));
    }
    Classification findings = new Classification(found, List.of(), List.of(), "packs");
    return new DecisionRecord.Decision(item, findings, Audience.SUBSCRIBERS, piece.seen());
  }
}
