package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.LocalSmtpServer;

/// Runs against a mail server on loopback that misbehaves.
class SmtpFaultsTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final LocalSmtpServer server = new LocalSmtpServer();
  private final CountDownLatch released = new CountDownLatch(1);
  private EmailSender sender = EmailSamples.sender(EmailSamples.plain(server.port(), "vigie"));

  @AfterEach
  void stop() {
    released.countDown();
    sender.close();
    server.close();
  }

  private void setDeadline(Duration deadline) {
    sender.close();
    sender = EmailSamples.sender(EmailSamples.plain(server.port(), "vigie"), deadline);
  }

  private SendResult send() throws InterruptedException {
    return sender.send(EmailSamples.message(1));
  }

  private String problem(Class<? extends SendResult> kind) throws InterruptedException {
    SendResult result = send();
    assertThat(result).isInstanceOf(kind);
    String problem =
        switch (result) {
          case SendResult.Delivered delivered -> "";
          case SendResult.TemporaryFailure(String text, var after) -> text;
          case SendResult.NotSent(String text) -> text;
          case SendResult.PermanentFailure(String text) -> text;
        };
    assertThat(problem)
        .startsWith("127.0.0.1:" + server.port())
        .doesNotContain(EmailSamples.PASSWORD)
        .matches("[^\\p{Cntrl}]*");
    return problem.substring(("127.0.0.1:" + server.port()).length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA", ".", "AUTH", "EHLO"})
  void whatIsRefusedForNowIsTriedAgain(String command) throws Exception {
    server.reply(command, "451 4.7.1 greylisted").reply("HELO", "451 4.7.1 greylisted");
    assertThat(problem(SendResult.TemporaryFailure.class)).contains("451 4.7.1");
  }

  @ParameterizedTest
  @CsvSource({"RCPT, the recipient", "DATA, the mail", "., the mail"})
  void whatIsRefusedForGoodHasFailed(String command, String what) throws Exception {
    server.reply(command, "550-5.7.1 refusé\u001b[2J", "550 5.7.1 ici\u202e");
    assertThat(problem(SendResult.PermanentFailure.class))
        .isEqualTo(" refused " + what + ": 550 5.7.1 refusé [2J ici");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH, 535 5.7.8 no, mail.user and the secret 'mail-password': 535 5.7.8",
    "MAIL, 553 5.7.1 not yours, mail.from: 553 5.7.1 not yours",
    "MAIL, 530 5.7.0 log in, see mail.user",
    "RCPT, 530 5.7.0 log in, see mail.user",
    "'', 554 5.7.1 blocked, refused the connection: 554 5.7.1 blocked"
  })
  void whatIsRefusedOfThisSideWaits(String command, String reply, String problem) throws Exception {
    server.reply(command, reply);
    assertThat(problem(SendResult.NotSent.class)).contains(problem);
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void aServerThatRepeatsThePasswordIsNotQuoted() throws Exception {
    server.replyWith(
        "AUTH",
        (line, out) -> out.write(("535 bad: " + line + "\r\n").getBytes(StandardCharsets.UTF_8)));
    assertThat(problem(SendResult.NotSent.class)).endsWith("'mail-password': 535");
    assertThat(server.commands()).anyMatch(line -> line.startsWith("AUTH PLAIN "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"250 mail.test", "250 AUTH GSSAPI"})
  void aLoginThatIsNotOfferedIsNotLeftOut(String offer) throws Exception {
    server.reply("EHLO", "250-mail.test", offer);
    assertThat(problem(SendResult.NotSent.class)).contains("offers no login with a password");
    assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void waitsForThePassword() throws Exception {
    Map<String, String> none = Map.of();
    try (EmailSender other =
        new EmailSender(
            EmailSamples.settings(EmailSamples.plain(server.port(), "vigie"), SHORT),
            name -> Optional.ofNullable(none.get(name)),
            EmailSamples.CLOCK)) {
      assertThat(other.send(EmailSamples.message(1)))
          .isEqualTo(new SendResult.NotSent("secret 'mail-password' is not in the configuration"));
    }
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"250 mail.test, ' offers no STARTTLS'", "250 STARTTLS, ' refused STARTTLS: 454 no'"})
  void withoutEncryptionNothingIsSaid(String offer, String problem) throws Exception {
    server.reply("EHLO", "250-mail.test", offer).reply("STARTTLS", "454 no");
    sender.close();
    sender =
        EmailSamples.sender(
            new MailServer(
                "127.0.0.1", server.port(), MailServer.Security.STARTTLS, "vigie", null));
    SendResult result = send();
    assertThat(result).isNotInstanceOf(SendResult.Delivered.class);
    assertThat(result.toString()).contains("127.0.0.1:" + server.port() + problem);
    assertThat(server.commands())
        .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
  }

  @Test
  void aMailWhoseEndWasNotAnsweredMayComeAgainUnderItsId() throws Exception {
    server.hangUpAt(LocalSmtpServer.END_OF_TEXT);
    assertThat(problem(SendResult.TemporaryFailure.class))
        .isEqualTo(
            ": the server hung up without an answer that can be read; whether it took the mail is"
                + " not known");
    assertThat(server.connections()).isEqualTo(1);

    server.reply(LocalSmtpServer.END_OF_TEXT, "250 ok");
    assertThat(send()).isEqualTo(new SendResult.Delivered());
    assertThat(server.mails()).hasSize(2);
    assertThat(server.mails().stream().map(SmtpFaultsTest::id))
        .containsOnly(id(server.mails().getFirst()));
  }

  private static String id(String mail) {
    return mail.lines().filter(line -> line.startsWith("Message-ID: ")).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"MAIL, 2", "RCPT, 2", "DATA, 1", "., 1"})
  void onlyAMailThatWasNotBegunIsSentAgainAtOnce(String command, int connections) throws Exception {
    assertThat(send()).isEqualTo(new SendResult.Delivered());
    server.hangUpAt(command);
    problem(SendResult.TemporaryFailure.class);
    assertThat(server.connections()).isEqualTo(connections);
  }

  @Test
  void oneConnectionCarriesManyMails() throws Exception {
    for (int i = 1; i <= 3; i++) {
      assertThat(send()).isEqualTo(new SendResult.Delivered());
    }
    assertThat(server.mails()).hasSize(3);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aConnectionThatWasClosedMeanwhileIsReplaced() throws Exception {
    assertThat(send()).isEqualTo(new SendResult.Delivered());
    CountDownLatch first = new CountDownLatch(1);
    server.replyWith(
        "MAIL",
        (line, out) -> {
          boolean closing = first.getCount() > 0;
          first.countDown();
          out.write(
              (closing ? "421 4.4.2 idle\r\n" : "250 ok\r\n").getBytes(StandardCharsets.UTF_8));
        });
    assertThat(send()).isEqualTo(new SendResult.Delivered());
    assertThat(server.connections()).isEqualTo(2);
    assertThat(server.mails()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EHLO", "AUTH", "RCPT", "DATA", "."})
  void aServerThatSaysNothingHoldsNoAttemptBeyondItsDeadline(String command) throws Exception {
    setDeadline(SHORT);
    server.replyWith(command, (line, out) -> released.await());
    assertThat(problem(SendResult.TemporaryFailure.class))
        .isEqualTo(" did not take the mail within 0.3 s");
    await().atMost(1, TimeUnit.MINUTES).until(() -> server.openConnections() <= 1);
  }

  @Test
  void aServerThatDripsHoldsNoAttemptBeyondItsDeadline() throws Exception {
    setDeadline(SHORT);
    server.replyWith(
        "RCPT",
        (line, out) -> {
          while (!released.await(20, TimeUnit.MILLISECONDS)) {
            out.write('2');
            out.flush();
          }
        });
    assertThat(problem(SendResult.TemporaryFailure.class)).contains("within 0.3 s");
    // The abandoned attempt has hung up.
    await().atMost(1, TimeUnit.MINUTES).until(() -> server.openConnections() == 0);
  }

  @Test
  void closingAbortsWhatIsRunning() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    server.replyWith(
        "RCPT",
        (line, out) -> {
          asked.complete(null);
          released.await();
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SendResult> running = threads.submit(this::send);
      asked.get(1, TimeUnit.MINUTES);
      sender.close();
      assertThat(running.get(1, TimeUnit.MINUTES)).isInstanceOf(SendResult.TemporaryFailure.class);
    }
    assertThat(send()).isInstanceOf(SendResult.TemporaryFailure.class);
  }

  @Test
  void anInterruptedCallerLeavesNoAttemptBehind() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    server.replyWith(
        "RCPT",
        (line, out) -> {
          asked.complete(null);
          released.await();
        });
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        Thread.startVirtualThread(
            () -> {
              try {
                send();
                interrupted.complete(false);
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            });
    asked.get(1, TimeUnit.MINUTES);
    caller.interrupt();
    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    released.countDown();
    await().atMost(1, TimeUnit.MINUTES).until(() -> server.openConnections() == 0);
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void noServerIsATemporaryFailure() throws Exception {
    server.close();
    assertThat(problem(SendResult.TemporaryFailure.class)).isEqualTo(": connection refused");
    try (EmailSender lost =
        EmailSamples.sender(
            new MailServer("mail.invalid", 25, MailServer.Security.NONE, null, null))) {
      assertThat(lost.send(EmailSamples.message(1)))
          .isEqualTo(new SendResult.TemporaryFailure("mail.invalid:25: no such host", null));
    }
  }
}
