package org.vigie.model;

import java.util.List;

/// A decided item version on its way to the alert stage: the value of `vigie.matches`.
///
/// @param story the id of the story it stands in
/// @param outlets the outlets of the story at that moment
/// @param voices who independently tells the story at that moment
/// @param partition the partition of the alerts that this record belongs to
/// @param decision the decision on the item version
/// @param matches at most [Decided#MAX_GROUP] subscriptions
public record StoryMatches(
    String story,
    List<String> outlets,
    List<String> voices,
    int partition,
    Decided.Decision decision,
    List<SubscriptionMatch> matches) {
  /// One that was written before voices were told apart counts its outlets.
  public StoryMatches {
    Words.required("story", story);
    outlets = Lists.copy(outlets);
    voices = voices == null ? outlets : List.copyOf(voices);
    matches = Lists.copy(matches);
  }
}
