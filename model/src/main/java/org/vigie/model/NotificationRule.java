package org.vigie.model;

import java.util.List;

/// When a subscription is alerted of a story that matches. Outlets are counted as independent
/// sources: outlets that publish the same agency copy or belong to one media group count once.
///
/// @param fromOutlets how many outlets must report the story before its first alert, 1 to 100; 1
///     alerts at once
/// @param updates what raises an update; null reads as the default
/// @param muted ids of stories that raise no alert, at most [#MAX_MUTED]
/// @param repeats whether a story raises an alert although another story has told the same step of
///     the same affair; false in records written before the field was added
/// @param timing when alerts are sent; null, as in records written before the field was added,
///     reads as the default
public record NotificationRule(
    int fromOutlets,
    UpdateRule updates,
    List<String> muted,
    boolean repeats,
    NotificationTiming timing) {
  /// Alerts at once, with the default updates.
  public static final NotificationRule AT_ONCE =
      new NotificationRule(1, UpdateRule.DEFAULT, List.of());

  /// The maximum number of muted stories of one subscription. Stories end by themselves after some
  /// days.
  public static final int MAX_MUTED = 200;

  /// A rule that leaves repeats out.
  public NotificationRule(int fromOutlets, UpdateRule updates, List<String> muted) {
    this(fromOutlets, updates, muted, false);
  }

  /// A rule with the default timing.
  public NotificationRule(
      int fromOutlets, UpdateRule updates, List<String> muted, boolean repeats) {
    this(fromOutlets, updates, muted, repeats, NotificationTiming.DEFAULT);
  }

  /// Rejects a number of outlets outside 1 to 100 and too many muted stories.
  public NotificationRule {
    // Null in records written before the field was added.
    updates = updates == null ? UpdateRule.DEFAULT : updates;
    muted = Checks.copyTexts("muted", muted, Checks.MAX_NAME);
    timing = timing == null ? NotificationTiming.DEFAULT : timing;
    if (fromOutlets < 1 || fromOutlets > 100) {
      throw new IllegalArgumentException(
          "from " + fromOutlets + " outlets on: must be within 1 and 100 (fromOutlets)");
    }
    if (muted.size() > MAX_MUTED) {
      throw new IllegalArgumentException(
          muted.size() + " muted stories; at most " + MAX_MUTED + " are kept");
    }
  }

  /// Returns a copy with other muted stories.
  public NotificationRule withMuted(List<String> stories) {
    return new NotificationRule(fromOutlets, updates, stories, repeats, timing);
  }

  /// Returns a copy with another timing.
  public NotificationRule withTiming(NotificationTiming other) {
    return new NotificationRule(fromOutlets, updates, muted, repeats, other);
  }

  /// What raises an update of a story that a subscription was alerted of.
  ///
  /// @param outlets numbers of outlets, each at least 2: an update is raised when so many report
  ///     the story; sorted, without duplicates
  /// @param topics whether a topic that no earlier alert named raises one
  /// @param numbers whether a changed count in the headline raises one, such as from 12 to 15 dead
  /// @param headline whether a new headline of the alerted article raises one
  /// @param phases whether another phase of a topic raises one, such as sanctions that are imposed
  ///     after they were threatened; null, as in records written before phases were added, reads as
  ///     `topics`
  /// @param development whether news of another phase, of a country that no earlier alert named, or
  ///     with a far higher score raises one; includes `phases`
  public record UpdateRule(
      List<Integer> outlets,
      boolean topics,
      boolean numbers,
      boolean headline,
      Boolean phases,
      boolean development) {
    /// The default.
    public static final UpdateRule DEFAULT = new UpdateRule(List.of(10), true, true, false);

    /// No updates: one alert per story, and a correction if needed.
    public static final UpdateRule NONE = new UpdateRule(List.of(), false, false, false);

    /// A rule with phases if it has topics, and without development.
    public UpdateRule(List<Integer> outlets, boolean topics, boolean numbers, boolean headline) {
      this(outlets, topics, numbers, headline, topics, false);
    }

    /// Rejects a number of outlets below 2, which every story reaches.
    public UpdateRule {
      phases = phases == null ? Boolean.valueOf(topics) : phases;
      outlets = Checks.copyOrEmpty("outlets", outlets).stream().sorted().distinct().toList();
      if (!outlets.isEmpty() && outlets.getFirst() < 2) {
        throw new IllegalArgumentException(
            "an update at " + outlets.getFirst() + " outlets: must be 2 or more");
      }
      outlets.forEach(number -> Checks.checkCount("outlets", number, 2));
    }
  }
}
