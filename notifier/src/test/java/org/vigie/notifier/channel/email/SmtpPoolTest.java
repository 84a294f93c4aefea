package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.LocalSmtpServer;

/// One connection, and several mails that want it.
class SmtpPoolTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final LocalSmtpServer server = new LocalSmtpServer();
  private final EmailSettings settings =
      EmailSamples.settings(EmailSamples.plain(server.port(), null), SHORT);
  private final MailSecrets secrets = new MailSecrets(EmailSamples.secrets());
  private final MailWriter writer = new MailWriter(settings, secrets, EmailSamples.CLOCK);
  private final SmtpPool pool =
      new SmtpPool(new SmtpConnector(settings, secrets), 1, Duration.ofMillis(50));

  @AfterEach
  void stop() {
    pool.close();
    server.close();
  }

  private MailDispatcher dispatcher(Duration patience) {
    return new MailDispatcher(settings, writer, pool, patience);
  }

  private SmtpPool.Reservation reserve() throws InterruptedException {
    return Objects.requireNonNull(pool.reserve(EmailSamples.PATIENCE));
  }

  private static SendResult send(MailDispatcher dispatcher) throws InterruptedException {
    return dispatcher.send(EmailSamples.message(1), EmailSamples.CHANNEL);
  }

  @Test
  void connectionsThatWaitAreClosed() throws Exception {
    try (SmtpPool.Reservation connection = reserve()) {
      connection.send(
          writer.write(EmailSamples.message(1), EmailSamples.CHANNEL),
          new InternetAddress(EmailSamples.CHANNEL.address()));
      await().atMost(1, TimeUnit.MINUTES).until(() -> server.openConnections() == 0);
    }
    assertThat(server.commands().getLast()).isEqualTo("QUIT");
  }

  @Test
  void aMailThatWasNeverOfferedIsNotTheFaultOfItsMailbox() throws Exception {
    try (MailDispatcher dispatcher = dispatcher(SHORT);
        SmtpPool.Reservation other = reserve()) {
      assertThat(send(dispatcher))
          .isEqualTo(
              new SendResult.NotSent(
                  "all connections to 127.0.0.1:%d are busy; see mail.connections"
                      .formatted(server.port())));
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void theDeadlineBeginsOnceAConnectionIsFree() throws Exception {
    try (MailDispatcher dispatcher = dispatcher(EmailSamples.PATIENCE)) {
      assertThat(dispatcher.maxAttemptTime()).isEqualTo(EmailSamples.PATIENCE.plus(SHORT));
      CompletableFuture<SendResult> result = new CompletableFuture<>();
      try (SmtpPool.Reservation other = reserve()) {
        Thread.startVirtualThread(() -> completeBySending(dispatcher, result));
        await()
            .during(SHORT.multipliedBy(2))
            .atMost(10, TimeUnit.SECONDS)
            .until(() -> !result.isDone());
      }
      assertThat(result.get(1, TimeUnit.MINUTES)).isNotInstanceOf(SendResult.NotSent.class);
    }
  }

  @Test
  void aCallerThatIsInterruptedWaitsNoLonger() throws Exception {
    try (MailDispatcher dispatcher = dispatcher(EmailSamples.PATIENCE)) {
      CompletableFuture<SendResult> result = new CompletableFuture<>();
      try (SmtpPool.Reservation other = reserve()) {
        Thread caller = Thread.startVirtualThread(() -> completeBySending(dispatcher, result));
        caller.interrupt();
        assertThat(result)
            .failsWithin(1, TimeUnit.MINUTES)
            .withThrowableThat()
            .withCauseInstanceOf(InterruptedException.class);
      }
      reserve().close();
    }
    assertThat(server.connections()).isZero();
  }

  private static void completeBySending(
      MailDispatcher dispatcher, CompletableFuture<SendResult> result) {
    try {
      result.complete(send(dispatcher));
    } catch (InterruptedException e) {
      result.completeExceptionally(e);
    }
  }
}
