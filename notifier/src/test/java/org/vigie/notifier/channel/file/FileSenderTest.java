package org.vigie.notifier.channel.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.ChannelSenderContract;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Json;

class FileSenderTest extends ChannelSenderContract {
  /// Half past midnight in Paris, the evening before in Montreal.
  private static final Instant NOW = Instant.parse("2025-03-14T23:30:00Z");

  private static final Channel DESK = new Channel.File("file", "desk");
  private static final String TODAY = "desk-2025-03-15.jsonl";

  @TempDir Path temp;

  private Path directory() {
    return temp.resolve("alerts/press");
  }

  private FileSender sender() {
    return new FileSender(new FileSettings(Optional.of(directory())), InstantSource.fixed(NOW));
  }

  @Override
  protected ChannelSender contractSender() {
    return sender();
  }

  @Override
  protected Channel workingChannel() {
    return DESK;
  }

  @Override
  protected List<String> arrived() {
    return lines().stream().map(line -> Json.read(line, Alert.class).story()).toList();
  }

  @Override
  protected String trace(Message message) {
    return message.alert().story();
  }

  private List<String> lines() {
    try {
      Path file = directory().resolve(TODAY);
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Message message(String zone, Message.MessageContent content) {
    return new Message(
        "d1",
        DESK,
        new Message.Reader(List.of("desk"), Language.FR, ZoneId.of(zone)),
        content,
        null);
  }

  private static Message alerts(Alert... alerts) {
    return message("Europe/Paris", new Message.ToldAlerts(List.of(alerts), HoldReason.DIGEST));
  }

  @Test
  void writesEveryAlertAsItsJson() throws Exception {
    Alert first = SampleAlerts.alert().story("s1").title("L’OTAN «\u2028»\nréunit").build();
    Alert second = SampleAlerts.alert().story("s2").build();

    assertThat(sender().send(alerts(first, second))).isEqualTo(new SendResult.Delivered());

    assertThat(lines()).containsExactly(Json.toText(first), Json.toText(second));
  }

  @Test
  void marksATrial() throws Exception {
    Alert alert = SampleAlerts.alert().build();
    sender().send(message("Europe/Paris", new Message.Trial(alert)));
    assertThat(lines()).containsExactly("{\"trial\":true," + Json.toText(alert).substring(1));
  }

  @Test
  void tellsOfAnotherChannelThatFails() throws Exception {
    Delivery.Notice notice = new Delivery.Notice("mail", "email", "550 no such user", "d9", null);
    sender().send(message("Europe/Paris", new Message.FailingChannel(notice)));
    assertThat(lines())
        .containsExactly(
            "{\"notice\":{\"channel\":\"mail\",\"kind\":\"email\","
                + "\"problem\":\"550 no such user\",\"failed\":\"d9\",\"since\":null}}");
  }

  @Test
  void beginsAFileWithTheDayOfTheReader() throws Exception {
    Message.MessageContent content =
        new Message.ToldAlerts(List.of(SampleAlerts.createAlert("desk", "s1")), null);
    sender().send(message("Europe/Paris", content));
    sender().send(message("America/Montreal", content));
    try (Stream<Path> files = Files.list(directory())) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder(TODAY, "desk-2025-03-14.jsonl");
    }
  }

  @Test
  void endsALineThatACrashHasLeftTorn() throws Exception {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve(TODAY), "{\"id\":\"a1\",\"ti");
    sender().send(message("d1", DESK));
    sender().send(message("d2", DESK));
    assertThat(lines()).hasSize(3).first().isEqualTo("{\"id\":\"a1\",\"ti");
    assertThat(lines().subList(1, 3)).allMatch(line -> line.endsWith("}"));
  }

  @Test
  void waitsForTheDirectoryToBeSet() throws Exception {
    FileSender sender =
        new FileSender(new FileSettings(Optional.empty()), InstantSource.fixed(NOW));
    assertThat(sender.send(message("d1", DESK)))
        .isEqualTo(
            new SendResult.NotSent(
                "file.directory is not set: it names the directory of such files"));
  }

  @Test
  void followsNoLink() throws Exception {
    Path outside = Files.createFile(temp.resolve("outside"));
    Files.createDirectories(directory());
    Files.createSymbolicLink(directory().resolve(TODAY), outside);
    assertThat(problem(sender().send(message("d1", DESK))))
        .startsWith("cannot write " + TODAY)
        .endsWith("is a link or no regular file");
    assertThat(outside).isEmptyFile();
  }

  @Test
  void triesAgainWhereItCannotWrite() throws Exception {
    Files.createFile(temp.resolve("alerts"));
    assertThat(problem(sender().send(message("d1", DESK)))).startsWith("cannot write " + TODAY);
  }

  private static String problem(SendResult result) {
    return result instanceof SendResult.TemporaryFailure(String problem, Duration unused)
        ? problem
        : "unexpected: " + result;
  }
}
