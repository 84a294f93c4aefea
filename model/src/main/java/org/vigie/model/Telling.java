package org.vigie.model;

import java.util.List;

/// When a subscription hears of a story that has what it asks for.
///
/// @param fromOutlets how many outlets must tell the story before its first alert; 1 for at once
/// @param updates what is worth an update
/// @param muted ids of stories that it wants to hear no more of
public record Telling(int fromOutlets, Updates updates, List<String> muted) {
  /// At once, with the usual updates.
  public static final Telling AT_ONCE = new Telling(1, Updates.USUAL, List.of());

  /// How many stories one subscription may mute. Stories end by themselves after some days.
  public static final int MAX_MUTED = 200;

  /// Refuses numbers that make no sense.
  public Telling {
    // Null where a record was written before there was such a field.
    updates = updates == null ? Updates.USUAL : updates;
    muted = Lists.copy(muted);
    if (fromOutlets < 1 || fromOutlets > 100) {
      throw new IllegalArgumentException(
          "from " + fromOutlets + " outlets on: must be within 1 and 100");
    }
    if (muted.size() > MAX_MUTED) {
      throw new IllegalArgumentException(
          muted.size() + " muted stories; at most " + MAX_MUTED + " are kept");
    }
  }

  /// What makes an update of a story that a subscription was alerted of.
  ///
  /// @param outlets numbers of outlets: an update when so many have come to tell the story
  /// @param topics whether a topic that it was not told of makes one
  /// @param numbers whether a count in the headline that changes makes one, as from 12 to 15 dead
  /// @param headline whether a new headline of the article that was told makes one
  public record Updates(List<Integer> outlets, boolean topics, boolean numbers, boolean headline) {
    /// What is in force unless a subscription says otherwise.
    public static final Updates USUAL = new Updates(List.of(10), true, true, false);

    /// One alert a story, and a correction if it must be.
    public static final Updates NONE = new Updates(List.of(), false, false, false);

    /// Refuses numbers that every story has.
    public Updates {
      outlets = Lists.copy(outlets).stream().sorted().distinct().toList();
      if (!outlets.isEmpty() && outlets.getFirst() < 2) {
        throw new IllegalArgumentException(
            "an update at " + outlets.getFirst() + " outlets: must be 2 or more");
      }
    }
  }
}
