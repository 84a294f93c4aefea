package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
  private static final URI ADDRESS = URI.create("https://example.org/hook?token=hush");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hush",
        "ftp://example.org/hush",
        "file:///etc/hush",
        "https://user:hush@example.org/",
        "https:///hush",
        "https://exa mple.org/hush",
        "https://example.org/#hush",
        "https://example.org:0/hush"
      })
  void refusesWhatIsNoAddressAndDoesNotRepeatIt(String address) {
    assertThatThrownBy(() -> Channel.Webhook.readAddress(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("address")
        .hasMessageNotContaining("hush");
  }

  @Test
  void refusesAnInvalidWebhook() {
    assertThatThrownBy(() -> new Channel.Webhook("hook", URI.create("ftp://hush.example/"), null))
        .hasMessageContaining("'ftp:'")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> new Channel.Webhook("hook", ADDRESS, "whsec_hush"))
        .hasMessageContaining("this is a secret")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> new Channel.Webhook(" ", ADDRESS, null))
        .hasMessage("channel name is missing");
  }

  @Test
  void showsNoAddressInItsText() {
    Channel hook = new Channel.Webhook("hook", ADDRESS, "desk");
    assertThat(hook).hasToString("Webhook[name=hook, secret=desk]");
    Map<String, Object> fields = new LinkedHashMap<>(Map.of("to", "hush"));
    Channel unknown = new Channel.Unknown("loft", "pigeon", fields, "no pigeons here");
    fields.clear();
    assertThat(unknown).hasToString("Unknown[name=loft, kind=pigeon, reason=no pigeons here]");
    assertThat(unknown)
        .isEqualTo(new Channel.Unknown("loft", "pigeon", Map.of("to", "hush"), "no pigeons here"));
  }

  @Test
  void haveNamesOfTheirOwn() {
    Subscription desk =
        Subscription.builder("desk", Instant.EPOCH)
            .topics(List.of("summit"))
            .channels(List.of(Channel.CONSOLE, new Channel.Webhook("hook", ADDRESS, null)))
            .build();
    assertThat(desk.channels()).extracting(Channel::name).containsExactly("console", "hook");
    assertThatThrownBy(
            () ->
                Subscription.builder("desk", Instant.EPOCH)
                    .topics(List.of("summit"))
                    .channels(
                        List.of(Channel.CONSOLE, new Channel.Webhook("console", ADDRESS, null)))
                    .build())
        .hasMessage("subscription desk: two channels share a name");
  }
}
