package org.vigie.admin.run;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.vigie.admin.index.AlertNotice;

/// What a replay alerted beside what was alerted live. Two stories of one subscription are the same
/// if they share an article: live operation and replay may see different articles first, and then
/// give the same story different ids.
///
/// @param same stories of the replay that were alerted live
/// @param missing stories that were alerted live and not by the replay
/// @param added stories of the replay that were not alerted live
record ReplayComparison(
    List<AlertedStory> same, List<AlertedStory> missing, List<AlertedStory> added) {

  /// @param live of any time: an article of the range may belong to a story that was alerted before
  /// @param from start of the range of the replay, inclusive; what was alerted live for articles
  ///     before it is not missing
  /// @param to end of the range, exclusive
  static ReplayComparison of(
      List<AlertedStory> live, List<AlertedStory> replay, Instant from, Instant to) {
    Predicate<AlertedStory> isLive = sharesArticle(live);
    Predicate<AlertedStory> isReplayed = sharesArticle(replay);
    return new ReplayComparison(
        replay.stream().filter(isLive).toList(),
        live.stream().filter(story -> story.isWithin(from, to) && !isReplayed.test(story)).toList(),
        replay.stream().filter(isLive.negate()).toList());
  }

  private static Predicate<AlertedStory> sharesArticle(List<AlertedStory> others) {
    record Told(String subscription, String item) {}
    Set<Told> told = new HashSet<>();
    others.forEach(
        story -> story.items().forEach(item -> told.add(new Told(story.subscription(), item))));
    return story ->
        story.items().stream()
            .anyMatch(item -> told.contains(new Told(story.subscription(), item)));
  }

  /// Each story by its first alert.
  ReplayDiff toDiff() {
    return new ReplayDiff(same.size(), toNotices(missing), toNotices(added));
  }

  private static List<AlertNotice> toNotices(List<AlertedStory> stories) {
    return stories.stream().map(AlertedStory::first).map(AlertNotice::of).toList();
  }
}
