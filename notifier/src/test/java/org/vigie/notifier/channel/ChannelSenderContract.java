package org.vigie.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.testkit.SampleAlerts;

/// What every channel must do, whatever its kind. The test of a channel inherits it.
public abstract class ChannelSenderContract {
  /// The sender to test; the test of the channel closes it.
  protected abstract ChannelSender contractSender();

  /// A channel by which this sender can send now.
  protected abstract Channel workingChannel();

  /// The ids of the messages that arrived, or their stories if the channel shows no ids, in order.
  protected abstract List<String> arrived();

  /// What [#arrived] holds of a message.
  protected abstract String trace(Message message);

  /// A message by a channel.
  protected static Message message(String id, Channel channel) {
    return new Message(id, channel, Language.FR, alert("story-of-" + id));
  }

  /// An alert of a story, with text that no channel may stumble over.
  protected static Alert alert(String story) {
    String hostile = "L’OTAN <b>&amp;</b> \u001b[2J\u202e réunit\n\r\0 ses ministres \uD83D\uDD4A";
    return SampleAlerts.alert()
        .id("a1")
        .revision(Alert.Kind.UPDATE, 2)
        .subscription("otan")
        .story(story)
        .item("i1")
        .title(hostile)
        .summary(hostile)
        .build();
  }

  @Test
  void servesTheKindOfItsChannels() {
    assertThat(contractSender().kind()).isEqualTo(workingChannel().kind());
    assertThat(contractSender().maxAttemptTime()).isPositive();
  }

  @Test
  void deliversAMessageUnderItsId() throws Exception {
    Message message = message("d1", workingChannel());
    assertThat(contractSender().send(message)).isEqualTo(new SendResult.Delivered());
    assertThat(contractSender().send(message)).isEqualTo(new SendResult.Delivered());
    assertThat(arrived()).containsExactly(trace(message), trace(message));
  }

  @Test
  void sendsTrialsDigestsAndNotices() throws Exception {
    Message.Reader reader =
        new Message.Reader(List.of("otan", "kiev"), Language.EN, ZoneId.of("Asia/Tokyo"));
    Delivery.Notice notice =
        new Delivery.Notice("mail", "email", "550 no such user", "d0", Instant.EPOCH);
    List<Message.MessageContent> contents =
        List.of(
            new Message.Trial(alert("s1")),
            new Message.ToldAlerts(List.of(alert("s1"), alert("s2")), HoldReason.DIGEST),
            new Message.FailingChannel(notice));
    for (Message.MessageContent content : contents) {
      Message message = new Message("d1", workingChannel(), reader, content, null);
      assertThat(contractSender().send(message))
          .as(content.toString())
          .isInstanceOf(SendResult.Delivered.class);
    }
  }

  @Test
  void refusesChannelsOfAnotherKind() throws Exception {
    Channel unknown =
        new Channel.Unknown("loft", "pigeon", Map.of("to", "hush"), "no pigeons here");
    List<Channel> others =
        List.of(unknown, Channel.CONSOLE, new Channel.Webhook("w", URI.create("http://a/"), null));
    for (Channel other : others) {
      if (!other.kind().equals(contractSender().kind())) {
        assertThat(contractSender().send(message("d1", other)))
            .isInstanceOfSatisfying(
                SendResult.PermanentFailure.class,
                failure -> assertThat(failure.problem()).isNotBlank().doesNotContain("hush"));
      }
    }
    assertThat(arrived()).isEmpty();
  }

  @Test
  void sendsFromSeveralThreads() throws Exception {
    List<String> expected = new ArrayList<>();
    List<Future<SendResult>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Message message = message("d" + i, workingChannel());
        expected.add(trace(message));
        results.add(threads.submit(() -> contractSender().send(message)));
      }
    }
    for (Future<SendResult> result : results) {
      assertThat(result.get()).isEqualTo(new SendResult.Delivered());
    }
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
