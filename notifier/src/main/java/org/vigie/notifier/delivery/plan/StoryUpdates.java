package org.vigie.notifier.delivery.plan;

import java.util.List;
import java.util.Optional;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Revision;
import org.vigie.model.Alert.UpdateReason;

/// Makes one alert of the alerts of one story that were held together, so that a story that changes
/// its mind within a cool-down speaks once, of what is different from what its reader knows.
public final class StoryUpdates {
  private StoryUpdates() {}

  /// Returns what is left to tell of alerts that all follow what was told last.
  ///
  /// It is the last of them: new if the first alert of the story is among them, otherwise with the
  /// headline that was told before and with the reasons and developments of all that still hold.
  /// Topics that an earlier update brought are named even if the article of the last lacks them.
  /// Nothing is left if the story was lost before it was told, if it was lost and found again as it
  /// was, if it was told as lost and is lost again, and if only its headline had changed and is as
  /// it was.
  ///
  /// @param held alerts of one id, by ascending number
  /// @return a single one as it is; empty for none, and if nothing has changed in the end
  /// @throws IllegalArgumentException if they have several ids, or are in another order
  public static Optional<Alert> condense(List<Alert> held) {
    requireOneStory(held);
    if (held.size() < 2) {
      return held.stream().findFirst();
    }
    Alert first = held.getFirst();
    Alert last = held.getLast();
    if (last.kind() == Alert.Kind.CORRECTION) {
      return isToldAsFound(first) ? Optional.of(createCorrection(first, last)) : Optional.empty();
    }
    return first.kind() == Alert.Kind.NEW
        ? Optional.of(createNew(last))
        : new HeldUpdates(held).merge();
  }

  private static void requireOneStory(List<Alert> held) {
    for (int i = 1; i < held.size(); i++) {
      Alert before = held.get(i - 1);
      Alert alert = held.get(i);
      if (!alert.id().equals(before.id()) || alert.seq() <= before.seq()) {
        throw new IllegalArgumentException(
            "alert %s number %d does not follow alert %s number %d"
                .formatted(alert.id(), alert.seq(), before.id(), before.seq()));
      }
    }
  }

  /// Returns whether the reader was told of the story, and not last that it is lost.
  private static boolean isToldAsFound(Alert first) {
    return first.kind() != Alert.Kind.NEW && !first.changed().contains(UpdateReason.MATCH);
  }

  private static Alert createNew(Alert last) {
    return withRevision(last, new Revision(Alert.Kind.NEW, last.seq(), List.of(), null, List.of()));
  }

  private static Alert createCorrection(Alert first, Alert last) {
    // The topics that it withdraws are those of all alerts before, told or not, that its article
    // lacks: one that came back is not among them.
    return withRevision(
        last,
        new Revision(
            Alert.Kind.CORRECTION,
            last.seq(),
            List.of(),
            first.previousHeadline(),
            last.withdrawnTopics()));
  }

  private static Alert withRevision(Alert alert, Revision revision) {
    return new Alert(
        alert.id(),
        revision,
        alert.recipient(),
        alert.coverage(),
        alert.source(),
        alert.findings(),
        alert.timeline());
  }
}
