package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.LocalSmtpServer;

/// Encryption, by a certificate for `localhost` that nobody vouches for but itself.
class SmtpEncryptionTest {
  @TempDir static Path directory;
  private static LocalhostCertificate certificate;

  @BeforeAll
  static void createCertificate() throws Exception {
    certificate = LocalhostCertificate.create(directory);
  }

  private static SendResult send(MailServer server) throws InterruptedException {
    try (EmailSender sender = EmailSamples.sender(server)) {
      return sender.send(EmailSamples.message(1));
    }
  }

  private static MailServer starttls(String host, int port, Path trusted) {
    return new MailServer(host, port, MailServer.Security.STARTTLS, "vigie", trusted);
  }

  @Test
  void logsInAndSendsAfterStarttls() throws Exception {
    try (LocalSmtpServer server = new LocalSmtpServer(certificate.createServerContext())) {
      assertThat(send(starttls("localhost", server.port(), certificate.pem())))
          .isEqualTo(new SendResult.Delivered());
      assertThat(server.mails()).hasSize(1);
      assertThat(server.commands().subList(0, 2)).containsExactly("EHLO example.org", "STARTTLS");
      assertThat(server.commands().get(3)).startsWith("AUTH PLAIN ");
    }
  }

  @Test
  void tellsNothingToAServerForWhichNobodyVouches() throws Exception {
    try (LocalSmtpServer server = new LocalSmtpServer(certificate.createServerContext())) {
      MailServer byTheJdk =
          new MailServer("localhost", server.port(), MailServer.Security.STARTTLS, "vigie", null);
      assertThat(send(byTheJdk))
          .isEqualTo(
              new SendResult.NotSent(
                  "localhost:%d: the certificate comes from nobody who is trusted;"
                          .formatted(server.port())
                      + " mail.trusted-certificates can name those that vouch for it"));
      assertThat(server.commands()).containsExactly("EHLO example.org", "STARTTLS");
    }
  }

  @Test
  void tellsNothingToAServerOfAnotherName() throws Exception {
    try (LocalSmtpServer server = new LocalSmtpServer(certificate.createServerContext())) {
      SendResult result = send(starttls("127.0.0.1", server.port(), certificate.pem()));
      assertThat(result).isInstanceOf(SendResult.NotSent.class);
      assertThat(result.toString()).contains("the certificate is another host's");
      assertThat(server.commands()).containsExactly("EHLO example.org", "STARTTLS");
    }
  }

  @Test
  void aBrokenHandshakeIsATemporaryFailure() throws Exception {
    try (LocalSmtpServer server = new LocalSmtpServer(certificate.createServerContext())) {
      MailServer atOnce =
          new MailServer(
              "localhost", server.port(), MailServer.Security.TLS, "vigie", certificate.pem());
      SendResult result = send(atOnce);
      assertThat(result).isInstanceOf(SendResult.TemporaryFailure.class);
      assertThat(result.toString()).contains(": TLS: ");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aFileWithoutCertificatesHoldsTheMail() throws Exception {
    Path file = Files.writeString(directory.resolve("none.pem"), "no certificate");
    SendResult result = send(starttls("localhost", 1, file));
    assertThat(result).isInstanceOf(SendResult.NotSent.class);
    assertThat(result.toString()).contains("mail.trusted-certificates: the file " + file);
  }

  /// The mail server of the tests reads its certificate from properties of the JVM.
  @Test
  void sendsWithTlsFromTheBeginning() throws Exception {
    System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
    System.setProperty("greenmail.tls.keystore.password", LocalhostCertificate.PASSWORD);
    System.setProperty("greenmail.tls.key.password", LocalhostCertificate.PASSWORD);
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    try {
      server.setUser(EmailSamples.CHANNEL.address(), "vigie", EmailSamples.PASSWORD);
      MailServer encrypted =
          new MailServer(
              "localhost",
              server.getSmtps().getPort(),
              MailServer.Security.TLS,
              "vigie",
              certificate.pem());
      assertThat(send(encrypted)).isEqualTo(new SendResult.Delivered());
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }
}
