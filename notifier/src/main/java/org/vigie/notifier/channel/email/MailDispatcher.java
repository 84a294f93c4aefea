package org.vigie.notifier.channel.email;

import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigie.http.HttpFailureMessages;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// Writes mails and hands them over, each within the deadline. Thread-safe.
///
/// Time limits of sockets are for one read: a server that sends a byte now and then would hold an
/// attempt for ever. So each attempt has a virtual thread, which is interrupted at the deadline; an
/// interrupt closes the socket that such a thread waits for.
final class MailDispatcher implements AutoCloseable {
  /// How long a connection waits for the next mail: longer than the pauses within a burst, shorter
  /// than the patience of servers.
  private static final Duration CONNECTION_KEPT = Duration.ofSeconds(10);

  private final EmailSettings settings;
  private final MailWriter writer;
  private final SmtpPool pool;
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

  MailDispatcher(EmailSettings settings, MailSecrets secrets, InstantSource clock) {
    this.settings = settings;
    writer = new MailWriter(settings, secrets, clock);
    pool =
        new SmtpPool(
            new SmtpConnector(settings, secrets), settings.limits().connections(), CONNECTION_KEPT);
  }

  Duration deadline() {
    return settings.limits().deadline();
  }

  SendResult send(Message message, Channel.Email channel) throws InterruptedException {
    Future<SendResult> attempt;
    try {
      attempt = attempts.submit(() -> makeAttempt(message, channel));
    } catch (RejectedExecutionException e) {
      return createAborted();
    }
    try {
      return attempt.get(deadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new SendResult.TemporaryFailure(
          "%s did not take the mail within %s s"
              .formatted(settings.server().describe(), deadline().toMillis() / 1000.0),
          null);
    } catch (ExecutionException e) {
      if (attempts.isShutdown()) {
        return createAborted();
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      attempt.cancel(true);
    }
  }

  private static SendResult createAborted() {
    return new SendResult.TemporaryFailure("the notifier is closing", null);
  }

  private SendResult makeAttempt(Message message, Channel.Email channel)
      throws InterruptedException {
    try {
      pool.send(writer.write(message, channel), toRecipient(channel));
      return new SendResult.Delivered();
    } catch (MailSetupException e) {
      return new SendResult.NotSent(HttpFailureMessages.toPrintableLine(e.getMessage()));
    } catch (SmtpException e) {
      return e.result();
    }
  }

  /// The address of a channel is valid, and read by nobody else's rules.
  private static Address toRecipient(Channel.Email channel) {
    InternetAddress recipient = new InternetAddress();
    recipient.setAddress(channel.address());
    return recipient;
  }

  /// Aborts what is running.
  @Override
  public void close() {
    attempts.shutdownNow();
    pool.close();
  }
}
