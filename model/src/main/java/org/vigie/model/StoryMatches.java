package org.vigie.model;

import java.util.List;

/// A decided item version with its story and matching subscriptions, as input of the alert stage:
/// the value of the Kafka topic `vigie.matches`.
///
/// @param story the id of the story that the item belongs to
/// @param outlets ids of the outlets of the story when the record was written
/// @param outletNames the display names of these outlets, in the same order; null reads as the ids
/// @param voices ids of the independent sources of the story when the record was written, see
///     [Story.Member]; null reads as the outlets
/// @param partition the partition of the Kafka topic `vigie.alerts` that this record belongs to
/// @param decision the decision on the item version
/// @param matches at most [DecisionRecord#MAX_GROUP] subscriptions
public record StoryMatches(
    String story,
    List<String> outlets,
    List<String> outletNames,
    List<String> voices,
    int partition,
    DecisionRecord.Decision decision,
    List<SubscriptionMatch> matches) {
  /// Rejects a record without a story or a decision, and values out of range. Records written
  /// before `voices` and the names were added use the ids of their outlets.
  public StoryMatches {
    Checks.requireId("story", story);
    outlets = Checks.copyTexts("outlets", outlets, Checks.MAX_NAME);
    outletNames =
        Checks.copyTexts(
            "outletNames", outletNames == null ? outlets : outletNames, Checks.MAX_TEXT);
    voices = Checks.copyTexts("voices", voices == null ? outlets : voices, Checks.MAX_NAME);
    Checks.checkCount("partition", partition, 0);
    Checks.require("decision", decision);
    matches = SubscriptionMatch.copy(matches);
  }
}
