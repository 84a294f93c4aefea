package org.vigie.model;

import static java.util.Collections.unmodifiableMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An alert of one subscription about one story: the value of the Kafka topic `vigie.alerts`, and
/// the JSON that scripts and webhooks receive. The JSON is flat: the components of the groups stand
/// side by side.
///
/// @param id the same for the new alert, its updates and its correction, see [Identity]
/// @param revision the number of the alert under this id, and why it was raised
/// @param recipient the subscription
/// @param coverage the story
/// @param source the item that raised it
/// @param findings why the item matches
/// @param timeline the times from publication to decision
public record Alert(
    String id,
    Revision revision,
    Recipient recipient,
    Coverage coverage,
    Source source,
    Findings findings,
    Timeline timeline) {
  /// The maximum of [Revision#seq].
  public static final int MAX_SEQ = Checks.MAX_COUNT;

  /// The maximum length of [Source#summary], in UTF-16 units.
  public static final int MAX_SUMMARY_LENGTH = 500;

  /// The maximum length of [Source#headline], in UTF-16 units.
  public static final int MAX_HEADLINE_LENGTH = 300;

  /// Rejects an alert without its id or one of its groups.
  public Alert {
    Checks.requireId("id", id);
    Checks.require("kind", revision);
    Checks.require("subscription", recipient);
    Checks.require("story", coverage);
    Checks.require("item", source);
    Checks.require("packs", findings);
    Checks.require("timeline", timeline);
  }

  /// One of the alerts under an id.
  ///
  /// @param kind new, update or correction
  /// @param seq number of the alert under this id, from 1
  /// @param changed why an update was raised; empty for other kinds
  /// @param previousHeadline the title of the previous alert under this id, at most
  ///     [#MAX_HEADLINE_LENGTH]; null for a new alert, and if the article had none
  /// @param withdrawnTopics ids of the topics that alerts under this id named and that the article
  ///     of a correction no longer has; empty for other kinds
  /// @param developments what is new in an update for the reason [UpdateReason#DEVELOPMENT]; empty
  ///     for others
  /// @param replay the id of the replay that it was promoted from; null if it was raised live
  public record Revision(
      Kind kind,
      int seq,
      List<UpdateReason> changed,
      @Nullable String previousHeadline,
      List<String> withdrawnTopics,
      List<Development> developments,
      @Nullable String replay) {
    /// A revision that was raised live.
    public Revision(
        Kind kind,
        int seq,
        List<UpdateReason> changed,
        @Nullable String previousHeadline,
        List<String> withdrawnTopics,
        List<Development> developments) {
      this(kind, seq, changed, previousHeadline, withdrawnTopics, developments, null);
    }

    /// A revision without developments.
    public Revision(
        Kind kind,
        int seq,
        List<UpdateReason> changed,
        @Nullable String previousHeadline,
        List<String> withdrawnTopics) {
      this(kind, seq, changed, previousHeadline, withdrawnTopics, List.of());
    }

    /// Rejects a revision without a kind and a number below 1. Records written before headline,
    /// topics and developments were added have none of them.
    public Revision {
      Checks.require("kind", kind);
      Checks.checkCount("seq", seq, 1);
      changed = Checks.copyOrEmpty("changed", changed);
      withdrawnTopics = Checks.copyTexts("withdrawnTopics", withdrawnTopics, Checks.MAX_NAME);
      developments = Checks.copyOrEmpty("developments", developments);
      Checks.checkId("replay", replay);
      previousHeadline =
          previousHeadline == null || previousHeadline.isBlank()
              ? null
              : TextTruncation.truncate(previousHeadline, MAX_HEADLINE_LENGTH);
    }

    /// The first alert of a story.
    public static Revision first() {
      return new Revision(Kind.NEW, 1, List.of(), null, List.of());
    }

    /// The first alert of a story, promoted from a replay.
    public static Revision promotedFrom(String replay) {
      return new Revision(Kind.NEW, 1, List.of(), null, List.of(), List.of(), replay);
    }
  }

  /// Something in an article that no earlier alert of the story told.
  ///
  /// @param kind what it is
  /// @param of the topic of a phase or a score, the ISO code of a country
  /// @param label display names of the phase or the country by language (`fr`, `en`); empty for a
  ///     score
  public record Development(DevelopmentKind kind, String of, Map<String, String> label) {
    /// Rejects one of nothing.
    public Development {
      Checks.require("kind", kind);
      Checks.requireId("of", of);
      label = Checks.copyNames("label", label);
    }

    /// Returns the display name in a language; empty if it has none.
    public String findName(Language language) {
      return label.getOrDefault(language.toString(), "");
    }

    /// What is new.
    public enum DevelopmentKind {
      /// Another phase of a topic.
      PHASE("phase"),
      /// A country.
      COUNTRY("country"),
      /// A topic has a far higher score than in any alert before.
      SCORE("score");

      private final String jsonName;

      DevelopmentKind(String word) {
        this.jsonName = word;
      }

      /// The word used in JSON.
      @Override
      public String toString() {
        return jsonName;
      }
    }
  }

  /// The subscription that is alerted.
  ///
  /// @param subscription the id of the subscription
  /// @param subscriptionVersion the version of the subscription that matched
  public record Recipient(String subscription, int subscriptionVersion) {
    /// Rejects a recipient without an id and a version below 1.
    public Recipient {
      Checks.requireId("subscription", subscription);
      Checks.checkCount("subscriptionVersion", subscriptionVersion, 1);
    }
  }

  /// The story when the alert was raised.
  ///
  /// @param story the id of the story
  /// @param outlets ids of the outlets that report it
  /// @param outletNames the display names of these outlets, in the same order; null or another
  ///     number of names reads as the ids
  /// @param sources number of independent sources among them, see [Story#independentSources]; null
  ///     reads as the number of outlets, its upper bound
  public record Coverage(
      String story, List<String> outlets, List<String> outletNames, Integer sources) {
    /// A story whose outlets are all independent.
    public Coverage(String story, List<String> outlets, List<String> outletNames) {
      this(story, outlets, outletNames, outlets.size());
    }

    /// Rejects a story without an id. Records written before names and sources were added use the
    /// ids and their number.
    public Coverage {
      Checks.requireId("story", story);
      outlets = Checks.copyTexts("outlets", outlets, Checks.MAX_NAME);
      outletNames =
          outletNames == null || outletNames.size() != outlets.size()
              ? outlets
              : Checks.copyTexts("outletNames", outletNames, Checks.MAX_TEXT);
      sources =
          sources == null
              ? Integer.valueOf(outlets.size())
              : Integer.valueOf(Checks.checkCount("sources", sources, 0));
    }
  }

  /// The item version that raised the alert, as far as a reader needs it.
  ///
  /// @param item the id of the item
  /// @param itemVersion the version of that item
  /// @param title the headline of the article; may be empty
  /// @param headline the title, or the first words of the text if it has none, at most
  ///     [#MAX_HEADLINE_LENGTH]; null reads as these
  /// @param summary the beginning of the summary, at most [#MAX_SUMMARY_LENGTH]; offsets of
  ///     evidence count from its start, and evidence that ends after its length is in the part left
  ///     out
  /// @param url null if the item has none
  /// @param outlet the id of the outlet of the item
  /// @param outletName the display name of that outlet
  /// @param livePage see [Item#livePage]
  public record Source(
      String item,
      String itemVersion,
      String title,
      String headline,
      String summary,
      @Nullable String url,
      String outlet,
      String outletName,
      boolean livePage) {
    /// Rejects a source without item or outlet. Records written before headline and summary were
    /// added have neither.
    public Source {
      Checks.requireId("item", item);
      Checks.requireId("itemVersion", itemVersion);
      title = Checks.checkText("title", title == null ? "" : title, Checks.MAX_TEXT);
      Checks.checkOptionalText("headline", headline, Checks.MAX_TEXT);
      Checks.checkOptionalText("summary", summary, Checks.MAX_TEXT);
      Checks.checkOptionalText("url", url, Checks.MAX_TEXT);
      Checks.requireId("outlet", outlet);
      Checks.requireText("outletName", outletName);
      summary = TextTruncation.cut(summary == null ? "" : summary, MAX_SUMMARY_LENGTH);
      headline =
          TextTruncation.truncate(
              headline == null ? Content.of(title, summary).headline() : headline,
              MAX_HEADLINE_LENGTH);
    }

    /// Creates the source of an alert from the item that raised it.
    public static Source of(Item item) {
      Content content = item.content();
      return new Source(
          item.id(),
          item.version(),
          content.title(),
          content.headline(),
          content.summary(),
          content.url(),
          item.outlet().id(),
          item.outlet().name(),
          item.livePage());
    }
  }

  /// Why the item matches the subscription.
  ///
  /// @param topics the topics that the item matches; empty for a match by query alone
  /// @param topicLabels display names of these topics, and of those that a correction withdraws, by
  ///     topic id and language (`fr`, `en`)
  /// @param query why the query matched, null without a query
  /// @param countries ISO 3166-1 alpha-2 codes
  /// @param codes standard codes of the topics, as QCodes
  /// @param packs hash of the topic packs
  /// @param form what kind of text the article is; null, as in records written before forms were
  ///     added, reads as news
  public record Findings(
      List<TopicMatch> topics,
      Map<String, Map<String, String>> topicLabels,
      @Nullable QueryMatch query,
      List<String> countries,
      List<String> codes,
      String packs,
      ArticleForm form) {
    /// Copies the collections; what a record does not have is empty. Rejects values out of range.
    public Findings {
      topics = Classification.copyTopics(topics);
      topicLabels = copyLabels(topicLabels);
      countries = Checks.copyTexts("countries", countries, Checks.MAX_NAME);
      codes = Checks.copyTexts("codes", codes, Checks.MAX_NAME);
      Checks.checkText("packs", packs, Checks.MAX_NAME);
      form = form == null ? ArticleForm.NEWS : form;
    }

    /// Copies labels, in the order of their keys; null reads as none.
    private static Map<String, Map<String, String>> copyLabels(
        @Nullable Map<String, Map<String, String>> labels) {
      if (labels == null || labels.isEmpty()) {
        return Map.of();
      }
      Checks.checkSize("topicLabels", labels.size(), Classification.MAX_TOPICS);
      Map<String, Map<String, String>> copy = new TreeMap<>();
      labels.forEach(
          (topic, names) ->
              copy.put(
                  Checks.requireId("topicLabels", topic),
                  Checks.copyNames("topicLabels", Checks.require("topicLabels", names))));
      return unmodifiableMap(copy);
    }

    /// Creates the findings of an alert from those of its item.
    ///
    /// @param topicLabels see [#topicLabels]
    /// @param query why the query matched, null without a query
    public static Findings of(
        Classification findings,
        Map<String, Map<String, String>> topicLabels,
        @Nullable QueryMatch query) {
      return new Findings(
          findings.topics(),
          topicLabels,
          query,
          findings.countries().stream().map(CountryMatch::code).toList(),
          findings.codes(),
          findings.packs(),
          findings.form().form());
    }
  }

  /// See [Revision#kind].
  public Kind kind() {
    return revision.kind();
  }

  /// See [Revision#seq].
  public int seq() {
    return revision.seq();
  }

  /// See [Revision#changed].
  public List<UpdateReason> changed() {
    return revision.changed();
  }

  /// See [Revision#previousHeadline].
  public @Nullable String previousHeadline() {
    return revision.previousHeadline();
  }

  /// See [Revision#withdrawnTopics].
  public List<String> withdrawnTopics() {
    return revision.withdrawnTopics();
  }

  /// See [Revision#developments].
  public List<Development> developments() {
    return revision.developments();
  }

  /// Returns whether it was promoted from a replay, so that it comes later than it should have.
  public boolean wasPromoted() {
    return revision.replay() != null;
  }

  /// See [Recipient#subscription].
  public String subscription() {
    return recipient.subscription();
  }

  /// See [Recipient#subscriptionVersion].
  public int subscriptionVersion() {
    return recipient.subscriptionVersion();
  }

  /// See [Coverage#story].
  public String story() {
    return coverage.story();
  }

  /// See [Coverage#outlets].
  public List<String> outlets() {
    return coverage.outlets();
  }

  /// See [Source#item].
  public String item() {
    return source.item();
  }

  /// See [Source#itemVersion].
  public String itemVersion() {
    return source.itemVersion();
  }

  /// See [Source#title].
  public String title() {
    return source.title();
  }

  /// See [Source#url].
  public @Nullable String url() {
    return source.url();
  }

  /// See [Source#outlet].
  public String outlet() {
    return source.outlet();
  }

  /// See [Source#outletName].
  public String outletName() {
    return source.outletName();
  }

  /// See [Findings#topics].
  public List<TopicMatch> topics() {
    return findings.topics();
  }

  /// See [Findings#query].
  public @Nullable QueryMatch query() {
    return findings.query();
  }

  /// See [Findings#countries].
  public List<String> countries() {
    return findings.countries();
  }

  /// See [Findings#codes].
  public List<String> codes() {
    return findings.codes();
  }

  /// See [Findings#packs].
  public String packs() {
    return findings.packs();
  }

  /// See [Findings#form].
  public ArticleForm form() {
    return findings.form();
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
    MATCH("match"),
    /// The first news of the story, which had alerted only by opinions, analyses and the like.
    NEWS("news"),
    /// A phase, a country or a score that no earlier alert told, see [Revision#developments].
    DEVELOPMENT("development");

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
      evidence = Checks.copyOrEmpty("evidence", evidence);
    }
  }

  /// The times of an item from publication to decision.
  ///
  /// @param published as stated by the outlet, null if it states none
  /// @param seen when the item was first publicly readable
  /// @param fetched when Vigie read it
  /// @param decided when the decision was made
  public record Timeline(
      @Nullable Instant published, Instant seen, Instant fetched, Instant decided) {
    /// Rejects a timeline without its times; the first may be missing.
    public Timeline {
      Checks.checkTime("published", published);
      Checks.requireTime("seen", seen);
      Checks.requireTime("fetched", fetched);
      Checks.requireTime("decided", decided);
    }
  }
}
