package org.vigie.analysis.alert;

import java.time.Duration;
import java.time.Instant;
import org.vigie.model.Alert;

/// What a subscription has last been told of a story.
///
/// @param seq of the last alert
/// @param kind of the last alert
/// @param item that raised it
/// @param itemVersion that raised it
/// @param decided when
public record AlertedPair(
    int seq, Alert.Kind kind, String item, String itemVersion, Instant decided) {
  /// How long a pair is remembered after its last alert.
  public static final Duration KEPT = Duration.ofDays(30);

  /// What is remembered once this alert was raised.
  public static AlertedPair after(Alert alert) {
    return new AlertedPair(
        alert.seq(), alert.kind(), alert.item(), alert.itemVersion(), alert.timeline().decided());
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
