package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;

class ChannelJsonTest {
  private static String record(String channels) {
    return "{\"id\":\"desk\",\"version\":1,\"state\":\"active\",\"query\":\"Kiev\","
        + "\"validFrom\":\"2025-03-15T10:00:00Z\",\"channels\":["
        + channels
        + "]}";
  }

  private static List<Channel> read(String channels) {
    return Json.read(record(channels), Subscription.class).channels();
  }

  @Test
  void keepsTheFormOfEveryRelease() {
    String old =
        "{\"name\":\"console\",\"kind\":\"console\",\"address\":null,\"secret\":null},"
            + "{\"name\":\"w\",\"kind\":\"webhook\",\"address\":\"https://a.example/%7eb?c\","
            + "\"secret\":\"desk\"}";
    assertThat(read(old))
        .containsExactly(
            Channel.CONSOLE,
            new Channel.Webhook("w", URI.create("https://A.example/%7eb?c"), "desk"));
    assertThat(Json.toText(Json.read(record(old), Subscription.class))).contains("[" + old + "]");
  }

  @Test
  void losesNothingOfAChannelOfANewerVersion() {
    String newer =
        "{\"kind\":\"pigeon\",\"birds\":[{\"ring\":7,\"weight\":0.5}],\"name\":\"loft\","
            + "\"address\":null,\"night\":true}";
    assertThat(read(newer + ",{\"name\":\"console\",\"kind\":\"console\"}"))
        .satisfiesExactly(
            channel ->
                assertThat(channel)
                    .isInstanceOfSatisfying(
                        Channel.Unknown.class,
                        unknown ->
                            assertThat(unknown.reason())
                                .isEqualTo(
                                    "kind: 'pigeon' is none of console, email, ntfy, chat, webhook,"
                                        + " file")),
            channel -> assertThat(channel).isEqualTo(Channel.CONSOLE));
    assertThat(Json.toText(Json.read(record(newer), Subscription.class)))
        .contains("[" + newer + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "address":"ftp://hush.example/"                      | address: the address begins with 'ftp:'
          "address":7                                          | address: there should be a text
          "secret":"desk"                                      | address: the address is missing
          "address":"https://a.example/","secret":"whsec_hush" | secret: this is a secret
          """)
  void keepsAnInvalidWebhookAndTheOtherChannels(String fields, String reason) {
    String written = "{\"name\":\"w\",\"kind\":\"webhook\"," + fields + "}";
    List<Channel> channels = read(written + ",{\"name\":\"console\",\"kind\":\"console\"}");
    assertThat(channels.getLast()).isEqualTo(Channel.CONSOLE);
    assertThat(channels.getFirst())
        .isInstanceOfSatisfying(
            Channel.Unknown.class,
            unknown -> assertThat(unknown.reason()).startsWith(reason).doesNotContain("hush"));
    assertThat(Json.toText(channels.getFirst())).isEqualTo(written);
  }

  @Test
  void refusesAChannelWithoutAName() {
    assertThatThrownBy(() -> read("{\"kind\":\"console\"}"))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessage("Subscription: channels[0].name: is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"pigeon"}                                      | channels[1].kind: 'pigeon' is none of console, email, ntfy, chat, webhook, file
          {"name":"w"}                                           | channels[1].kind: is missing
          {"kind":"webhook","address":"mailto:hush"}             | channels[1].address: the address begins with 'mailto:'
          {"kind":"webhook"}                                     | channels[1].address: the address is missing
          {"kind":"webhook","address":"http://a","secret":"b c"} | channels[1].secret: the name of a secret has letters
          {"kind":"console","name":["a"]}                        | channels[1].name: there should be a text
          {"kind":"webhook","adress":"http://hush"}              | channels[1].address: the address is missing
          {"kind":"webhook","address":"http://a","secrt":"s"}    | channels[1].secrt: there is no such key
          {"kind":"console","to":"me"}                           | channels[1].to: there is no such key
          "console"                                              | channels[1]: there should be an object
          """)
  void refusesWithThePathWhatAPersonWroteWrong(String channel, String message) {
    assertThatThrownBy(
            () ->
                SubscriptionLine.read(
                    "{\"id\":\"a\",\"query\":\"b\",\"channels\":[{\"kind\":\"console\"},"
                        + channel
                        + "]}"))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("hush");
  }

  @Test
  void refusesTwoChannelsOfOneName() {
    SubscriptionLine line =
        SubscriptionLine.read(
            "{\"id\":\"a\",\"query\":\"b\",\"channels\":[{\"kind\":\"console\"},"
                + "{\"kind\":\"console\"}]}");
    assertThatThrownBy(() -> line.toSubscription(Instant.EPOCH))
        .hasMessage("subscription a: two channels share a name");
  }
}
