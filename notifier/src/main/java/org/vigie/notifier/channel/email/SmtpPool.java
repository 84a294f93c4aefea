package org.vigie.notifier.channel.email;

import jakarta.mail.Address;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections to the mail server. One that has handed over a mail is kept for the next
/// one, and closed when none has come for a while. Thread-safe.
final class SmtpPool implements AutoCloseable {
  private final SmtpConnector connector;
  private final Semaphore permits;
  private final long keptNanos;
  private final Executor closing;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean sweeping;
  private boolean closed;

  /// A connection that waits for the next mail.
  ///
  /// @param since as of `System.nanoTime()`
  private record Idle(SmtpConnection connection, long since) {}

  /// @param connections the maximum number of connections in use
  /// @param kept how long a connection waits for the next mail
  SmtpPool(SmtpConnector connector, int connections, Duration kept) {
    this.connector = connector;
    permits = new Semaphore(connections, true);
    keptNanos = kept.toNanos();
    closing =
        CompletableFuture.delayedExecutor(
            keptNanos, TimeUnit.NANOSECONDS, Thread::startVirtualThread);
  }

  /// Reserves a connection, in the order of the calls.
  ///
  /// @param patience how long to wait until one is free
  /// @return null if none has become free
  /// @throws InterruptedException if the thread is interrupted while it waits
  @Nullable Reservation reserve(Duration patience) throws InterruptedException {
    return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS) ? new Reservation() : null;
  }

  /// The right to use one connection, which must be given back once.
  final class Reservation implements AutoCloseable {
    private Reservation() {}

    /// Hands over a mail.
    void send(MimeMessage mail, Address recipient) throws SmtpException, MailSetupException {
      SmtpConnection kept = takeIdle();
      if (kept == null || !trySend(kept, mail, recipient)) {
        SmtpPool.this.send(connector.open(), mail, recipient);
      }
    }

    @Override
    public void close() {
      permits.release();
    }
  }

  /// Servers hang up on connections that wait, or after some number of mails.
  ///
  /// @return false if the connection turned out to be lost before the text of the mail was begun
  private boolean trySend(SmtpConnection kept, MimeMessage mail, Address recipient)
      throws SmtpException {
    try {
      send(kept, mail, recipient);
      return true;
    } catch (SmtpException e) {
      if (!e.isLostEarly() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return false;
    }
  }

  private void send(SmtpConnection connection, MimeMessage mail, Address recipient)
      throws SmtpException {
    boolean sent = false;
    try {
      connection.send(mail, recipient);
      sent = true;
    } finally {
      if (!sent || !keep(connection)) {
        connection.discard();
      }
    }
  }

  /// The connection that has waited the shortest.
  private synchronized @Nullable SmtpConnection takeIdle() {
    Idle newest = idle.pollFirst();
    return newest == null ? null : newest.connection();
  }

  private synchronized boolean keep(SmtpConnection connection) {
    if (closed) {
      return false;
    }
    idle.addFirst(new Idle(connection, System.nanoTime()));
    scheduleSweep();
    return true;
  }

  private synchronized void scheduleSweep() {
    if (!sweeping && !idle.isEmpty()) {
      sweeping = true;
      closing.execute(this::sweep);
    }
  }

  private void sweep() {
    takeExpired().forEach(SmtpConnection::discard);
    scheduleSweep();
  }

  private synchronized List<SmtpConnection> takeExpired() {
    sweeping = false;
    List<SmtpConnection> expired = new ArrayList<>();
    long now = System.nanoTime();
    while (!idle.isEmpty() && now - idle.getLast().since() >= keptNanos) {
      expired.add(idle.removeLast().connection());
    }
    return expired;
  }

  private synchronized List<SmtpConnection> takeAll() {
    closed = true;
    List<SmtpConnection> all = idle.stream().map(Idle::connection).toList();
    idle.clear();
    return all;
  }

  /// Closes the connections that wait, and those in use once their mail is handed over.
  @Override
  public void close() {
    takeAll().forEach(SmtpConnection::discard);
  }
}
