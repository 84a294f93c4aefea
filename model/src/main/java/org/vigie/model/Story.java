package org.vigie.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Items of any outlets that report the same event: the value of the Kafka topic `vigie.stories`.
///
/// @param id the id of the founding item
/// @param version increases with every change
/// @param members in the order in which they joined
/// @param topics topics of the newest version of any member; the evidence is that of the member
///     that added or renewed the topic last
/// @param countries countries of the newest member version
public record Story(
    String id,
    int version,
    List<Member> members,
    List<TopicMatch> topics,
    List<CountryMatch> countries) {
  /// The most members of a story.
  static final int MAX_MEMBERS = 5_000;

  /// Rejects a story without a member and values out of range.
  public Story {
    Checks.requireId("id", id);
    Checks.checkCount("version", version, 1);
    members = Checks.copy("members", Checks.require("members", members), MAX_MEMBERS);
    topics = Classification.copyTopics(topics);
    countries = Checks.copyOrEmpty("countries", countries);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("members is empty");
    }
  }

  /// The version after this one; the highest possible one has itself.
  public int nextVersion() {
    return Math.min(version + 1, Checks.MAX_COUNT);
  }

  /// The ids of the outlets that report the story, without duplicates, in the order in which they
  /// joined.
  public List<String> outlets() {
    return members.stream().map(member -> member.outlet().id()).distinct().toList();
  }

  /// The display names of these outlets, in the same order.
  public List<String> outletNames() {
    Map<String, String> names = new LinkedHashMap<>();
    members.forEach(one -> names.putIfAbsent(one.outlet().id(), one.outlet().name()));
    return List.copyOf(names.values());
  }

  /// The ids of the independent sources of the story, without duplicates, in the order in which
  /// they joined. An agency whose copy several outlets publish counts as one source, and so do the
  /// outlets of one media group.
  public List<String> independentSources() {
    return members.stream().map(Member::voice).distinct().toList();
  }

  /// Returns the member of an item, null if the item is not in this story.
  public @Nullable Member findMember(String item) {
    return members.stream().filter(m -> m.item().equals(item)).findFirst().orElse(null);
  }

  /// One article of the story, in its newest version.
  ///
  /// @param item the id of the item
  /// @param version the version of the item
  /// @param outlet who published it
  /// @param voice the independent source of the text: the id of an agency, of a media group, or of
  ///     the outlet; null reads as the id of the outlet
  /// @param title the headline
  /// @param url null if the item has none
  /// @param seen when the item was first publicly readable
  /// @param topics ids of the topics of this version
  public record Member(
      String item,
      String version,
      Outlet outlet,
      String voice,
      String title,
      @Nullable String url,
      Instant seen,
      List<String> topics) {
    /// Rejects a member without item, version, outlet or time. Records written before `voice` was
    /// added use the id of their outlet.
    public Member {
      Checks.requireId("item", item);
      Checks.requireId("version", version);
      Checks.require("outlet", outlet);
      voice = voice == null ? outlet.id() : Checks.requireText("voice", voice);
      Checks.checkText("title", title, Checks.MAX_TEXT);
      Checks.checkOptionalText("url", url, Checks.MAX_TEXT);
      Checks.requireTime("seen", seen);
      topics = Checks.copyTexts("topics", topics, Checks.MAX_NAME);
      Checks.checkSize("topics", topics.size(), Classification.MAX_TOPICS);
    }

    /// Creates the member of an item version.
    ///
    /// @param voice see [#voice]
    /// @param topics ids of its topics
    public static Member of(Item item, String voice, List<String> topics) {
      return new Member(
          item.id(),
          item.version(),
          item.outlet(),
          voice,
          item.content().title(),
          item.content().url(),
          item.seen(),
          topics);
    }
  }
}
