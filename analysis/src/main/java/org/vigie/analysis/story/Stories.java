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

/// Gives every decided item its story. Used by one thread at a time; the order of the calls is the
/// order of the decisions, and with it the stories are always the same.
public final class Stories {
  /// How many stories may be joined at a time, some 1 kB of memory each; the one that was told
  /// least recently leaves first.
  static final int MOST = 200_000;

  /// How long after its window a story is still compared with, for items that are decided late.
  private static final Duration GRACE = Duration.ofHours(24);

  /// A story that has so many members, or so much text in their headlines and links, takes no
  /// further one: its record has to fit into Kafka.
  private static final int MOST_MEMBERS = 500;

  private static final Voices VOICES = Voices.bundled();

  private static final int MOST_TEXT = 150_000;

  /// The oldest that anything that may still be joined was seen before now.
  public static final Duration LONGEST = StoryWindow.SINCE_FOUNDER.plus(GRACE);

  private final StoryMemory memory;
  private final PrintReader reader = new PrintReader();
  private final StoryWindow window = new StoryWindow(Rarity.bundled());
  private final Joining joining = new Joining(window);
  private long order;

  /// @param memory the stories so far; the window is filled from its traces
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

  /// The window has what is older than the newest account read already.
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

  /// The story of an item that no other has joined and no topic found.
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

  /// How many stories an item is compared with at present.
  public int joinable() {
    return window.size();
  }

  /// Takes a decision in: the item joins or founds a story, or its newest version replaces the one
  /// before.
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

  /// The story that a new item joins, null where it founds one. A full story leaves the window:
  /// what goes on about it would else be drawn to it, join nothing, and be a story an item.
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

  /// Whose words they are. Where two outlets print one headline, they print one text.
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

  /// The newest member's topics, then those that only earlier members have.
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

  /// Notes what the item told, so that later ones are compared with it.
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

  /// Drops up to two stories that nothing can join any more, the one told least recently first.
  private void forgetPast(Instant now) {
    for (int i = 0; i < 2; i++) {
      StoryEntry eldest = window.eldest();
      if (eldest == null || (window.size() < MOST && !eldest.isPast(now.minus(GRACE)))) {
        return;
      }
      forget(eldest.story);
    }
  }

  /// Nothing joins this story any more.
  public void forget(String story) {
    window.remove(story);
    memory.fade().accept(story);
  }

  /// The matches of an item version, on their way with the story it stands in.
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

  /// Where a decision put its item.
  ///
  /// @param story the story as it stands now
  /// @param told true where the world is to hear of it: it has a topic, or has just lost its last
  public record Placed(Story story, boolean told) {}
}
