package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Identity;
import org.vigie.model.Language;
import org.vigie.notifier.channel.Message;
import org.vigie.testkit.SampleAlerts;

class MailThreadTest {
  private static final Channel CHANNEL = new Channel.Email("email", "redaction@example.org");

  private static Alert alert(String id, int seq) {
    Alert.Kind kind = seq == 1 ? Alert.Kind.NEW : Alert.Kind.UPDATE;
    return SampleAlerts.alert().id(id).subscription("otan").revision(kind, seq).build();
  }

  private static Message message(String id, Message.MessageContent content) {
    return new Message(
        id,
        CHANNEL,
        new Message.Reader(List.of("otan"), Language.FR, ZoneId.of("Europe/Paris")),
        content,
        null);
  }

  private static Message alone(String alert, int seq) {
    return message(
        Identity.deliveryId(alert, seq, "email"),
        new Message.ToldAlerts(List.of(alert(alert, seq)), null));
  }

  private static MailThread thread(Message message) {
    return MailThread.of(message, "example.org");
  }

  private static List<String> ids(int... seqs) {
    return IntStream.of(seqs)
        .mapToObj(seq -> "<" + Identity.deliveryId("a", seq, "email") + "@example.org>")
        .toList();
  }

  @Test
  void anUpdateFollowsTheMailsThatToldItsStory() {
    assertThat(thread(alone("a", 1))).isEqualTo(new MailThread(ids(1).getFirst(), List.of()));
    assertThat(thread(alone("a", 2))).isEqualTo(new MailThread(ids(2).getFirst(), ids(1)));
    assertThat(thread(alone("a", 4)).earlier()).isEqualTo(ids(1, 2, 3));
  }

  @Test
  void aLongStoryNamesItsFirstMailAndTheNewest() {
    assertThat(thread(alone("a", 500)).earlier())
        .isEqualTo(ids(1, 491, 492, 493, 494, 495, 496, 497, 498, 499));
    assertThat(thread(alone("a", Alert.MAX_SEQ)).earlier()).hasSize(10);
  }

  @Test
  void severalRevisionsInOneMailBelongToTheirStory() {
    Message held =
        message(
            "batch",
            new Message.ToldAlerts(List.of(alert("a", 2), alert("a", 3)), HoldReason.QUIET));
    assertThat(thread(held)).isEqualTo(new MailThread("<batch@example.org>", ids(1, 2, 3)));
    // Without its first mail the story is still held together.
    Message first =
        message("batch", new Message.ToldAlerts(List.of(alert("a", 1)), HoldReason.CAP));
    assertThat(thread(first).earlier()).isEqualTo(ids(1));
  }

  @Test
  void theDigestsOfASubscriptionBelongTogether() {
    List<Alert> stories = List.of(alert("a", 3), alert("b", 1));
    Message.ToldAlerts digest = new Message.ToldAlerts(stories, HoldReason.DIGEST);
    assertThat(thread(message("monday", digest)))
        .isEqualTo(
            new MailThread("<monday@example.org>", List.of("<digest.otan.email@example.org>")));
    assertThat(thread(message("tuesday", digest)).earlier())
        .isEqualTo(thread(message("monday", digest)).earlier());
  }

  @Test
  void trialsAndNoticesStandAlone() {
    assertThat(thread(message("t", new Message.Trial(alert("a", 4)))).earlier()).isEmpty();
    Delivery.Notice notice = new Delivery.Notice("hook", "webhook", "HTTP 410 Gone", "d1", null);
    assertThat(thread(message("n", new Message.FailingChannel(notice))).earlier()).isEmpty();
  }

  @Test
  void idsOfAnyOriginBecomeLabels() {
    assertThat(MailThread.toLabel("otan-2_b")).isEqualTo("otan-2_b");
    for (String hostile :
        List.of("a>\r\nBcc: x@example.org", "a b", "é", "a@b", "", "x".repeat(99))) {
      assertThat(MailThread.toLabel(hostile))
          .matches("[0-9a-f]{32}")
          .isEqualTo(MailThread.toLabel(hostile))
          .isNotEqualTo(MailThread.toLabel(hostile + "."));
    }
  }
}
