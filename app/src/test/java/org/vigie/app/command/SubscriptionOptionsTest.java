package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SubscriptionOptionsTest {
  private static final SubscriptionLine BEFORE =
      new SubscriptionLine(
          "desk",
          null,
          "Ana",
          Language.FR,
          List.of("summit"),
          "Kiev",
          List.of("UA"),
          null,
          null,
          1.5,
          null,
          3,
          NotificationRule.UpdateRule.NONE,
          List.of("story"),
          null,
          null,
          List.of(webhook("webhook", "https://a.example/", "key")));

  private static Channel webhook(String name, String address, @Nullable String secret) {
    return new Channel.Webhook(name, URI.create(address), secret);
  }

  @Command
  private static final class ParsedOptions {
    @Mixin private final SubscriptionOptions asked = new SubscriptionOptions();
  }

  private static SubscriptionLine over(SubscriptionLine before, String... arguments) {
    ParsedOptions line = new ParsedOptions();
    new CommandLine(line).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return line.asked
        .toRequest(
            new Terminal(
                InputStream.nullInputStream(),
                new ResultStream(OutputStream.nullOutputStream(), () -> {}),
                nowhere,
                0,
                false,
                Map.of(),
                Clock.systemUTC(),
                new ShutdownSignal()))
        .applyTo(before);
  }

  @Test
  void leaveWhatTheyDoNotNameAsItIs() {
    assertThat(over(BEFORE)).isEqualTo(BEFORE);
    assertThat(over(BEFORE, "--owner", "Bo").owner()).isEqualTo("Bo");
    assertThat(over(BEFORE, "--language", "en").language()).isEqualTo(Language.EN);
    assertThat(over(BEFORE, "--owner", "Bo").muted()).containsExactly("story");
    SubscriptionLine repeating = over(BEFORE, "--repeats");
    assertThat(repeating.repeats()).isTrue();
    assertThat(over(repeating).repeats()).isTrue();
    assertThat(over(repeating, "--no-repeats").repeats()).isFalse();
  }

  @Test
  void takeWishesBackByAnEmptyValue() {
    assertThat(over(BEFORE, "--query", "").query()).isNull();
    assertThat(over(BEFORE, "--country", "").countries()).isEmpty();
    assertThat(over(BEFORE, "--webhook", "").channels()).containsExactly(Channel.CONSOLE);
  }

  @Test
  void passCountriesOn() {
    assertThat(over(BEFORE, "--country", "Ukraine,ru").countries())
        .containsExactly("Ukraine", "ru");
  }

  @Test
  void passFormsOn() {
    assertThat(over(BEFORE, "--forms", "all").forms()).containsExactly("all");
    assertThat(over(BEFORE, "--forms", "").forms()).isEmpty();
  }

  @Test
  void readWhatMakesAnUpdate() {
    assertThat(over(BEFORE, "--updates", "topics,10,3").updates())
        .isEqualTo(
            new NotificationRule.UpdateRule(List.of(3, 10), true, false, false, false, false));
    assertThat(over(BEFORE, "--updates", "phases,development").updates())
        .isEqualTo(new NotificationRule.UpdateRule(List.of(), false, false, false, true, true));
    assertThat(over(BEFORE, "--updates", "none").updates())
        .isEqualTo(NotificationRule.UpdateRule.NONE);
    assertThatThrownBy(() -> over(BEFORE, "--updates", "always"))
        .hasMessage(
            "--updates: 'always' is neither a number nor one of topics, phases, numbers, headline,"
                + " development, none");
    assertThatThrownBy(() -> over(BEFORE, "--updates", "developement"))
        .hasMessageEndingWith("none; did you mean 'development'?");
    assertThatThrownBy(() -> over(BEFORE, "--updates", "none,topics"))
        .hasMessage("--updates: none goes with nothing else");
    assertThatThrownBy(() -> over(BEFORE, "--updates", "1"))
        .hasMessage("--updates: an update at 1 outlets: must be 2 or more");
  }

  @Test
  void takeSeveralWebhooksEachWithItsSecret() {
    SubscriptionLine empty = SubscriptionLine.empty("desk");
    List<Channel> both =
        List.of(
            webhook("webhook", "https://a.example/", "key"),
            webhook("webhook-2", "https://b.example/", null));
    assertThat(over(empty).channels()).isNull();
    assertThat(
            over(
                    empty,
                    "--webhook",
                    "https://a.example/",
                    "--secret",
                    "key",
                    "--webhook",
                    "https://b.example/")
                .channels())
        .isEqualTo(both);
    assertThat(
            over(
                    empty,
                    "--webhook",
                    "https://a.example/",
                    "--webhook",
                    "https://b.example/",
                    "--secret",
                    "key")
                .channels())
        .containsExactly(
            webhook("webhook", "https://a.example/", null),
            webhook("webhook-2", "https://b.example/", "key"));
    assertThat(over(empty, "--console", "--webhook", "https://a.example/").channels())
        .containsExactly(Channel.CONSOLE, webhook("webhook", "https://a.example/", null));
    assertThat(over(BEFORE, "--console").channels()).containsExactly(Channel.CONSOLE);
    assertThatThrownBy(
            () -> over(empty, "--webhook", "https://a.example/", "--secret", "a", "--secret", "b"))
        .hasMessage("--secret: only a --webhook has one");
  }

  @Test
  void keepTheNamesOfWebhooks() {
    SubscriptionLine both =
        over(BEFORE, "--webhook", "https://a.example/", "--webhook", "https://b.example/");
    assertThat(over(both, "--webhook", "https://b.example/").channels())
        .containsExactly(webhook("webhook-2", "https://b.example/", null));
    assertThat(
            over(both, "--webhook", "https://c.example/", "--webhook", "https://a.example/")
                .channels())
        .as("the corrected address of b")
        .containsExactly(
            webhook("webhook-2", "https://c.example/", null),
            webhook("webhook", "https://a.example/", null));
  }

  @Test
  void refuseASecretWithoutAWebhook() {
    assertThatThrownBy(() -> over(BEFORE, "--secret", "key"))
        .hasMessage("--secret: only a --webhook has one");
  }
}
