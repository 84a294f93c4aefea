package org.vigie.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Subscription;
import org.vigie.wire.Json;
import org.vigie.wire.SubscriptionLine;
import tools.jackson.databind.node.ObjectNode;

class SubscriptionValidatorTest {
  private static final TopicPacks PACKS = TopicPacks.bundled();
  private static final SubscriptionLine EXISTING = line("{\"id\":\"desk\",\"query\":\"Kiev\"}");

  private static SubscriptionLine line(String json) {
    return Json.read(json, SubscriptionLine.class);
  }

  private static SubscriptionRequest request(String json) {
    return Json.read(json, SubscriptionRequest.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"topics":["summit","sommet"]}                    | topics               | no topic is called 'sommet'; there are
          {"query":"Kiev topic:sommet"}                     | query                | no topic is called 'sommet'
          {"query":"Kiev phase:lifted"}                     | query                | no phase is called 'lifted'; there are acts, agreed
          {"query":"(Kiev"}                                 | query                | query at
          {"countries":["UA","Atlantide"]}                  | countries[1]         | 'Atlantide' is no country that is known here
          {"minScore":0}                                    | minScore             | minimum score 0.0
          {"minScore":101}                                  | minScore             | minimum score 101.0
          {"forms":["news","rundup"]}                       | forms[1]             | 'rundup' is no form; forms are all, news, live, opinion, analysis, roundup, dossier, media, picture; did you mean 'roundup'?
          {"fromOutlets":0}                                 | fromOutlets          | from 0 outlets on
          {"channels":[{"kind":"pigeon"}]}                  | channels[0].kind     | 'pigeon'
                    {"channels":[{"kind":"webhook"}]}                 | channels[0].address  | the address is missing
          {"channels":[{"kind":"webhook","address":"not a url"}]} | channels[0].address | the address must begin with https://
          {"channels":[{"kind":"webhook","address":"ftp://a.example"}]} | channels[0].address | only https and http
          {"channels":[{"kind":"webhook","address":"https://a:b@c.example"}]} | channels[0].address | user name or password
          {"channels":[{"kind":"webhook","address":"https://a.example","secret":"whsec_x"}]} | channels[0].secret | this is a secret
          {"channels":[{"kind":"email","address":"Desk <a@example.org>"}]} | channels[0].address | give the address alone
          {"channels":[{"kind":"ntfy","address":"https://ntfy.example"}]} | channels[0].address | ends with its name
          {"channels":[{"kind":"ntfy","address":"https://ntfy.example/a","priority":"loud"}]} | channels[0].priority | 'loud' is none of min, low
          {"channels":[{"kind":"ntfy","address":"https://ntfy.example/a","urgent":{"outlets":1}}]} | channels[0].urgent | urgent from 1 outlets on
          {"channels":[{"kind":"ntfy","address":"https://ntfy.example/a","urgent":{"topics":["sumit"]}}]} | channels[0].urgent.topics | did you mean 'summit'?
          {"channels":[{"kind":"chat","address":"https://chat.example/x"}]} | channels[0].form | the address does not say whether it is slack, mattermost
          {"channels":[{"kind":"file","file":"a/b"}]}       | channels[0].file     | the name of a file has letters
          {"timing":{"zone":"Europe/Pariss"}}               | timing.zone          | did you mean 'Europe/Paris'?
          {"timing":{"digest":"dayly 07:30"}}               | timing.digest        | a digest is written as in 'hourly', 'daily 07:30'
          {"timing":{"digest":"daily 25:00"}}               | timing.digest        | '25:00' is no time of a day
          {"timing":{"quiet":["22:00-07:00","night"]}}      | timing.quiet[1]      | quiet hours are written as in 'mon-fri 22:00-07:00'
          {"timing":{"breakThrough":{"topics":["sumit"]}}}  | timing.breakThrough.topics | no topic is called 'sumit'
          {"timing":{"breakThrough":{"outlets":1}}}         | timing.breakThrough  | urgent from 1 outlets on
          """)
  void everyWayInRefusesTheSameFaults(String json, String field, String reason) {
    ObjectNode written = (ObjectNode) Json.MAPPER.readTree(json);
    if (!written.has("query") && !written.has("topics")) {
      written.put("query", "Kiev");
    }
    SubscriptionRequest request = request(Json.toText(written));
    written.put("id", "desk");
    SubscriptionValidator validator = new SubscriptionValidator(PACKS);

    assertRefused(() -> Subscriptions.validateNew("desk", request, PACKS), field, reason);
    assertRefused(() -> validator.validate(request(json).applyTo(EXISTING)), field, reason);
    assertRefused(() -> Subscriptions.parse(Json.toText(written), PACKS), field, reason);
  }

  private static void assertRefused(Runnable wayIn, String field, String reason) {
    AdminException.InvalidRequest refused =
        catchThrowableOfType(AdminException.InvalidRequest.class, wayIn::run);
    assertThat(refused).isNotNull().hasMessageContaining(reason);
    assertThat(refused.field()).isEqualTo(field);
  }

  @Test
  void refusesWhatOnlyALineCanSay() {
    assertRefused(
        () -> Subscriptions.parse("{\"query\":\"Kiev\"}", PACKS), "id", "subscription id 'null'");
    assertRefused(
        () -> Subscriptions.parse("{\"id\":\"a\",\"query\":\"Kiev\",\"muted\":[\"story\"]}", PACKS),
        "muted[0]",
        "'story' is no story");
    assertRefused(
        () -> Subscriptions.parse("{\"id\":\"a\",\"query\":\"Kiev\",\"state\":\"removed\"}", PACKS),
        "",
        "a line removes none");
    assertRefused(
        () -> Subscriptions.parse("{\"id\":\"a\"}", PACKS), "", "neither topics nor a query");
    assertRefused(() -> Subscriptions.parse("{", PACKS), "", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"topics", "countries", "outlets", "exceptOutlets", "forms", "muted", "channels"})
  void aListHoldsNoNull(String field) {
    assertRefused(
        () ->
            Subscriptions.parse(
                "{\"id\":\"a\",\"query\":\"Kiev\",\"%s\":[null]}".formatted(field), PACKS),
        field + "[0]",
        field + "[0]: there should be ");
  }

  @Test
  void refusesAnIdThatCanBeNoKey() {
    assertRefused(
        () -> Subscriptions.validateNew("a b", request("{\"query\":\"Kiev\"}"), PACKS),
        "id",
        "letters, digits");
  }

  @Test
  void limitsOwnerAndLists() {
    assertRefused(
        () ->
            Subscriptions.validateNew(
                "a",
                request("{\"query\":\"Kiev\",\"owner\":\"%s\"}".formatted("x".repeat(201))),
                PACKS),
        "owner",
        "200 characters");
    String many = Json.toText(Collections.nCopies(1_001, "Le Phare"));
    assertRefused(
        () ->
            Subscriptions.validateNew(
                "a", request("{\"query\":\"Kiev\",\"outlets\":" + many + "}"), PACKS),
        "outlets",
        "at most 1000");
  }

  @Test
  void refusesTwoChannelsOfOneName() {
    String twice =
        "{\"query\":\"Kiev\",\"channels\":[{\"kind\":\"console\"},{\"kind\":\"console\"}]";
    assertRefused(
        () -> Subscriptions.validateNew("a", request(twice + "}"), PACKS),
        "channels[1].name",
        "two channels share the name 'console'");
    assertRefused(
        () -> Subscriptions.parse(twice + ",\"id\":\"a\"}", PACKS),
        "channels[1].name",
        "two channels share the name 'console'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"coolDownMinutes":2000} | timing.coolDownMinutes | a cool-down of 2000 minutes
          {"maxPerHour":-1}        | timing.maxPerHour      | at most -1 messages in an hour
          """)
  void numbersOutOfRangeAreRefused(String timing, String field, String reason) {
    String json = "{\"id\":\"desk\",\"query\":\"Kiev\",\"timing\":%s}".formatted(timing);
    assertRefused(() -> request(json).applyTo(EXISTING), field, reason);
    assertRefused(() -> Subscriptions.parse(json, PACKS), "timing", reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "quiet":["mon-sun 00:00-24:00"]                   | the quiet hours cover the whole week: nothing is ever sent
          "quiet":["20:00-08:00","sat,sun 08:00-24:00","mon-fri 08:00-20:00"],"breakThrough":{"outlets":9} | nothing is sent but what breaks through
          "digest":"daily 23:00","quiet":["22:00-07:00"]    | the digest 'daily 23:00' falls into the quiet hours
          "digest":"hourly","maxPerHour":3                  | a number of messages an hour has no effect
          "breakThrough":{"topics":["summit"]}              | nothing need break through
          """)
  void warnsOfTimesThatWereHardlyMeant(String timing, String warning) {
    String json = "{\"id\":\"desk\",\"query\":\"Kiev\",\"timing\":{%s}}".formatted(timing);
    Subscription subscription = Subscriptions.parse(json, PACKS).toSubscription(Instant.EPOCH);
    assertThat(SubscriptionWarnings.find(subscription))
        .singleElement()
        .asString()
        .contains(warning);
  }

  @Test
  void doesNotWarnOfTimesThatMakeSense() {
    Subscription subscription =
        Subscriptions.parse(
                """
                {"id":"desk","query":"Kiev","timing":{"digest":"daily 07:30,18:00",\
                "quiet":["22:00-07:00"],"breakThrough":{"topics":["summit"]}}}\
                """,
                PACKS)
            .toSubscription(Instant.EPOCH);
    assertThat(SubscriptionWarnings.find(subscription)).isEmpty();
  }

  @Test
  void knowsCountriesByCodeAndName() {
    Subscription made =
        new SubscriptionValidator(PACKS)
            .createVersion(
                request("{\"countries\":[\"Ukraine\",\"ru\",\"Allemagne\"]}").applyTo(EXISTING),
                2,
                Instant.EPOCH);
    assertThat(made.scope().countries()).containsExactly("UA", "RU", "DE");
    assertThat(made.version()).isEqualTo(2);
  }

  @Test
  void anEmptyValueRemovesACondition() {
    SubscriptionLine before =
        line(
            "{\"id\":\"a\",\"topics\":[\"summit\"],\"query\":\"Kiev\",\"countries\":[\"UA\"],"
                + "\"owner\":\"Ana\"}");
    SubscriptionLine after =
        request("{\"query\":\" \",\"countries\":[\"\"],\"owner\":\"\"}").applyTo(before);
    assertThat(after.query()).isNull();
    assertThat(after.countries()).isEmpty();
    assertThat(after.topics()).containsExactly("summit");
    assertThat(SubscriptionRequest.NO_CHANGE.applyTo(before)).isEqualTo(before);
  }

  @Test
  void aTrialNeedsSomethingToTest() {
    assertThatThrownBy(
            () ->
                new SubscriptionTrial(
                    null, SubscriptionRequest.NO_CHANGE, Duration.ofDays(1), Duration.ofHours(48)))
        .isInstanceOf(AdminException.InvalidRequest.class);
    assertThatThrownBy(
            () ->
                new SubscriptionTrial(
                    "a", SubscriptionRequest.NO_CHANGE, Duration.ZERO, Duration.ofHours(48)))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("last"));
  }

  @Test
  void aRequestPrintsAndReadsAsJson() {
    SubscriptionRequest request =
        request("{\"topics\":[\"summit\"],\"channels\":[{\"kind\":\"console\"}]}");
    assertThat(request(Json.toText(request))).isEqualTo(request);
    assertThat(request.channels()).isEqualTo(List.of(ChannelRequest.console()));
  }
}
