package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Audience;
import org.vigie.model.Channel;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Delivery;
import org.vigie.model.Evidence;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Item;
import org.vigie.model.MatchChange;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.Reading;
import org.vigie.model.RetryRequest;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.SubscriptionState;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleRecords;

class SerdesTest {
  private static final Catalogue CATALOGUE = Catalogue.live();
  private static final Instant AT = Instant.parse("2025-08-31T14:00:00.123456Z");
  private static final Outlet OUTLET = Outlet.named("Le Phare de l’Ouest");
  private static final Feed FEED =
      Feed.of(URI.create("https://phare.test/une.xml"), OUTLET, "À la une", Duration.ofMinutes(5));
  private static final Evidence EVIDENCE =
      new Evidence("title", 3, 16, "cessez‑le‑feu", "cessez-le-feu", 2.5);
  private static final Classification FINDINGS =
      new Classification(
          List.of(
              new TopicMatch(
                  "ceasefire",
                  1.25,
                  List.of(EVIDENCE),
                  new PhaseMatch(
                      "proposed", Map.of("fr", "proposé", "en", "proposed"), List.of(EVIDENCE)))),
          List.of(new CountryMatch("UA", List.of(EVIDENCE))),
          List.of("cameo:0871"),
          "0123abcd");
  private static final Reading READING =
      new Reading(
          "item-1",
          List.of("guid:1", "link:2"),
          OUTLET,
          FEED.id(),
          Origin.FIRST_POLL,
          "tag:1",
          new Content(
              "Un cessez‑le‑feu proposé \uD83D\uDD4A",
              "Résumé",
              "Corps\u0000\u2028",
              "https://phare.test/1",
              "A. Nonyme",
              AT,
              AT,
              List.of("monde")),
          AT,
          true,
          AT,
          "run-1");
  private static final Reading BARE_READING =
      new Reading(
          "item-2",
          List.of(),
          OUTLET,
          null,
          Origin.LIVE,
          null,
          Content.of("T", ""),
          AT,
          false,
          AT,
          null);
  private static final Item ITEM = Item.of("item-1", List.of("guid:1"), READING);
  private static final DecisionRecord.Decision DECISION =
      new DecisionRecord.Decision(ITEM, FINDINGS, Audience.CATCH_UP, AT);
  private static final SubscriptionMatch MATCH = new SubscriptionMatch("otan", 3, MatchChange.KEPT);
  private static final Map<String, Object> PIGEON =
      Map.of("name", "loft", "kind", "pigeon", "birds", List.of(Map.of("ring", 7)));
  private static final Subscription SUBSCRIPTION =
      Subscription.builder("otan", AT)
          .version(3)
          .owner("rédaction")
          .topics(List.of("summit"))
          .query("OTAN NEAR/5 sommet")
          .channels(
              List.of(
                  Channel.CONSOLE,
                  new Channel.Webhook("w", URI.create("https://hook.test/"), "secret"),
                  new Channel.Unknown(
                      "loft",
                      "pigeon",
                      PIGEON,
                      "kind: 'pigeon' is none of console, email, ntfy, chat, webhook, file")))
          .build();

  static Stream<Arguments> values() {
    return Stream.of(
        value(CATALOGUE.feeds(), FEED, "feed"),
        value(CATALOGUE.feeds(), Feed.of(FEED.address(), OUTLET, null, null), "feed"),
        value(CATALOGUE.feedStates(), FeedState.neverPolled(FEED), "feed-state"),
        value(CATALOGUE.readings(), READING, "reading"),
        value(CATALOGUE.readings(), BARE_READING, "reading"),
        value(CATALOGUE.items(), ITEM, "item"),
        value(CATALOGUE.items(), Item.of("item-2", List.of(), BARE_READING), "item"),
        value(CATALOGUE.decided(), DECISION, "decision"),
        value(
            CATALOGUE.decided(),
            new DecisionRecord.MatchGroup(DECISION, 4, List.of(MATCH)),
            "match-group"),
        value(
            CATALOGUE.stories(),
            new Story(
                "item-1",
                2,
                List.of(
                    new Story.Member(
                        "item-1", "v", OUTLET, "afp", "T", null, AT, List.of("summit"))),
                FINDINGS.topics(),
                FINDINGS.countries()),
            "story"),
        value(
            CATALOGUE.matches(),
            new StoryMatches(
                "item-1",
                List.of(OUTLET.id()),
                List.of(OUTLET.name()),
                List.of("afp"),
                4,
                DECISION,
                List.of(MATCH)),
            "matches"),
        value(CATALOGUE.subscriptions(), SUBSCRIPTION, "subscription"),
        value(CATALOGUE.subscriptions(), SUBSCRIPTION.nextVersionRemoved(AT), "subscription"),
        value(
            CATALOGUE.subscriptionStates(),
            new SubscriptionState("s-1", SubscriptionState.RULE, 2, "query at 5: no word", AT),
            "subscription-state"),
        value(CATALOGUE.alerts(), alert(new Alert.QueryMatch(List.of(EVIDENCE))), "alert"),
        value(CATALOGUE.alerts(), alert(null), "alert"),
        value(
            CATALOGUE.deliveries(),
            new Delivery(
                "d",
                "a",
                1,
                "otan",
                "w",
                Delivery.Status.FAILED,
                2,
                AT,
                AT,
                null,
                "HTTP 503",
                Delivery.Grouping.NONE,
                null,
                null,
                null),
            "delivery"),
        value(
            CATALOGUE.deliveries(),
            new Delivery(
                "d",
                "a",
                1,
                "otan",
                "w",
                Delivery.Status.DELIVERED,
                1,
                null,
                null,
                null,
                null,
                Delivery.Grouping.NONE,
                null,
                null,
                null),
            "delivery"),
        value(
            CATALOGUE.deliveries(),
            Delivery.createPending(alert(null), "hook", AT)
                .withAttempt(AT)
                .withNextAttempt(AT, "HTTP 503"),
            "delivery"),
        value(CATALOGUE.retries(), new RetryRequest("d", "otan", AT), "retry"),
        value(CATALOGUE.feedback(), SampleRecords.FEEDBACK, "feedback"),
        value(CATALOGUE.replays(), SampleRecords.REPLAY, "replay"));
  }

  @Test
  void refusesADeliveryThatWaitsWithoutItsAlert() {
    String waiting =
        """
        {"id":"d","alert":"a","seq":1,"subscription":"otan","channel":"w","status":"pending"}\
        """;
    assertThatThrownBy(() -> Json.read(waiting, Delivery.class))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessage("Delivery: content is missing, and the delivery waits");
  }

  private static Alert alert(Alert.@Nullable QueryMatch query) {
    return new Alert(
        "a",
        new Alert.Revision(Alert.Kind.UPDATE, 2, List.of(), null, List.of()),
        new Alert.Recipient("otan", 3),
        new Alert.Coverage("item-1", List.of(OUTLET.id()), List.of(OUTLET.id())),
        new Alert.Source(
            "item-1", "v", "Titre", "Titre", "", null, OUTLET.id(), OUTLET.name(), false),
        new Alert.Findings(
            FINDINGS.topics(),
            Map.of(),
            query,
            List.of("UA"),
            List.of(),
            "0123abcd",
            ArticleForm.NEWS),
        new Alert.Timeline(null, AT, AT, AT));
  }

  private static <V> Arguments value(KafkaTopic<V> topic, V value, String type) {
    return Arguments.of(Named.of(topic.name(), topic), value, type);
  }

  @ParameterizedTest
  @MethodSource("values")
  <V> void serializesAndDeserializesEveryValue(KafkaTopic<V> topic, V value, String type) {
    Headers headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, value);

    assertThat(topic.serde().deserializer().deserialize(topic.name(), headers, bytes))
        .isEqualTo(value);
    assertThat(text(headers, "ce_type")).isEqualTo("org.vigie." + type + ".v1");
    assertThat(text(headers, "ce_specversion")).isEqualTo("1.0");
    assertThat(text(headers, "ce_id")).isNotBlank();
    assertThat(text(headers, "content-type")).isEqualTo("application/json");
    assertThat(topic.key().apply(value)).isNotBlank();
    assertThat(topic.partitionFor(value)).isBetween(0, topic.partitions() - 1);
  }

  @Test
  void ignoresFieldsItDoesNotKnowAndReadsMissingListsAsEmpty() {
    Subscription read =
        read(
            CATALOGUE.subscriptions(),
            "org.vigie.subscription.v2",
            """
            {"id":"otan","version":1,"state":"active","query":"OTAN","mood":{"deep":[1]},
             "validFrom":"2025-08-31T14:00:00Z"}\
            """);

    assertThat(read.topics()).isEmpty();
    assertThat(read.channels()).isEmpty();
    assertThat(read.owner()).isNull();
  }

  @Test
  void readsAStoryWhoseMembersHoldTheirChanges() {
    Object read =
        read(
            CATALOGUE.stories(),
            "org.vigie.story.v1",
            """
            {"id":"a","version":1,"members":[{"item":"a","version":"v",
             "outlet":{"id":"quai","name":"Le Quai"},"voice":"quai","title":"T",
             "seen":"2025-08-31T14:00:00Z","topics":[],"changes":["FOUNDED"]}],
             "topics":[],"countries":[]}\
            """);

    assertThat(read)
        .isInstanceOfSatisfying(Story.class, story -> assertThat(story.outlets()).hasSize(1));
  }

  @Test
  void readsAValueWithoutHeadersIfThereIsOneKind() {
    assertThat(
            CATALOGUE
                .subscriptions()
                .serde()
                .deserializer()
                .deserialize("t", new RecordHeaders(), Json.toBytes(SUBSCRIPTION)))
        .isEqualTo(SUBSCRIPTION);
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(
            () ->
                CATALOGUE
                    .decided()
                    .serde()
                    .deserializer()
                    .deserialize("vigie.decided", new RecordHeaders(), Json.toBytes(DECISION)))
        .withMessageContaining("no ce_type");
  }

  @Test
  void namesATypeThatDoesNotBelongToTheKafkaTopic() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(CATALOGUE.feeds(), "com.example.order.v1", "{}"))
        .withMessageContaining("com.example.order.v1")
        .withMessageContaining("vigie.feeds");
  }

  @Test
  void namesTypeAndOffsetOfMalformedJson() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(CATALOGUE.feeds(), "org.vigie.feed.v1", "{\"id\":\"a\",]"))
        .withMessageContaining("Feed")
        .withMessageContaining("byte offset: #10");
  }

  @Test
  void describesAnInvalidValue() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(
            () ->
                read(
                    CATALOGUE.feeds(),
                    "org.vigie.feed.v1",
                    """
                    {"id":"a","address":"ftp://a.test/","outlet":{"id":"a","name":"A"}}\
                    """))
        .withMessageContaining("ftp://a.test/")
        .withMessageContaining("not http");
  }

  @Test
  void refusesJsonNull() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(CATALOGUE.feeds(), "org.vigie.feed.v1", "null"))
        .withMessageContaining("Feed");
  }

  @Test
  void readsATombstoneAsNull() {
    assertThat(
            CATALOGUE
                .feeds()
                .serde()
                .deserializer()
                .deserialize("vigie.feeds", new RecordHeaders(), (byte[]) null))
        .isNull();
  }

  private static <V> V read(KafkaTopic<V> topic, String type, String json) {
    Headers headers = new RecordHeaders();
    headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    return topic
        .serde()
        .deserializer()
        .deserialize(topic.name(), headers, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
