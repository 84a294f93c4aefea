package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.HoldReason;
import org.vigie.model.Identity;
import org.vigie.model.Language;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.ChannelSenderContract;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.SampleAlerts;

/// Runs against a mail server on loopback that keeps what it takes.
class EmailSenderTest extends ChannelSenderContract {
  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
          });
  private EmailSender sender;

  @BeforeEach
  void start() {
    server.start();
    server.setUser(EmailSamples.CHANNEL.address(), "redaction", EmailSamples.PASSWORD);
    sender = EmailSamples.sender(EmailSamples.plain(server.getSmtp().getPort(), "redaction"));
  }

  @AfterEach
  void stop() {
    sender.close();
    server.stop();
  }

  @Override
  protected ChannelSender contractSender() {
    return sender;
  }

  @Override
  protected Channel workingChannel() {
    return EmailSamples.CHANNEL;
  }

  @Override
  protected List<String> arrived() {
    return Arrays.stream(server.getReceivedMessages())
        .map(mail -> header(mail, "Message-ID"))
        .toList();
  }

  @Override
  protected String trace(Message message) {
    return "<" + message.id() + "@example.org>";
  }

  private static String header(MimeMessage mail, String name) {
    try {
      String[] values = mail.getHeader(name);
      assertThat(values).as(name).hasSize(1);
      return values[0].replaceAll("\r\n", "");
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /// What an IMAP client reads.
  private MimeMessage readBack() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.store.protocol", "imap");
    try (Store store = Session.getInstance(properties).getStore()) {
      store.connect("127.0.0.1", server.getImap().getPort(), "redaction", EmailSamples.PASSWORD);
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      assertThat(inbox.getMessageCount()).isEqualTo(1);
      return new MimeMessage((MimeMessage) inbox.getMessage(1));
    }
  }

  private static List<String> texts(MimeMessage mail) throws Exception {
    Multipart parts = (Multipart) mail.getContent();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < parts.getCount(); i++) {
      texts.add(parts.getBodyPart(i).getContent().toString());
    }
    return texts;
  }

  @Test
  void aMailCanBeReadAndAnswered() throws Exception {
    assertThat(sender.send(EmailSamples.message(3))).isEqualTo(new SendResult.Delivered());

    MimeMessage mail = readBack();
    assertThat(mail.getFrom()[0].toString()).contains("vigie@example.org");
    assertThat(header(mail, "To")).isEqualTo("redaction@desk.test");
    assertThat(mail.getSubject()).contains("L’OTAN réunit ses ministres à Vilnius");
    assertThat(header(mail, "Date")).isEqualTo("Sun, 1 Mar 2026 12:04:05 -0500");
    assertThat(header(mail, "In-Reply-To")).isEqualTo(id(2));
    assertThat(header(mail, "References")).isEqualTo(id(1) + " " + id(2));
    assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(header(mail, "List-Id")).isEqualTo("<otan.alerts.example.org>");
    assertThat(mail.getHeader("Precedence")).isNull();
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    assertThat(texts(mail))
        .hasSize(2)
        .allMatch(text -> text.contains("L’OTAN réunit ses ministres à Vilnius"))
        .allMatch(text -> text.contains("deux jours à Vilnius"))
        .anyMatch(text -> text.contains("https://journal.example/otan?a=1&b=2"))
        .anyMatch(text -> text.contains("https://journal.example/otan?a=1&amp;b=2"));
  }

  private static String id(int seq) {
    return "<" + Identity.deliveryId("0123456789abcdef", seq, "email") + "@example.org>";
  }

  @Test
  void aSubscriptionCanBeEndedByOneClickOrByMail() throws Exception {
    sender.send(EmailSamples.message(1));
    MimeMessage mail = readBack();
    String link =
        new UnsubscribeLinks(
                URI.create("https://vigie.example.org"),
                Objects.requireNonNull(EmailSamples.SECRETS.get("mail-unsubscribe")))
            .sign("otan", EmailSamples.CHANNEL)
            .toString();
    assertThat(header(mail, "List-Unsubscribe"))
        .isEqualTo("<" + link + ">, <mailto:stop@example.org?subject=unsubscribe%20otan>");
    assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(texts(mail)).anyMatch(text -> text.contains(link));
  }

  @Test
  void withoutAConsoleASubscriptionIsEndedByMail() throws Exception {
    MailServer plain = EmailSamples.plain(server.getSmtp().getPort(), null);
    EmailSettings settings =
        new EmailSettings(
            plain,
            new EmailSettings.Limits(EmailSamples.PATIENCE, 1),
            new Mailbox("", "vigie@example.org"),
            "stop+a&b@example.org",
            null);
    try (EmailSender other =
        new EmailSender(settings, EmailSamples.secrets(), EmailSamples.CLOCK)) {
      other.send(EmailSamples.message(1));
    }
    MimeMessage mail = readBack();
    assertThat(header(mail, "From")).isEqualTo("vigie@example.org");
    assertThat(header(mail, "List-Unsubscribe"))
        .isEqualTo("<mailto:stop%2Ba%26b@example.org?subject=unsubscribe%20otan>");
    assertThat(mail.getHeader("List-Unsubscribe-Post")).isNull();
  }

  @Test
  void aMailForSeveralSubscriptionsOffersToEndThemAllByMailOnly() throws Exception {
    sender.send(messageFor(List.of("otan", "kiev", "asie")));
    MimeMessage mail = readBack();
    assertThat(header(mail, "List-Unsubscribe"))
        .isEqualTo("<mailto:stop@example.org?subject=unsubscribe%20otan%20kiev%20asie>");
    assertThat(mail.getHeader("List-Unsubscribe-Post")).isNull();
    assertThat(mail.getHeader("List-Id")).isNull();
    assertThat(texts(mail))
        .allMatch(text -> text.contains("vigie subscriptions remove"))
        .noneMatch(text -> text.contains("/unsubscribe?") || text.contains("mailto:"));
  }

  @Test
  void theAddressThatEndsManySubscriptionsFitsIntoALine() throws Exception {
    List<String> many =
        IntStream.range(0, 100).mapToObj(i -> "desk-%02d-".formatted(i) + "x".repeat(90)).toList();
    sender.send(messageFor(many));
    assertThat(header(readBack(), "List-Unsubscribe"))
        .contains("unsubscribe%20desk-00-", "%20desk-04-", "%20and%2095%20more>")
        .hasSizeLessThan(998);
  }

  private static Message messageFor(List<String> subscriptions) {
    Message one = EmailSamples.message(1);
    return new Message(
        one.id(),
        one.channel(),
        new Message.Reader(subscriptions, one.language(), one.reader().zone()),
        one.content(),
        null);
  }

  @Test
  void hostileIdsAndTextsAddNoHeaderAndNoMarkup() throws Exception {
    String hostile = "x\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>\0\u202e";
    Alert alert =
        SampleAlerts.alert()
            .id("a>\u2028Bcc: all@example.org")
            .revision(Alert.Kind.UPDATE, 2)
            .subscription("otan> <all@example.org")
            .title(hostile)
            .summary(hostile)
            .build();
    sender.send(
        new Message("d>\r\nBcc: all@example.org", EmailSamples.CHANNEL, Language.FR, alert));

    MimeMessage mail = readBack();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(header(mail, "Message-ID")).matches("<[0-9a-f]{32}@example\\.org>");
    assertThat(header(mail, "List-Id")).matches("<[0-9a-f]{32}\\.alerts\\.example\\.org>");
    assertThat(header(mail, "List-Unsubscribe")).doesNotContain("<all@");
    assertThat(texts(mail).getLast()).doesNotContain("<script>");
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    mail.writeTo(raw);
    assertThat(raw.toString(StandardCharsets.UTF_8)).doesNotContain("\nBcc:", "\0");
  }

  @Test
  void aDigestTellsAllItsStories() throws Exception {
    Alert other =
        SampleAlerts.alert()
            .id("b")
            .subscription("otan")
            .story("s2")
            .title("Accord à Genève")
            .build();
    Message digest =
        new Message(
            "batch",
            EmailSamples.CHANNEL,
            EmailSamples.message(1).reader(),
            new Message.ToldAlerts(List.of(EmailSamples.alert(1), other), HoldReason.DIGEST),
            null);
    assertThat(sender.send(digest)).isEqualTo(new SendResult.Delivered());
    MimeMessage mail = readBack();
    assertThat(header(mail, "References")).isEqualTo("<digest.otan.email@example.org>");
    assertThat(texts(mail))
        .allMatch(text -> text.contains("Accord à Genève") && text.contains("Vilnius"));
  }

  @Test
  void withoutAServerMailsWait() throws Exception {
    try (EmailSender none = new EmailSender(null, EmailSamples.secrets(), EmailSamples.CLOCK)) {
      assertThat(none.send(EmailSamples.message(1)))
          .isEqualTo(new SendResult.NotSent("no mail server is configured (mail.host)"));
      assertThat(none.maxAttemptTime()).isPositive();
    }
  }
}
