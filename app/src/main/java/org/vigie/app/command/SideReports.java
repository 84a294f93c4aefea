package org.vigie.app.command;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.admin.AdminException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;
import org.vigie.runtime.settings.SettingsException;
import org.vigie.wire.FailureReason;

/// What is read from Kafka and told while roles run, one after the other on a thread of its own:
/// however long it takes and whatever fails in it, the roles go on and are watched. A failure is
/// told in one sentence; the log has its details.
final class SideReports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SideReports.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("report").factory());

  SideReports(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Tells something once what was told before is done.
  ///
  /// @param unknown what is not known if it fails, such as "what was raised in the last 48 h"
  /// @param reading is interrupted when this is closed
  /// @param printing tells what was read, unless this was closed meanwhile
  <T> void start(String unknown, Supplier<T> reading, Consumer<T> printing) {
    thread.execute(() -> run(unknown, reading, printing));
  }

  private <T> void run(String unknown, Supplier<T> reading, Consumer<T> printing) {
    try {
      T read = reading.get();
      if (!thread.isShutdown()) {
        printing.accept(read);
      }
    } catch (Throwable e) {
      if (!thread.isShutdown()) {
        log.error("{} is not known", unknown, e);
        terminal.printStatus("vigie: " + unknown + " is not known: " + describe(e));
      }
    }
  }

  /// A failure in words for people, in one line.
  static String describe(Throwable failure) {
    boolean forPeople = failure instanceof AdminException || failure instanceof SettingsException;
    String message = failure.getMessage();
    return SafeText.toLine(
        forPeople && message != null ? message : FailureReason.describe(failure));
  }

  /// Interrupts the reading and waits a moment for its end. Nothing is told any more, no failure
  /// either.
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
