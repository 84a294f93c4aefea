package org.vigie.analysis.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.TopicMatch;

/// What a subscription has last been told of a story.
///
/// @param seq of the last alert; 0 where the story is held back until more outlets tell it
/// @param kind of the last alert
/// @param item that raised it
/// @param itemVersion that raised it
/// @param title its headline
/// @param topics every topic that was told of the story
/// @param voices how many independent outlets told the story when it was last told
/// @param decided when
public record AlertedPair(
    int seq,
    Alert.Kind kind,
    String item,
    String itemVersion,
    String title,
    List<String> topics,
    int voices,
    Instant decided) {
  /// How long a pair is remembered after its last alert.
  public static final Duration KEPT = Duration.ofDays(30);

  /// Copies the list. One that 0.1 wrote has neither headline nor topics.
  public AlertedPair {
    title = title == null ? "" : title;
    topics = topics == null ? List.of() : List.copyOf(topics);
  }

  /// What is remembered once this alert was raised.
  ///
  /// @param before what was remembered before, null for nothing
  /// @param voices how many independent outlets told the story then
  public static AlertedPair after(@Nullable AlertedPair before, Alert alert, int voices) {
    TreeSet<String> topics = new TreeSet<>(before == null ? List.of() : before.topics);
    alert.topics().stream().map(TopicMatch::topic).forEach(topics::add);
    return new AlertedPair(
        alert.seq(),
        alert.kind(),
        alert.item(),
        alert.itemVersion(),
        alert.title(),
        List.copyOf(topics),
        Math.max(voices, before == null ? 0 : before.voices),
        alert.timeline().decided());
  }

  /// What is remembered of a story that has what a subscription asks for and too few outlets yet.
  static AlertedPair held(String item, String itemVersion, Instant decided) {
    return new AlertedPair(0, Alert.Kind.NEW, item, itemVersion, "", List.of(), 0, decided);
  }

  /// True where the subscription has heard nothing of the story so far.
  boolean isHeld() {
    return seq == 0;
  }

  /// False for one that 0.1 wrote, which kept less than its alert tells.
  public boolean isWhole() {
    return isHeld() || !title.isEmpty();
  }

  /// The key of a pair.
  public static String key(String story, String subscription) {
    return story + "/" + subscription;
  }

  /// True where the pair may be forgotten.
  public boolean expired(Instant now) {
    return decided.isBefore(now.minus(KEPT));
  }

  boolean toldBy(Alert.Kind said, String by, String version) {
    return kind == said && item.equals(by) && itemVersion.equals(version);
  }
}
