package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items of any outlet that tell of the same event: the value of `vigie.stories`.
///
/// @param id the id of the founding item
/// @param version counts up with every change
/// @param members in the order in which they joined
/// @param topics those that a member has in its newest version; evidence is of the member that
///     brought or renewed it last
/// @param countries of the newest member version
public record Story(
    String id,
    int version,
    List<Member> members,
    List<TopicMatch> topics,
    List<CountryMatch> countries) {
  /// Refuses a story without a member. One that 0.1 wrote has a single member, whose topics are
  /// the story's.
  public Story {
    Words.required("story id", id);
    members = Lists.copy(members);
    topics = Lists.copy(topics);
    countries = Lists.copy(countries);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("story " + id + " has no member");
    }
    if (members.size() == 1 && members.getFirst().topics().isEmpty()) {
      members = List.of(members.getFirst().about(topics));
    }
  }

  /// The ids of the outlets that tell it, each once, in the order in which they joined.
  public List<String> outlets() {
    return members.stream().map(member -> member.outlet().id()).distinct().toList();
  }

  /// Who independently tells it, each once, in the order in which they joined: an agency whose copy
  /// several outlets print is one voice, and so are the outlets of one house.
  public List<String> voices() {
    return members.stream().map(Member::voice).distinct().toList();
  }

  /// The member of this item, null where it does not stand in this story.
  public @Nullable Member member(String item) {
    return members.stream().filter(m -> m.item().equals(item)).findFirst().orElse(null);
  }

  /// One article of the story, in its newest version.
  ///
  /// @param item the item id
  /// @param version the item version
  /// @param outlet who published it
  /// @param voice whose words they are: the id of an agency, of a house of outlets, or of the
  /// outlet
  /// @param title its headline
  /// @param url null where it has none
  /// @param seen when the press could first read the item
  /// @param topics ids of the topics that this version has
  public record Member(
      String item,
      String version,
      Outlet outlet,
      String voice,
      String title,
      @Nullable String url,
      Instant seen,
      List<String> topics) {
    /// One that was written before voices were told apart speaks for its outlet.
    public Member {
      voice = voice == null ? outlet.id() : voice;
      topics = Lists.copy(topics);
    }

    private Member about(List<TopicMatch> found) {
      List<String> ids = found.stream().map(TopicMatch::topic).toList();
      return new Member(item, version, outlet, voice, title, url, seen, ids);
    }
  }
}
