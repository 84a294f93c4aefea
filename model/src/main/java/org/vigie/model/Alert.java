package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One subscription × one story: the value of `vigie.alerts`, and what scripts and webhooks read.
///
/// @param id see [Identity#alertId]; the same for the new alert, its updates and its correction
/// @param kind new, update or correction
/// @param seq counts the alerts under this id, from 1
/// @param subscription the id of the subscription
/// @param subscriptionVersion the version that matched
/// @param story the id of the story
/// @param changed what an update tells; empty for the others
/// @param item the id of the item that raised it
/// @param itemVersion the version of that item
/// @param topics what the item is about; empty for a match by query alone
/// @param query why the query matched, null without a query
/// @param title the headline
/// @param url null where the item has none
/// @param outlet the id of the outlet of the item
/// @param outletName its label
/// @param outlets the outlets of the story at that moment
/// @param countries ISO codes
/// @param codes standard codes
/// @param packs hash of the topic packs
/// @param timeline from the press to the decision
public record Alert(
    String id,
    Kind kind,
    int seq,
    String subscription,
    int subscriptionVersion,
    String story,
    List<Changed> changed,
    String item,
    String itemVersion,
    List<TopicMatch> topics,
    @Nullable QueryMatch query,
    String title,
    @Nullable String url,
    String outlet,
    String outletName,
    List<String> outlets,
    List<String> countries,
    List<String> codes,
    String packs,
    Timeline timeline) {
  /// Refuses an alert without its ids.
  public Alert {
    Words.required("alert id", id);
    Words.required("subscription", subscription);
    Words.required("story", story);
    Words.required("item", item);
    changed = Lists.copy(changed);
    topics = Lists.copy(topics);
    outlets = Lists.copy(outlets);
    countries = Lists.copy(countries);
    codes = Lists.copy(codes);
  }

  /// One that tells no change.
  public Alert(
      String id,
      Kind kind,
      int seq,
      String subscription,
      int subscriptionVersion,
      String story,
      String item,
      String itemVersion,
      List<TopicMatch> topics,
      @Nullable QueryMatch query,
      String title,
      @Nullable String url,
      String outlet,
      String outletName,
      List<String> outlets,
      List<String> countries,
      List<String> codes,
      String packs,
      Timeline timeline) {
    this(
        id,
        kind,
        seq,
        subscription,
        subscriptionVersion,
        story,
        List.of(),
        item,
        itemVersion,
        topics,
        query,
        title,
        url,
        outlet,
        outletName,
        outlets,
        countries,
        codes,
        packs,
        timeline);
  }

  /// What makes an update of a story.
  public enum Changed {
    /// So many outlets have come to tell it.
    OUTLETS("outlets"),
    /// It has a topic that was not told.
    TOPICS("topics"),
    /// A count in its headline has changed.
    NUMBERS("numbers"),
    /// The article that was told has a new headline.
    HEADLINE("headline"),
    /// It matches again, after a correction.
    MATCH("match");

    private final String word;

    Changed(String word) {
      this.word = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// What the alert says of its story.
  public enum Kind {
    /// First word of it to this subscription.
    NEW("new"),
    /// More on a story that was alerted.
    UPDATE("update"),
    /// The item no longer says what raised the alert.
    CORRECTION("correction");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// Why the query of the subscription matched.
  ///
  /// @param evidence the words that satisfied it; empty where it only excludes
  public record QueryMatch(List<Evidence> evidence) {
    /// Copies the list.
    public QueryMatch {
      evidence = Lists.copy(evidence);
    }
  }

  /// When the news passed each point.
  ///
  /// @param published as the press dates it, null when it does not
  /// @param seen when the press could first be read
  /// @param fetched when we read it
  /// @param decided when it was decided
  public record Timeline(
      @Nullable Instant published, Instant seen, Instant fetched, Instant decided) {}
}
