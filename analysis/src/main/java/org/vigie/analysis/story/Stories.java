package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.model.StoryChange;
import org.vigie.model.StoryMatches;

/// Gives every decided item its story. Used by one thread at a time; the order of the calls is the
/// order of the decisions.
public final class Stories {
  private final StoryMemory memory;

  /// @param memory the stories so far
  public Stories(StoryMemory memory) {
    this.memory = memory;
  }

  /// Takes a decision in: the item joins or founds a story, or its newest version replaces the one
  /// before.
  public Placed place(Decided.Decision decision) {
    Item item = decision.item();
    String id = storyOf(item);
    Story before = memory.story(id);
    Story story = with(id, before, decision);
    memory.place(item.id(), id);
    memory.keep(story);
    return new Placed(story, hasTopic(story) || (before != null && hasTopic(before)));
  }

  /// The matches of an item version, on their way with the story it stands in.
  public StoryMatches tell(Decided.MatchGroup group) {
    Item item = group.item();
    String id = storyOf(item);
    Story story = memory.story(id);
    Story.Member member = story == null ? null : story.member(item.id());
    if (member == null) {
      member = member(item, Set.of());
    }
    return new StoryMatches(
        id,
        story == null ? List.of(item.outlet().id()) : story.outlets(),
        story == null ? List.of(member.voice()) : story.voices(),
        member.version().equals(item.version()) ? member.changes() : Set.of(),
        group.partition(),
        group.decision(),
        group.matches());
  }

  /// The story of an item: the one it stands in, else its own.
  private String storyOf(Item item) {
    String known = memory.storyOf(item.id());
    return known == null ? item.id() : known;
  }

  private static Story with(String id, @Nullable Story before, Decided.Decision decision) {
    Story.Member member =
        member(decision.item(), before == null ? Set.of(StoryChange.FOUNDED) : Set.of());
    return new Story(
        id,
        before == null ? 1 : before.version() + 1,
        before == null ? List.of(member) : replaced(before.members(), member),
        decision.findings().topics(),
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

  private static Story.Member member(Item item, Set<StoryChange> changes) {
    return new Story.Member(
        item.id(),
        item.version(),
        item.outlet(),
        item.outlet().id(),
        item.content().title(),
        item.content().url(),
        item.seen(),
        changes);
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
