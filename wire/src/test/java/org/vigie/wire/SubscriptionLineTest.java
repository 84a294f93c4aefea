package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.model.ArticleForm;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;

class SubscriptionLineTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  private static Subscription read(String line) {
    return SubscriptionLine.read(line).toSubscription(NOW);
  }

  @Test
  void usesDefaultsForMissingFields() {
    Subscription desk = read("{\"id\":\"desk\",\"topics\":[\"summit\"]}");
    assertThat(desk.scope()).isEqualTo(SubscriptionScope.UNRESTRICTED);
    assertThat(desk.telling()).isEqualTo(NotificationRule.AT_ONCE);
    assertThat(desk.channels()).containsExactly(Channel.CONSOLE);
    assertThat(Json.toText(SubscriptionLine.of(desk)))
        .isEqualTo(
            "{\"id\":\"desk\",\"topics\":[\"summit\"],"
                + "\"channels\":[{\"kind\":\"console\",\"name\":\"console\"}]}");
  }

  @Test
  void writesALineThatMakesTheSameSubscription() {
    Subscription desk =
        Subscription.builder("desk", NOW)
            .owner("Ana")
            .language(Language.FR)
            .topics(List.of("summit"))
            .query("Kiev OU Moscou")
            .scope(
                new SubscriptionScope(
                    List.of("UA"),
                    List.of("le-phare"),
                    List.of("la-rade"),
                    1.5,
                    Set.of(ArticleForm.NEWS, ArticleForm.ROUNDUP)))
            .rule(
                new NotificationRule(
                    3,
                    new NotificationRule.UpdateRule(List.of(5, 10), false, true, true, true, true),
                    List.of("0123456789abcdef"),
                    true))
            .channels(
                List.of(
                    Channel.CONSOLE,
                    new Channel.Webhook("webhook", URI.create("https://desk.example/hook"), "desk"),
                    new Channel.Webhook("webhook-2", URI.create("http://desk.example/?a=1"), null)))
            .build();
    assertThat(read(Json.toText(SubscriptionLine.of(desk)))).isEqualTo(desk);
  }

  @Test
  void keepsThePausedState() {
    Subscription desk = read("{\"id\":\"desk\",\"query\":\"Kiev\",\"state\":\"paused\"}");
    assertThat(desk.state()).isEqualTo(Subscription.State.PAUSED);
    assertThat(read(Json.toText(SubscriptionLine.of(desk)))).isEqualTo(desk);
    assertThatThrownBy(() -> read("{\"id\":\"a\",\"query\":\"b\",\"state\":\"removed\"}"))
        .hasMessage("subscription a: a line removes none");
  }

  @Test
  void acceptsOutletNamesAndLowerCaseCountries() {
    SubscriptionScope scope =
        read("{\"id\":\"a\",\"query\":\"paix\",\"outlets\":[\"Le Phare\"],\"countries\":[\"ua\"]}")
            .scope();
    assertThat(scope.outlets()).containsExactly("le-phare");
    assertThat(scope.countries()).containsExactly("UA");
  }

  @Test
  void readsFormsByTheirNames() {
    assertThat(read("{\"id\":\"a\",\"query\":\"b\",\"forms\":[\"all\"]}").scope().formsLeftOut())
        .isEmpty();
    assertThat(read("{\"id\":\"a\",\"query\":\"b\",\"forms\":[]}").scope().forms())
        .isEqualTo(ArticleForm.USUAL);
    assertThatThrownBy(() -> read("{\"id\":\"a\",\"query\":\"b\",\"forms\":[\"rumour\"]}"))
        .hasMessageStartingWith("'rumour' is no form; forms are all, news, live,");
  }

  /// Records of older releases have neither forms nor phases.
  @Test
  void takesTheDefaultForWhatOlderRecordsDoNotHave() {
    SubscriptionScope scope =
        Json.read(
            "{\"countries\":[],\"outlets\":[],\"exceptOutlets\":[]}", SubscriptionScope.class);
    assertThat(scope).isEqualTo(SubscriptionScope.UNRESTRICTED);
    NotificationRule.UpdateRule rule =
        Json.read(
            "{\"outlets\":[10],\"topics\":true,\"numbers\":true,\"headline\":false}",
            NotificationRule.UpdateRule.class);
    assertThat(rule).isEqualTo(NotificationRule.UpdateRule.DEFAULT);
  }

  /// Else the last one would win without a word.
  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(
            () -> SubscriptionLine.read("{\"id\": \"a\", \"query\": \"x\", \"query\": \"y\"}"))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessageContaining("'query' stands twice");
    assertThatThrownBy(
            () ->
                SubscriptionLine.readAll(
                    "{\"id\": \"a\"}\n"
                        + "{\"id\": \"b\", \"updates\": {\"text\": true, \"text\": false}}"))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessageContaining("updates: ")
        .hasMessageContaining("'text' stands twice");
    assertThatThrownBy(
            () -> SubscriptionLine.readAll("{\"id\": \"a\", \"updates\": {\"phase\": true}}"))
        .hasMessage("updates.phase: there is no such key");
    assertThatThrownBy(() -> ItemLine.read("{\"id\": \"a\", \"author\": 1, \"author\": 2}"))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessageContaining("'author' stands twice");
  }

  @Test
  void refusesInvalidValues() {
    assertThatThrownBy(() -> read("{\"id\":\"a\",\"query\":\"b\",\"countries\":[\"Ukraine\"]}"))
        .hasMessage("countries: 'UKRAINE' is no ISO code of 2 letters");
    assertThatThrownBy(() -> read("{\"id\":\"a\",\"query\":\"b\",\"fromOutlets\":0}"))
        .hasMessage("from 0 outlets on: must be within 1 and 100 (fromOutlets)");
    assertThatThrownBy(() -> read("{\"id\":\"a\",\"query\":\"b\",\"minScore\":-1}"))
        .hasMessage("minimum score -1.0 is not within 0 and 100 (minScore)");
    assertThatThrownBy(() -> read("{\"id\":\"a\",\"query\":\"b\",\"updates\":{\"outlets\":[1]}}"))
        .hasMessageContaining("an update at 1 outlets: must be 2 or more");
  }
}
