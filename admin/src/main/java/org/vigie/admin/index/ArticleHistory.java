package org.vigie.admin.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Outlet;

/// An article with its versions.
///
/// @param id of the article
/// @param outlet who published it
/// @param url of its newest version, `http` or `https`; null if it has none
/// @param origin how its first version was obtained: `live`, `first-poll` or `import`
/// @param published as the newest version says; null if it does not
/// @param livePage whether it is rewritten for as long as an event lasts
/// @param story the id of its story; null if it is in none that has a topic
/// @param versions in the order in which they could be read; never empty
public record ArticleHistory(
    String id,
    Outlet outlet,
    @Nullable String url,
    String origin,
    @Nullable Instant published,
    boolean livePage,
    @Nullable String story,
    List<VersionRead> versions) {
  /// A version of an article.
  ///
  /// @param version hash of its text
  /// @param headline its title, or the first words of its text
  /// @param summary at most 2,000 UTF-16 units; may be empty
  /// @param seen when it could first be read
  /// @param fetched when Vigie read it
  /// @param decision what was decided of it
  public record VersionRead(
      String version,
      String headline,
      String summary,
      Instant seen,
      Instant fetched,
      VersionDecision decision) {}

  /// What was decided of a version and why.
  ///
  /// @param decided when the stream decided; null if its decision is not known (any longer): then
  ///     the rest is what the topic packs of this process say
  /// @param audience whether subscribers could be alerted; null if `decided` is
  /// @param topics with the highest score first
  /// @param marks words of headline and summary that speak for the topics
  /// @param countries ISO codes
  /// @param form the form of the article, such as `news`
  /// @param packs hash of the topic packs
  public record VersionDecision(
      @Nullable Instant decided,
      @Nullable String audience,
      List<TopicFound> topics,
      List<TextMark> marks,
      List<String> countries,
      String form,
      String packs) {}
}
