package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigie.model.Channel;

class UnsubscribeLinksTest {
  private static final URI CONSOLE = URI.create("https://vigie.example.org/console/");
  private static final String OLD_WORD = "an-old-secret-of-the-desk";
  private static final String NEW_WORD = "a-new-secret-of-the-desk-2";
  private static final Channel.Email CHANNEL = new Channel.Email("email", "redaction@example.org");

  private final UnsubscribeLinks links = new UnsubscribeLinks(CONSOLE, OLD_WORD);

  private static Map<String, String> parameters(URI link) {
    return Arrays.stream(link.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String key(UnsubscribeLinks links, String subscription) {
    return String.valueOf(parameters(links.sign(subscription, CHANNEL)).get(UnsubscribeLinks.KEY));
  }

  @Test
  void aLinkNamesWhatItEnds() {
    URI link = links.sign("Côte d’Ivoire & co\r\n", CHANNEL);
    assertThat(link.toASCIIString())
        .isEqualTo(link.toString())
        .startsWith("https://vigie.example.org/console/unsubscribe?");
    assertThat(parameters(link))
        .containsEntry("subscription", "Côte d’Ivoire & co\r\n")
        .containsEntry("channel", "email");
  }

  @Test
  void aKeyIsGoodForItsSubscriptionChannelAndAddress() {
    String key = key(links, "otan");
    assertThat(key).matches("[A-Za-z0-9_-]{22}");
    assertThat(links.verify("otan", CHANNEL, key)).isTrue();
    assertThat(links.verify("sanctions", CHANNEL, key)).isFalse();
    assertThat(links.verify("otan", new Channel.Email("email-2", CHANNEL.address()), key))
        .isFalse();
    assertThat(links.verify("otan", new Channel.Email("email", "other@example.org"), key))
        .isFalse();
    assertThat(links.verify("otan1", new Channel.Email("email", CHANNEL.address()), key)).isFalse();
    for (String forged :
        new String[] {"", "x", key + "A", key.substring(1), key.toLowerCase(Locale.ROOT)}) {
      assertThat(links.verify("otan", CHANNEL, forged)).isFalse();
    }
  }

  @Test
  void bothSecretsVerifyWhileOneIsReplaced() {
    UnsubscribeLinks both = new UnsubscribeLinks(CONSOLE, NEW_WORD + "\n" + OLD_WORD);
    assertThat(both.verify("otan", CHANNEL, key(links, "otan"))).isTrue();
    assertThat(new UnsubscribeLinks(CONSOLE, NEW_WORD).verify("otan", CHANNEL, key(both, "otan")))
        .isTrue();
    assertThat(links.verify("otan", CHANNEL, key(both, "otan"))).isFalse();
  }

  @Test
  void refusesASecretThatCanBeGuessed() {
    assertThatThrownBy(() -> new UnsubscribeLinks(CONSOLE, "hushhush"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has less than 24 bytes");
  }
}
