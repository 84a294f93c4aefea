package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Channel;
import org.vigie.model.SecretName;
import org.vigie.notifier.channel.SendResult;

/// Sends to a Postfix over STARTTLS with a login, and reads back from a Dovecot over IMAP. The mail
/// that was read is left in `target/mail.eml`, its HTML in `target/mail.html`, to be looked at.
@Tag("proof")
class PostfixTest {
  private static final Channel.Email CHANNEL =
      new Channel.Email("email", LocalPostfix.USER + "@" + LocalPostfix.DOMAIN);

  @TempDir static Path directory;
  private static LocalhostCertificate certificate;
  private static LocalPostfix servers;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(LocalPostfix.isAvailable(), "no postfix and dovecot here that this user may start");
    certificate = LocalhostCertificate.create(directory);
    servers = LocalPostfix.start(directory, certificate);
  }

  @AfterAll
  static void stop() throws Exception {
    if (servers != null) {
      servers.stop();
    }
  }

  /// Sends an alert and its two updates.
  ///
  /// @return the last result
  private static SendResult send(
      Channel.Email channel, @Nullable String user, String password, @Nullable Path trusted)
      throws InterruptedException {
    MailServer server =
        new MailServer(
            "localhost", servers.submissionPort(), MailServer.Security.STARTTLS, user, trusted);
    Map<String, String> secrets = new HashMap<>(EmailSamples.SECRETS);
    secrets.put(SecretName.MAIL_PASSWORD, password);
    try (EmailSender sender =
        new EmailSender(
            EmailSamples.settings(server, EmailSamples.PATIENCE),
            name -> Optional.ofNullable(secrets.get(name)),
            EmailSamples.CLOCK)) {
      sender.send(EmailSamples.message(EmailSamples.alert(1), channel));
      sender.send(EmailSamples.message(EmailSamples.alert(2), channel));
      return sender.send(EmailSamples.message(EmailSamples.alert(3), channel));
    }
  }

  /// The mails of the mailbox.
  private static List<MimeMessage> readMails() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.store.protocol", "imap");
    try (Store store = Session.getInstance(properties).getStore()) {
      store.connect("127.0.0.1", servers.imapPort(), LocalPostfix.USER, EmailSamples.PASSWORD);
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      List<MimeMessage> mails = new ArrayList<>();
      for (Message message : inbox.getMessages()) {
        mails.add(new MimeMessage((MimeMessage) message));
      }
      return mails;
    }
  }

  @Test
  void mailsArriveOverStarttlsWithALogin() throws Exception {
    assertThat(send(CHANNEL, LocalPostfix.USER, EmailSamples.PASSWORD, certificate.pem()))
        .isEqualTo(new SendResult.Delivered());
    await().atMost(1, TimeUnit.MINUTES).until(() -> readMails().size() == 3);

    List<MimeMessage> mails = readMails();
    MimeMessage last =
        mails.stream().filter(mail -> references(mail) == 2).findFirst().orElseThrow();
    assertThat(last.getHeader("Received")[0]).contains("ESMTPSA");
    assertThat(last.getSubject()).contains("L’OTAN réunit ses ministres à Vilnius");
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    last.writeTo(raw);
    Files.write(Path.of("target", "mail.eml"), raw.toByteArray());
    Multipart parts = (Multipart) last.getContent();
    Files.writeString(Path.of("target", "mail.html"), parts.getBodyPart(1).getContent().toString());
  }

  private static int references(MimeMessage mail) {
    try {
      String[] found = mail.getHeader("References");
      return found == null ? 0 : found[0].split("\\s+").length;
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMailboxThatIsNotThereHasFailed() throws Exception {
    Channel.Email nobody = new Channel.Email("email", "nobody@" + LocalPostfix.DOMAIN);
    SendResult result = send(nobody, LocalPostfix.USER, EmailSamples.PASSWORD, certificate.pem());
    assertThat(result).isInstanceOf(SendResult.PermanentFailure.class);
    assertThat(result.toString()).contains("refused the recipient: 550 5.1.1 ");
  }

  @Test
  void aWrongPasswordHoldsTheMail() throws Exception {
    SendResult result = send(CHANNEL, LocalPostfix.USER, "wrong-word", certificate.pem());
    assertThat(result).isInstanceOf(SendResult.NotSent.class);
    assertThat(result.toString()).contains("535 5.7.8").doesNotContain("wrong-word");
  }

  @Test
  void withoutALoginTheMailIsRefused() throws Exception {
    SendResult result = send(CHANNEL, null, "", certificate.pem());
    assertThat(result).isInstanceOf(SendResult.PermanentFailure.class);
    assertThat(result.toString()).contains("554 5.7.1");
  }

  @Test
  void aCertificateThatNobodyVouchesForHoldsTheMail() throws Exception {
    SendResult result = send(CHANNEL, LocalPostfix.USER, EmailSamples.PASSWORD, null);
    assertThat(result).isInstanceOf(SendResult.NotSent.class);
    assertThat(result.toString()).contains("comes from nobody who is trusted");
  }
}
