package org.vigie.notifier.channel.email;

import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.vigie.http.HttpFailureMessages;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// Writes mails and hands them over, each within the deadline, which begins once a connection is
/// free for it: a mail that waits for others says nothing about its mailbox. Thread-safe.
///
/// Time limits of sockets are for one read: a server that sends a byte now and then would hold an
/// attempt for ever. So each attempt has a virtual thread, which is interrupted at the deadline; an
/// interrupt closes the socket that such a thread waits for.
final class MailDispatcher implements AutoCloseable {
  /// How long a connection waits for the next mail: longer than the pauses within a burst, shorter
  /// than the patience of servers.
  private static final Duration CONNECTION_KEPT = Duration.ofSeconds(10);

  /// How long a mail waits for a free connection: rather short, since the end of a notifier waits
  /// for it, and the mail is sent later anyway.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EmailSettings settings;
  private final MailWriter writer;
  private final SmtpPool pool;
  private final Duration patience;
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

  /// @param patience how long a mail waits for a free connection
  MailDispatcher(EmailSettings settings, MailWriter writer, SmtpPool pool, Duration patience) {
    this.settings = settings;
    this.writer = writer;
    this.pool = pool;
    this.patience = patience;
  }

  /// With connections of its own.
  static MailDispatcher create(EmailSettings settings, MailSecrets secrets, InstantSource clock) {
    return new MailDispatcher(
        settings,
        new MailWriter(settings, secrets, clock),
        new SmtpPool(
            new SmtpConnector(settings, secrets), settings.limits().connections(), CONNECTION_KEPT),
        PATIENCE);
  }

  /// The longest duration of an attempt, with the wait for a connection.
  Duration maxAttemptTime() {
    return patience.plus(deadline());
  }

  private Duration deadline() {
    return settings.limits().deadline();
  }

  SendResult send(Message message, Channel.Email channel) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Future<SendResult> attempt;
    try {
      attempt = attempts.submit(() -> makeAttempt(message, channel, begun));
    } catch (RejectedExecutionException e) {
      return createAborted();
    }
    try {
      begun.await();
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

  /// The connection is reserved by the thread that uses it: an attempt that was given up keeps it
  /// until it has hung up.
  ///
  /// @param begun released when the wait for a connection has ended
  private SendResult makeAttempt(Message message, Channel.Email channel, CountDownLatch begun)
      throws InterruptedException {
    try (SmtpPool.Reservation connection = reserve(begun)) {
      if (connection == null) {
        return new SendResult.NotSent(
            "all connections to %s are busy; see %s"
                .formatted(settings.server().describe(), EmailSettings.CONNECTIONS.key()));
      }
      connection.send(writer.write(message, channel), toRecipient(channel));
      return new SendResult.Delivered();
    } catch (MailSetupException e) {
      return new SendResult.NotSent(HttpFailureMessages.toPrintableLine(e.getMessage()));
    } catch (SmtpException e) {
      return e.result();
    }
  }

  private SmtpPool.@Nullable Reservation reserve(CountDownLatch begun) throws InterruptedException {
    try {
      return pool.reserve(patience);
    } finally {
      begun.countDown();
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
