package org.vigie.app.terminal;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A request to end the process, by Ctrl-C or SIGTERM. Long-running commands wait for it and then
/// close their resources; short ones never ask for it and end at once. Thread-safe.
public final class ShutdownSignal {
  /// The longest orderly end; after it the process ends without one.
  private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(15);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean observed;
  private volatile int exitCode;
  private final Queue<Runnable> forcedEnd = new ConcurrentLinkedQueue<>();

  /// Waits until the stop is requested.
  ///
  /// @return true if it was, false if `atMost` passed first
  public boolean await(Duration atMost) throws InterruptedException {
    observed = true;
    return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Waits until the stop is requested.
  public void await() throws InterruptedException {
    observed = true;
    requested.await();
  }

  /// Returns whether the stop is requested.
  public boolean isRequested() {
    observed = true;
    return requested.getCount() == 0;
  }

  /// Requests the end of the process.
  public void request() {
    requested.countDown();
  }

  /// Makes Ctrl-C and SIGTERM request this stop. After an orderly end the process exits with the
  /// code given to [#exit], so that a supervisor learns whether it ended well.
  public void registerShutdownHook() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "stop"));
    } catch (IllegalStateException e) {
      // The signal came first: the process is ending.
      request();
    }
  }

  /// Has this done if the process is ended before its command has come to its end: by a signal that
  /// the command does not observe, or one whose orderly end takes too long.
  public void onForcedEnd(Runnable action) {
    forcedEnd.add(action);
  }

  /// Ends the process with this code. Must be called last, from the main thread.
  public void exit(int code) {
    exitCode = code;
    ended.countDown();
    // Waits for ever where a signal ends the process already: the hook halts it with this code.
    System.exit(code);
  }

  private void onShutdown() {
    if (ended.getCount() == 0) {
      return;
    }
    boolean orderly = observed;
    request();
    try {
      if (orderly && ended.await(EXIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
      forcedEnd.forEach(Runnable::run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
