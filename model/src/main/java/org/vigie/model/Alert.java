package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An alert of one subscription about one story: the value of the Kafka topic `vigie.alerts`, and
/// the JSON that scripts and webhooks receive.
///
/// @param id the same for the new alert, its updates and its correction, see [Identity]
/// @param kind new, update or correction
/// @param seq number of the alert under this id, from 1
/// @param subscription the id of the subscription
/// @param subscriptionVersion the version of the subscription that matched
/// @param story the id of the story
/// @param changed why an update was raised; empty for other kinds
/// @param item the id of the item that raised it
/// @param itemVersion the version of that item
/// @param topics the topics that the item matches; empty for a match by query alone
/// @param query why the query matched, null without a query
/// @param title the headline
/// @param url null if the item has none
/// @param outlet the id of the outlet of the item
/// @param outletName the display name of that outlet
/// @param outlets ids of the outlets of the story when the alert was raised
/// @param countries ISO 3166-1 alpha-2 codes
/// @param codes standard codes of the topics, as QCodes
/// @param packs hash of the topic packs
/// @param timeline the times from publication to decision
public record Alert(
    String id,
    Kind kind,
    int seq,
    String subscription,
    int subscriptionVersion,
    String story,
    List<UpdateReason> changed,
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
  /// Rejects an alert without its ids.
  public Alert {
    Checks.requireText("alert id", id);
    Checks.requireText("subscription", subscription);
    Checks.requireText("story", story);
    Checks.requireText("item", item);
    changed = Lists.copyOrEmpty(changed);
    topics = Lists.copyOrEmpty(topics);
    outlets = Lists.copyOrEmpty(outlets);
    countries = Lists.copyOrEmpty(countries);
    codes = Lists.copyOrEmpty(codes);
  }

  /// Creates an alert without update reasons.
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

  /// Why an update of a story was raised.
  public enum UpdateReason {
    /// The number of outlets that report the story, counted as independent sources, reached a
    /// requested number.
    OUTLETS("outlets"),
    /// The story has a topic that no earlier alert named.
    TOPICS("topics"),
    /// A count in the headline changed.
    NUMBERS("numbers"),
    /// The alerted article has a new headline.
    HEADLINE("headline"),
    /// The item matches again after a correction.
    MATCH("match");

    private final String jsonName;

    UpdateReason(String word) {
      this.jsonName = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return jsonName;
    }
  }

  /// The kind of an alert.
  public enum Kind {
    /// The first alert of the story for this subscription.
    NEW("new"),
    /// An update of a story that was alerted before.
    UPDATE("update"),
    /// The item no longer contains what raised the alert.
    CORRECTION("correction");

    private final String jsonName;

    Kind(String word) {
      this.jsonName = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return jsonName;
    }
  }

  /// Why the query of the subscription matched.
  ///
  /// @param evidence the spans that satisfied it; empty if the query only excludes
  public record QueryMatch(List<Evidence> evidence) {
    /// Copies the list.
    public QueryMatch {
      evidence = Lists.copyOrEmpty(evidence);
    }
  }

  /// The times of an item from publication to decision.
  ///
  /// @param published as stated by the outlet, null if it states none
  /// @param seen when the item was first publicly readable
  /// @param fetched when Vigie read it
  /// @param decided when the decision was made
  public record Timeline(
      @Nullable Instant published, Instant seen, Instant fetched, Instant decided) {}
}
