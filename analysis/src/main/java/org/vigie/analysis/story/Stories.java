package org.vigie.analysis.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.TopicMatch;

/// Assigns decided items to stories. The result depends only on the decisions and their order. Not
/// thread-safe.
public final class Stories {
  /// Maximum number of stories in the window, of some 1 kB of memory each; the least recently
  /// updated one is dropped first.
  static final int MOST = 200_000;

  /// Additional time for which a story remains in the window, for items that are decided late.
  private static final Duration GRACE = Duration.ofHours(24);

  /// Maximum number of members, and of UTF-16 units in their headlines and links. A full story
  /// takes no further member, since its record must fit into Kafka.
  private static final int MOST_MEMBERS = 500;

  private static final Voices VOICES = Voices.bundled();

  private static final int MOST_TEXT = 150_000;

  /// Maximum age, by `seen`, of an item of a story that may still be joined.
  public static final Duration LONGEST = StoryWindow.SINCE_FOUNDER.plus(GRACE);

  private final StoryMemory memory;
  private final PrintReader reader = new PrintReader();
  private final StoryWindow window = new StoryWindow(Rarity.bundled());
  private final Joining joining = new Joining(window);
  private long order;

  /// @param memory state so far; the window is filled from its traces
  public Stories(StoryMemory memory) {
    this.memory = memory;
    memory.kept().stream()
        .sorted(Comparator.comparingLong(StoryTrace::order).thenComparing(StoryTrace::story))
        .forEach(this::recall);
  }

  private void recall(StoryTrace trace) {
    window.put(
        trace.story(),
        trace.order(),
        trace.accounts().stream()
            .map(account -> window.fingerprint(reader.read(account)))
            .toList());
    order = trace.order() + 1;
  }

  /// Updates the window. Excerpts that the window already holds are not analysed again.
  private void show(StoryTrace trace, Fingerprint newest) {
    StoryEntry entry = window.get(trace.story());
    window.put(
        trace.story(),
        trace.order(),
        trace.accounts().stream().map(account -> print(account, entry, newest)).toList());
  }

  private Fingerprint print(Account account, @Nullable StoryEntry entry, Fingerprint newest) {
    if (newest.print.item().equals(account.item())) {
      return newest;
    }
    Fingerprint known = entry == null ? null : entry.of(account.item());
    return known == null ? window.fingerprint(reader.read(account)) : known;
  }

  /// Creates the story of an item that no other item has joined and that has no topic.
  public static Story alone(Item item) {
    Story.Member member =
        new Story.Member(
            item.id(),
            item.version(),
            item.outlet(),
            VOICES.of(item),
            item.content().title(),
            item.content().url(),
            item.seen(),
            List.of());
    return new Story(item.id(), 1, List.of(member), List.of(), List.of());
  }

  /// Returns the number of stories that an item is compared with.
  public int joinable() {
    return window.size();
  }

  /// Assigns the item of a decision to a story: the item joins or founds one, or its new version
  /// replaces the earlier one in its story.
  public Placed place(Decided.Decision decision) {
    forgetPast(decision.decided());
    Item item = decision.item();
    Account account = Account.of(item);
    Fingerprint print = window.fingerprint(reader.read(account));
    Story known = memory.storyOf(item.id());
    Story before = known == null ? joined(print) : known;
    String id = before == null ? item.id() : before.id();
    Story story = with(id, before, member(before, decision, print), decision);
    if (known == null) {
      memory.place(item.id(), id);
    }
    memory.keep(story);
    trace(id, account, print, before == null);
    return new Placed(story, hasTopic(story) || (before != null && hasTopic(before)));
  }

  /// Returns the story that a new item joins, null if it founds one. A full story is removed from
  /// the window; else further items on its event would match it, join nothing, and found a story
  /// each.
  private @Nullable Story joined(Fingerprint print) {
    while (true) {
      StoryEntry joined = joining.story(print);
      Story story = joined == null ? null : memory.story(joined.story);
      if (joined == null || story == null || !isFull(story)) {
        return story;
      }
      forget(joined.story);
    }
  }

  private static boolean isFull(Story story) {
    int text = 0;
    for (Story.Member member : story.members()) {
      String url = member.url();
      text += member.title().length() + (url == null ? 0 : url.length());
    }
    return story.members().size() >= MOST_MEMBERS || text > MOST_TEXT;
  }

  private Story.Member member(
      @Nullable Story before, Decided.Decision decision, Fingerprint print) {
    Item item = decision.item();
    return new Story.Member(
        item.id(),
        item.version(),
        item.outlet(),
        voice(before, item, print),
        item.content().title(),
        item.content().url(),
        item.seen(),
        decision.findings().topics().stream().map(TopicMatch::topic).toList());
  }

  /// Resolves the source of an article. Outlets that print the same headline print the same text
  /// and share the source.
  private String voice(@Nullable Story before, Item item, Fingerprint print) {
    StoryEntry entry = before == null ? null : window.get(before.id());
    if (before != null && entry != null) {
      for (Fingerprint other : entry.prints) {
        Story.Member copied = before.member(other.print.item());
        if (copied != null && Joining.isReprint(print.print, other.print)) {
          return copied.voice();
        }
      }
    }
    return VOICES.of(item);
  }

  private static Story with(
      String id, @Nullable Story before, Story.Member member, Decided.Decision decision) {
    List<Story.Member> members =
        before == null ? List.of(member) : replaced(before.members(), member);
    return new Story(
        id,
        before == null ? 1 : before.version() + 1,
        members,
        topics(before, members, decision.findings().topics()),
        decision.findings().countries());
  }

  private static List<Story.Member> replaced(List<Story.Member> members, Story.Member member) {
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
  private static List<TopicMatch> topics(
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
  private void trace(String id, Account account, Fingerprint print, boolean founds) {
    StoryTrace before = memory.traces().get(id);
    if (before == null && !founds) {
      return;
    }
    StoryTrace after =
        before == null ? new StoryTrace(id, order, List.of(account)) : before.with(account, order);
    order++;
    memory.traces().put(id, after);
    show(after, print);
  }

  /// Removes up to two stories that nothing can join any more, the least recently updated first.
  private void forgetPast(Instant now) {
    for (int i = 0; i < 2; i++) {
      StoryEntry eldest = window.eldest();
      if (eldest == null || (window.size() < MOST && !eldest.isPast(now.minus(GRACE)))) {
        return;
      }
      forget(eldest.story);
    }
  }

  /// Removes a story from the window, so that no item joins it any more.
  public void forget(String story) {
    window.remove(story);
    memory.fade().accept(story);
  }

  /// Combines the matches of an item version with its story.
  public StoryMatches tell(Decided.MatchGroup group) {
    Item item = group.item();
    Story story = memory.storyOf(item.id());
    return new StoryMatches(
        story == null ? item.id() : story.id(),
        story == null ? List.of(item.outlet().id()) : story.outlets(),
        story == null ? List.of(VOICES.of(item)) : story.voices(),
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
  /// @param told whether the story is published: it has a topic, or has just lost its last one
  public record Placed(Story story, boolean told) {}
}
