package org.vigie.testkit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Audience;
import org.vigie.model.Channel;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Delivery;
import org.vigie.model.Digest;
import org.vigie.model.Evidence;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Feedback;
import org.vigie.model.FormMatch;
import org.vigie.model.HoldReason;
import org.vigie.model.Item;
import org.vigie.model.Language;
import org.vigie.model.MatchChange;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.QuietHours;
import org.vigie.model.Reading;
import org.vigie.model.ReplayRun;
import org.vigie.model.RetryRequest;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.SubscriptionScope;
import org.vigie.model.SubscriptionState;
import org.vigie.model.TopicMatch;
import org.vigie.model.Urgency;

/// One record of each type that travels through Kafka, none of whose fields is null or empty.
public final class SampleRecords {
  private static final Instant AT = SampleAlerts.NOW;
  private static final Outlet OUTLET = Outlet.named("Le Phare");
  private static final URI ADDRESS = URI.create("http://127.0.0.1:9/une.xml");

  public static final Feed FEED = Feed.of(ADDRESS, OUTLET, "À la une", Duration.ofMinutes(5));
  public static final FeedState FEED_STATE =
      new FeedState(
          FEED.id(),
          FEED.host(),
          "\"e\"",
          "Sat, 15 Mar 2025 09:00:00 GMT",
          "00ff",
          "Le Phare",
          AT,
          AT,
          AT,
          AT,
          AT,
          2,
          "HTTP 500",
          ADDRESS,
          1,
          List.of("i1"),
          List.of("t1"),
          1.5,
          3,
          Duration.ofMinutes(10));
  public static final Reading READING =
      new Reading(
          "a1",
          List.of("https://phare.test/1"),
          OUTLET,
          FEED.id(),
          Origin.LIVE,
          "tag:1",
          new Content(
              "Un cessez-le-feu conclu en Ukraine",
              "La trêve entre en vigueur.",
              "Les deux armées se retirent.",
              "https://phare.test/1",
              "A. Nonyme",
              AT,
              AT,
              List.of("monde")),
          AT,
          false,
          AT,
          "run-1");
  public static final Item ITEM = Item.of("a1", READING.aliases(), READING);
  private static final Evidence EVIDENCE =
      new Evidence("title", 3, 16, "cessez-le-feu", "cessez-le-feu", 2.5);
  private static final Map<String, Map<String, String>> LABELS =
      Map.of("ceasefire", Map.of("fr", "Cessez-le-feu"));
  private static final List<TopicMatch> TOPICS =
      List.of(
          new TopicMatch(
              "ceasefire",
              1.25,
              List.of(EVIDENCE),
              new PhaseMatch("agreed", Map.of("fr", "conclu"), List.of(EVIDENCE))));
  private static final List<CountryMatch> COUNTRIES =
      List.of(new CountryMatch("UA", List.of(EVIDENCE)));
  public static final DecisionRecord.Decision DECISION =
      new DecisionRecord.Decision(
          ITEM,
          new Classification(
              TOPICS,
              COUNTRIES,
              List.of("cameo:0871"),
              "0123abcd",
              new FormMatch(ArticleForm.OPINION, List.of(EVIDENCE))),
          Audience.SUBSCRIBERS,
          AT);
  private static final SubscriptionMatch MATCH =
      new SubscriptionMatch("faulty", 1, MatchChange.GAINED);
  public static final DecisionRecord.MatchGroup MATCH_GROUP =
      new DecisionRecord.MatchGroup(DECISION, 4, List.of(MATCH));
  public static final Story STORY =
      new Story(
          "a1",
          2,
          List.of(
              new Story.Member(
                  "a1",
                  "v1",
                  OUTLET,
                  "afp",
                  "Titre",
                  "https://phare.test/1",
                  AT,
                  List.of("summit"))),
          TOPICS,
          COUNTRIES);
  public static final StoryMatches STORY_MATCHES =
      new StoryMatches(
          "a1",
          List.of(OUTLET.id()),
          List.of(OUTLET.name()),
          List.of("afp"),
          4,
          DECISION,
          List.of(MATCH));
  public static final Subscription SUBSCRIPTION =
      new Subscription(
          "faulty",
          1,
          Subscription.State.ACTIVE,
          "rédaction",
          Language.FR,
          List.of("ceasefire"),
          "trêve",
          new SubscriptionScope(List.of("UA"), List.of("le-phare"), List.of("autre"), 1.0),
          new NotificationRule(
              1,
              new NotificationRule.UpdateRule(List.of(2), true, true, true),
              List.of("story-1"),
              true,
              new NotificationTiming(
                  ZoneId.of("Asia/Tokyo"),
                  Digest.parse("weekly mon 08:00"),
                  List.of(QuietHours.parse("mon-fri 22:00-07:00")),
                  AT,
                  new Urgency(List.of("summit"), 3),
                  20,
                  12)),
          List.of(
              new Channel.Webhook("hook", URI.create("http://127.0.0.1:9/hook"), "secret"),
              new Channel.Email("mail", "desk@example.org"),
              new Channel.Ntfy(
                  "phone",
                  URI.create("http://127.0.0.1:9/desk"),
                  "token",
                  Channel.Ntfy.Priority.HIGH,
                  new Urgency(List.of("ceasefire"), 5)),
              new Channel.Chat(
                  "chat", Channel.Chat.Form.DISCORD, URI.create("http://127.0.0.1:9/chat")),
              new Channel.File("file", "desk")),
          AT);
  public static final SubscriptionState SUBSCRIPTION_STATE =
      new SubscriptionState("faulty", SubscriptionState.RULE, 1, "refused", AT);
  public static final Alert ALERT =
      new Alert(
          "b1",
          new Alert.Revision(
              Alert.Kind.UPDATE,
              2,
              List.of(Alert.UpdateReason.OUTLETS),
              "Un titre d’avant",
              List.of("summit"),
              List.of(
                  new Alert.Development(
                      Alert.Development.DevelopmentKind.COUNTRY, "UA", Map.of("fr", "Ukraine"))),
              "20250315-100000"),
          new Alert.Recipient("faulty", 1),
          new Alert.Coverage("a1", List.of(OUTLET.id()), List.of(OUTLET.name())),
          Alert.Source.of(ITEM),
          new Alert.Findings(
              TOPICS,
              LABELS,
              new Alert.QueryMatch(List.of(EVIDENCE)),
              List.of("UA"),
              List.of("cameo:0871"),
              "0123abcd",
              ArticleForm.NEWS),
          new Alert.Timeline(AT, AT, AT, AT));
  public static final Delivery DELIVERY =
      new Delivery(
          "d1",
          "b1",
          2,
          "faulty",
          "hook",
          Delivery.Status.PENDING,
          1,
          AT,
          AT,
          AT,
          "HTTP 500",
          new Delivery.Grouping(
              HoldReason.QUIET, "b2", List.of(new Delivery.BatchMember("d2", "faulty"))),
          "r1",
          new Delivery.Notice("hook", "webhook", "HTTP 404", "d0", AT),
          ALERT);
  public static final RetryRequest RETRY =
      new RetryRequest("d1", "faulty", AT, RetryRequest.Action.DROP);
  public static final Feedback FEEDBACK =
      new Feedback(
          "f1",
          Feedback.Verdict.TOO_MUCH,
          "summit",
          "faulty",
          "hors sujet",
          AT,
          new Feedback.ReviewedArticle(
              "a1",
              "Un titre",
              "Un chapeau",
              OUTLET,
              "https://phare.example/1",
              AT,
              List.of("summit")));
  public static final ReplayRun REPLAY =
      new ReplayRun(
          "20250315-100000",
          AT.minusSeconds(60),
          AT,
          ReplayRun.ReplayStatus.FAILED,
          AT,
          AT,
          1,
          2,
          3,
          "Kafka is away");

  private SampleRecords() {}
}
