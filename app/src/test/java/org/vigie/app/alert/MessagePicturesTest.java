package org.vigie.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.app.alert.AlertPrinter.AlertFormat;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.PressTimeZone;
import org.vigie.model.TopicNames;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.render.MailBody;
import org.vigie.notifier.render.MailLinks;
import org.vigie.notifier.render.MessageView;
import org.vigie.testkit.SampleNews;

/// Writes sample messages as pages into `target/pictures`, of which `docs/pictures/make` takes the
/// pictures of `docs/alerts-look.md`.
class MessagePicturesTest {
  private static final Path DIRECTORY = Path.of("target", "pictures");
  private static final MailLinks LINKS = new MailLinks("https://vigie.example/stop/otan");

  @Test
  void writesMails() throws IOException {
    write("mail", mail(message(null, SampleNews.sanctions())));
    write("mail-update", mail(message(null, SampleNews.sanctionsUpdate())));
    write("mail-trial", mail(message(new Message.Trial(SampleNews.sanctions()))));
    write("mail-digest", mail(message(HoldReason.DIGEST, SampleNews.day().toArray(Alert[]::new))));
  }

  @Test
  void writesTheTerminal() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AlertPrinter printer =
        new AlertPrinter(
            terminal(out),
            AlertFormat.LISTED,
            TopicNames.IDS,
            new DisplayTime(PressTimeZone.PARIS));
    printer.print(message(null, SampleNews.sanctions()));
    printer.print(message(null, SampleNews.sanctionsUpdate()));
    printer.print(message(HoldReason.QUIET, SampleNews.day().subList(2, 4).toArray(Alert[]::new)));
    write("terminal", AnsiPage.of(out.toString(StandardCharsets.UTF_8), 80));
  }

  private static void write(String name, String page) throws IOException {
    assertThat(page).contains("Russie");
    Files.createDirectories(DIRECTORY);
    Files.writeString(DIRECTORY.resolve(name + ".html"), page);
  }

  private static String mail(Message message) {
    return MailBody.of(MessageView.of(message), LINKS).html();
  }

  private static Message message(@Nullable HoldReason held, Alert... alerts) {
    return message(new Message.ToldAlerts(List.of(alerts), held));
  }

  private static Message message(Message.MessageContent content) {
    return new Message(
        "m1",
        new Channel.Email("courriel", "redaction@example.org"),
        new Message.Reader(List.of("otan", "kiev"), Language.FR, PressTimeZone.PARIS),
        content,
        null);
  }

  private static Terminal terminal(ByteArrayOutputStream out) {
    return new Terminal(
        new ByteArrayInputStream(new byte[0]),
        new ResultStream(out, () -> {}),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        80,
        true,
        Map.of(),
        Clock.fixed(SampleNews.NOW, ZoneOffset.UTC),
        new ShutdownSignal());
  }
}
