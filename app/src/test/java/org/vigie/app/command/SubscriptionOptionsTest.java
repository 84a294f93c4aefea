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
import org.vigie.model.Digest;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Urgency;
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

  private static final Channel PHONE =
      new Channel.Ntfy(
          "ntfy",
          URI.create("https://ntfy.example/desk"),
          "phone",
          Channel.Ntfy.Priority.HIGH,
          new Urgency(List.of("ceasefire"), 10));

  @Test
  void takeChannelsOfAllKindsEachWithItsOptions() {
    assertThat(
            overWords(
                    SubscriptionLine.empty("desk"),
                    "--ntfy https://ntfy.example/desk --token phone --email a@example.org"
                        + " --chat https://chat.example/x --chat-form mattermost --ntfy"
                        + " https://ntfy.example/other --email b@example.org --file desk")
                .channels())
        .containsExactly(
            new Channel.Email("email", "a@example.org"),
            new Channel.Email("email-2", "b@example.org"),
            new Channel.Ntfy(
                "ntfy",
                URI.create("https://ntfy.example/desk"),
                "phone",
                Channel.Ntfy.Priority.DEFAULT,
                Urgency.NONE),
            new Channel.Ntfy(
                "ntfy-2",
                URI.create("https://ntfy.example/other"),
                null,
                Channel.Ntfy.Priority.DEFAULT,
                Urgency.NONE),
            new Channel.Chat(
                "chat", Channel.Chat.Form.MATTERMOST, URI.create("https://chat.example/x")),
            new Channel.File("file", "desk"));
    assertThat(
            overWords(
                    SubscriptionLine.empty("desk"),
                    "--ntfy https://ntfy.example/desk --token phone --priority high --urgent"
                        + " ceasefire,10")
                .channels())
        .containsExactly(PHONE);
  }

  @Test
  void removeAndAddChannelsBesideTheOthers() {
    SubscriptionLine several =
        overWords(
            BEFORE,
            "--keep-channels --email a@example.org --email b@example.org --webhook"
                + " https://b.example/");
    assertThat(several.channels())
        .extracting(Channel::name)
        .containsExactly("webhook", "email", "email-2", "webhook-2");
    assertThat(overWords(several, "--remove-channel email,webhook-2").channels())
        .containsExactly(webhook("webhook", "https://a.example/", "key"));
    assertThat(over(several, "--webhook", "").channels())
        .extracting(Channel::name)
        .containsExactly("email", "email-2");
    assertThat(overWords(several, "--keep-channels --webhook https://a.example/").channels())
        .as("given again, without its secret")
        .startsWith(webhook("webhook", "https://a.example/", null))
        .hasSize(4);
    assertThat(
            overWords(several, "--keep-channels --remove-channel email-2 --email c@example.org")
                .channels())
        .as("the corrected address")
        .contains(new Channel.Email("email-2", "c@example.org"))
        .hasSize(4);
  }

  @Test
  void refuseChannelsThatMakeNoSenseNamingTheOption() {
    assertRefused("--email desk@", "--email: what stands after the @");
    assertRefused("--email a@example.org,b@example.org", "--email: give each address");
    assertRefused("--ntfy https://ntfy.example/", "--ntfy: the address of an ntfy topic ends");
    assertRefused("--token x", "--token: only an --ntfy has one");
    assertRefused(
        "--ntfy https://ntfy.example/a --priority hihg",
        "--priority: 'hihg' is none of min, low, default, high, urgent; did you mean 'high'?");
    assertRefused("--ntfy https://ntfy.example/a --urgent 1", "--urgent: urgent from 1 outlets on");
    assertRefused(
        "--chat https://chat.example/x",
        "--chat-form: the address does not say whether it is slack, mattermost, discord, teams");
    assertRefused("--file ../desk", "--file: the name of a file has letters");
    assertRefused("--break-through 3,4", "--break-through: one number of outlets is enough");
    assertRefused("--cool-down 90s", "--cool-down: whole minutes only");
    assertRefused("--max-per-hour many", "--max-per-hour: 'many' is no number of messages");
  }

  private static SubscriptionLine overWords(SubscriptionLine before, String options) {
    return over(before, options.split(" "));
  }

  private static void assertRefused(String options, String message) {
    assertThatThrownBy(() -> over(BEFORE, options.split(" "))).hasMessageStartingWith(message);
  }

  @Test
  void changeTimesOneByOne() {
    SubscriptionLine timed = over(BEFORE, "--digest", "daily 07:30", "--cool-down", "0");
    assertThat(timed.timing())
        .isEqualTo(
            new NotificationTiming(
                NotificationTiming.DEFAULT_ZONE,
                Digest.parse("daily 07:30"),
                List.of(),
                null,
                Urgency.NONE,
                0,
                null));
    assertThat(over(timed, "--quiet", "22:00-07:00", "--digest", "none").timing())
        .isEqualTo(
            new NotificationTiming(
                NotificationTiming.DEFAULT_ZONE,
                null,
                List.of(QuietHours.parse("22:00-07:00")),
                null,
                Urgency.NONE,
                0,
                null));
  }
}
