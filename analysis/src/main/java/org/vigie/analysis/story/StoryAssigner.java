package org.vigie.analysis.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.TopicMatch;

/// Assigns decided items to stories. The result depends only on the decisions and their order. Not
/// thread-safe.
public final class StoryAssigner {
  /// Maximum number of stories in the window, of some 1 kB of memory each; the least recently
  /// updated one is dropped first.
  static final int MAX_STORIES = 200_000;

  /// Additional time for which a story remains in the window, for items that are decided late.
  private static final Duration GRACE = Duration.ofHours(24);

  /// Maximum number of members, and of UTF-16 units in their headlines and links. A full story
  /// takes no further member, since its record must fit into Kafka.
  private static final int MAX_MEMBERS = 500;

  private static final SourceResolver SOURCE_RESOLVER = SourceResolver.bundled();

  private static final int MAX_TEXT_LENGTH = 150_000;

  /// Maximum age, by `seen`, of an item of a story that may still be joined.
  public static final Duration MAX_JOINABLE_AGE = StoryWindow.MAX_SINCE_FOUNDER.plus(GRACE);

  private final StoryState state;
  private final FeatureExtractor featureExtractor = new FeatureExtractor();
  private final StoryWindow window = new StoryWindow(FeatureFrequencies.bundled());
  private final StoryMatcher storyMatcher = new StoryMatcher(window);
  private long nextOrder;

  /// @param state state so far; the window is filled from its traces
  public StoryAssigner(StoryState state) {
    this.state = state;
    state.restoredTraces().stream()
        .sorted(Comparator.comparingLong(StoryTrace::order).thenComparing(StoryTrace::story))
        .forEach(this::restoreStory);
  }

  private void restoreStory(StoryTrace trace) {
    window.put(
        trace.story(),
        trace.order(),
        trace.accounts().stream()
            .map(account -> window.indexFeatures(featureExtractor.extract(account)))
            .toList());
    nextOrder = trace.order() + 1;
  }

  /// Updates the window. Excerpts that the window already holds are not analysed again.
  private void updateWindow(StoryTrace trace, IndexedFeatures newest) {
    StoryEntry entry = window.get(trace.story());
    window.put(
        trace.story(),
        trace.order(),
        trace.accounts().stream().map(account -> findFeatures(account, entry, newest)).toList());
  }

  private IndexedFeatures findFeatures(
      ArticleExcerpt account, @Nullable StoryEntry entry, IndexedFeatures newest) {
    if (newest.article.item().equals(account.item())) {
      return newest;
    }
    IndexedFeatures known = entry == null ? null : entry.findArticle(account.item());
    return known == null ? window.indexFeatures(featureExtractor.extract(account)) : known;
  }

  /// Creates the story of an item that no other item has joined and that has no topic.
  public static Story createSingleItemStory(Item item) {
    Story.Member member = Story.Member.of(item, SOURCE_RESOLVER.resolveSource(item), List.of());
    return new Story(item.id(), 1, List.of(member), List.of(), List.of());
  }

  /// Returns the number of stories that an item is compared with.
  public int countJoinable() {
    return window.size();
  }

  /// Assigns the item of a decision to a story: the item joins or founds one, or its new version
  /// replaces the earlier one in its story.
  public Assignment assignStory(DecisionRecord.Decision decision) {
    removeExpired(decision.decided());
    Item item = decision.item();
    ArticleExcerpt account = ArticleExcerpt.of(item);
    IndexedFeatures print = window.indexFeatures(featureExtractor.extract(account));
    Story known = state.findStoryOf(item.id());
    Story before = known == null ? findJoinedStory(print) : known;
    String id = before == null ? item.id() : before.id();
    Story story = createStoryVersion(id, before, createMember(before, decision, print), decision);
    if (known == null) {
      state.putStoryId(item.id(), id);
    }
    state.putStory(story);
    updateTrace(id, account, print, before == null);
    return new Assignment(story, hasTopic(story) || (before != null && hasTopic(before)));
  }

  /// Returns the story that a new item joins, null if it founds one. A full story is removed from
  /// the window; else further items on its event would match it, join nothing, and found a story
  /// each.
  private @Nullable Story findJoinedStory(IndexedFeatures print) {
    while (true) {
      StoryEntry joined = storyMatcher.findStory(print);
      Story story = joined == null ? null : state.findStory(joined.storyId);
      if (joined == null || story == null || !isFull(story)) {
        return story;
      }
      removeStory(joined.storyId);
    }
  }

  private static boolean isFull(Story story) {
    int text = 0;
    for (Story.Member member : story.members()) {
      String url = member.url();
      text += member.title().length() + (url == null ? 0 : url.length());
    }
    return story.members().size() >= MAX_MEMBERS || text > MAX_TEXT_LENGTH;
  }

  private Story.Member createMember(
      @Nullable Story before, DecisionRecord.Decision decision, IndexedFeatures print) {
    Item item = decision.item();
    return Story.Member.of(
        item,
        resolveSource(before, item, print),
        decision.findings().topics().stream().map(TopicMatch::topic).toList());
  }

  /// Resolves the source of an article. Outlets that print the same headline print the same text
  /// and share the source.
  private String resolveSource(@Nullable Story before, Item item, IndexedFeatures print) {
    StoryEntry entry = before == null ? null : window.get(before.id());
    if (before != null && entry != null) {
      for (IndexedFeatures other : entry.articles) {
        Story.Member copied = before.findMember(other.article.item());
        if (copied != null && StoryMatcher.isReprint(print.article, other.article)) {
          return copied.voice();
        }
      }
    }
    return SOURCE_RESOLVER.resolveSource(item);
  }

  private static Story createStoryVersion(
      String id, @Nullable Story before, Story.Member member, DecisionRecord.Decision decision) {
    List<Story.Member> members =
        before == null ? List.of(member) : replaceMember(before.members(), member);
    return new Story(
        id,
        before == null ? 1 : before.nextVersion(),
        members,
        mergeTopics(before, members, decision.findings().topics()),
        decision.findings().countries());
  }

  private static List<Story.Member> replaceMember(List<Story.Member> members, Story.Member member) {
    List<Story.Member> next = new ArrayList<>(members);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).item().equals(member.item())) {
        next.set(i, member);
        return next;
      }
    }
    next.add(member);
    return next;
  }

  /// Returns the topics of the newest member, then the topics that only earlier members have.
  private static List<TopicMatch> mergeTopics(
      @Nullable Story before, List<Story.Member> members, List<TopicMatch> found) {
    List<TopicMatch> topics = new ArrayList<>(found);
    if (before != null) {
      for (TopicMatch match : before.topics()) {
        boolean renewed = found.stream().anyMatch(other -> other.topic().equals(match.topic()));
        boolean held = members.stream().anyMatch(m -> m.topics().contains(match.topic()));
        if (held && !renewed) {
          topics.add(match);
        }
      }
    }
    return topics;
  }

  /// Stores the excerpt of the item for comparison with later items.
  private void updateTrace(
      String id, ArticleExcerpt account, IndexedFeatures print, boolean founds) {
    StoryTrace before = state.traces().get(id);
    if (before == null && !founds) {
      return;
    }
    StoryTrace after =
        before == null
            ? new StoryTrace(id, nextOrder, List.of(account))
            : before.withExcerpt(account, nextOrder);
    nextOrder++;
    state.traces().put(id, after);
    updateWindow(after, print);
  }

  /// Removes up to two stories that nothing can join any more, the least recently updated first.
  private void removeExpired(Instant now) {
    for (int i = 0; i < 2; i++) {
      StoryEntry eldest = window.findLeastRecent();
      if (eldest == null || (window.size() < MAX_STORIES && !eldest.isExpired(now.minus(GRACE)))) {
        return;
      }
      removeStory(eldest.storyId);
    }
  }

  /// Removes a story from the window, so that no item joins it any more.
  public void removeStory(String story) {
    window.remove(story);
    state.deleteTrace().accept(story);
  }

  /// Combines the matches of an item version with its story.
  public StoryMatches toStoryMatches(DecisionRecord.MatchGroup group) {
    Item item = group.item();
    Story story = state.findStoryOf(item.id());
    return new StoryMatches(
        story == null ? item.id() : story.id(),
        story == null ? List.of(item.outlet().id()) : story.outlets(),
        story == null ? List.of(item.outlet().name()) : story.outletNames(),
        story == null ? List.of(SOURCE_RESOLVER.resolveSource(item)) : story.independentSources(),
        group.partition(),
        group.decision(),
        group.matches());
  }

  private static boolean hasTopic(Story story) {
    return !story.topics().isEmpty();
  }

  /// The assignment of an item to a story.
  ///
  /// @param story the story after the assignment
  /// @param published whether the story is published: it has a topic, or has just lost its last one
  public record Assignment(Story story, boolean published) {}
}
