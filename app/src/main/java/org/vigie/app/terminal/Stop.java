package org.vigie.app.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wish of a person or a supervisor that the process end: Ctrl-C or SIGTERM. Long-running
/// commands wait for it and then close what they opened; short ones never ask and end at once.
/// Safe to share between threads.
public final class Stop {
  /// How long an orderly end may take before the process ends without it.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean heeded;
  private volatile int exitCode;

  /// Waits until the stop is requested.
  ///
  /// @return true when it was, false when `atMost` passed first
  public boolean await(Duration atMost) throws InterruptedException {
    heeded = true;
    return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Waits until the stop is requested.
  public void await() throws InterruptedException {
    heeded = true;
    requested.await();
  }

  /// True once the stop is requested.
  public boolean isRequested() {
    heeded = true;
    return requested.getCount() == 0;
  }

  /// Asks the process to end.
  public void request() {
    requested.countDown();
  }

  /// Makes Ctrl-C and SIGTERM request this stop. An orderly end then leaves with the exit code
  /// given to [#exit], since whoever stops a service wants to know whether it ended well.
  public void heedSignals() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "stop"));
    } catch (IllegalStateException e) {
      // The signal was quicker, and the process is ending.
      request();
    }
  }

  /// Ends the process with this code, from the main thread and as its last act.
  public void exit(int code) {
    exitCode = code;
    boolean signalled = isRequested();
    ended.countDown();
    if (!signalled) {
      System.exit(code);
    }
  }

  private void onShutdown() {
    if (ended.getCount() == 0) {
      return;
    }
    boolean orderly = heeded;
    request();
    try {
      if (orderly && ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
