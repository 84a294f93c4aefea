package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;
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
          3,
          NotificationRule.UpdateRule.NONE,
          List.of("story"),
          List.of(new SubscriptionLine.Way("webhook", "webhook", "https://a.example/", "key")));

  @Command
  private static final class ParsedOptions {
    @Mixin private final SubscriptionOptions asked = new SubscriptionOptions();
  }

  private static SubscriptionLine over(SubscriptionLine before, String... arguments) {
    ParsedOptions line = new ParsedOptions();
    new CommandLine(line).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return line.asked.applyTo(
        before,
        TopicLabels.bundled(),
        new Terminal(
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            false,
            Map.of(),
            Clock.systemUTC(),
            new ShutdownSignal()));
  }

  @Test
  void leaveWhatTheyDoNotNameAsItIs() {
    assertThat(over(BEFORE)).isEqualTo(BEFORE);
    assertThat(over(BEFORE, "--owner", "Bo").owner()).isEqualTo("Bo");
    assertThat(over(BEFORE, "--language", "en").language()).isEqualTo(Language.EN);
    assertThat(over(BEFORE, "--owner", "Bo").muted()).containsExactly("story");
  }

  @Test
  void takeWishesBackByAnEmptyValue() {
    assertThat(over(BEFORE, "--query", "").query()).isNull();
    assertThat(over(BEFORE, "--country", "").countries()).isEmpty();
    assertThat(over(BEFORE, "--webhook", "").channels())
        .containsExactly(new SubscriptionLine.Way("console", null, null, null));
  }

  @Test
  void knowCountriesByName() {
    assertThat(over(BEFORE, "--country", "Ukraine,ru,Allemagne").countries())
        .containsExactly("UA", "RU", "DE");
    assertThatThrownBy(() -> over(BEFORE, "--country", "Atlantide"))
        .isInstanceOf(CliException.class)
        .hasMessage("--country: 'Atlantide' is no country that is known here");
  }

  @Test
  void readWhatMakesAnUpdate() {
    assertThat(over(BEFORE, "--updates", "topics,10,3").updates())
        .isEqualTo(new NotificationRule.UpdateRule(List.of(3, 10), true, false, false));
    assertThat(over(BEFORE, "--updates", "none").updates())
        .isEqualTo(NotificationRule.UpdateRule.NONE);
    assertThatThrownBy(() -> over(BEFORE, "--updates", "always"))
        .hasMessage("--updates: 'always' is none of topics, numbers, headline, none or a number");
    assertThatThrownBy(() -> over(BEFORE, "--updates", "none,topics"))
        .hasMessage("--updates: none goes with nothing else");
    assertThatThrownBy(() -> over(BEFORE, "--updates", "1"))
        .hasMessage("--updates: an update at 1 outlets: must be 2 or more");
  }

  @Test
  void refuseAQueryThatCannotBeRead() {
    SubscriptionLine faulty = over(BEFORE, "--query", "(Kiev");
    assertThatThrownBy(() -> SubscriptionOptions.createVersion(faulty, 1, Instant.EPOCH))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("parenthesis");
  }

  @Test
  void refuseATopicThatNoPackDescribesInAQueryToo() {
    assertThatThrownBy(() -> over(BEFORE, "--query", "Kiev NOT (topic:sommet OR topic:summit)"))
        .hasMessageContaining("no topic is called 'sommet'; there are");
    assertThat(over(BEFORE, "--query", "Kiev topic:summit").query()).contains("topic:summit");
  }

  @Test
  void refuseASecretWithoutAWebhook() {
    assertThatThrownBy(() -> over(BEFORE, "--secret", "key"))
        .hasMessage("--secret: only a --webhook has one");
  }
}
