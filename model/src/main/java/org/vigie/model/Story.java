package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items of any outlet that tell of the same event: the value of `vigie.stories`.
///
/// @param id the id of the founding item
/// @param version counts up with every change
/// @param members in the order in which they joined
/// @param topics of the newest member version, with evidence
/// @param countries of the newest member version
public record Story(
    String id,
    int version,
    List<Member> members,
    List<TopicMatch> topics,
    List<CountryMatch> countries) {
  /// Refuses a story without a member.
  public Story {
    Words.required("story id", id);
    members = Lists.copy(members);
    topics = Lists.copy(topics);
    countries = Lists.copy(countries);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("story " + id + " has no member");
    }
  }

  /// The ids of the outlets that tell it, each once, in the order in which they joined.
  public List<String> outlets() {
    return members.stream().map(member -> member.outlet().id()).distinct().toList();
  }

  /// One article of the story, in its newest version.
  ///
  /// @param item the item id
  /// @param version the item version
  /// @param outlet who published it
  /// @param title its headline
  /// @param url null where it has none
  /// @param seen when the press could first read the item
  public record Member(
      String item,
      String version,
      Outlet outlet,
      String title,
      @Nullable String url,
      Instant seen) {}
}
