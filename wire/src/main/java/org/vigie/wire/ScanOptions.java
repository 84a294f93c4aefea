package org.vigie.wire;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a [TopicScan] reads and how.
///
/// @param partition the only one to read, empty for all
/// @param start in each partition
/// @param noProgress how long positions may stay as they are, and how long an answer may take
/// @param stopCheck runs before every poll; what it throws ends the reading
/// @param onUnreadable gets the records that cannot be decoded
record ScanOptions(
    OptionalInt partition,
    Start start,
    Duration noProgress,
    Runnable stopCheck,
    Consumer<DeadLetter> onUnreadable) {
  private static final Logger log = LoggerFactory.getLogger(TopicScan.class);

  static final ScanOptions DEFAULT =
      new ScanOptions(
          OptionalInt.empty(),
          new Start.Offset(0),
          Duration.ofSeconds(30),
          () -> {},
          ScanOptions::logUnreadable);

  /// Where reading begins.
  sealed interface Start {
    /// If the offset is older than what is kept, reading begins with the first record.
    record Offset(long offset) implements Start {}

    /// This many offsets before the end.
    record BeforeEnd(long offsets) implements Start {}
  }

  private static void logUnreadable(DeadLetter letter) {
    log.atWarn()
        .addKeyValue("source", letter.source())
        .addKeyValue("reason", letter.reason())
        .log("a record cannot be read and is left out");
  }

  ScanOptions withPartition(int only) {
    return new ScanOptions(OptionalInt.of(only), start, noProgress, stopCheck, onUnreadable);
  }

  ScanOptions withStart(Start other) {
    return new ScanOptions(partition, other, noProgress, stopCheck, onUnreadable);
  }

  ScanOptions withNoProgress(Duration longest) {
    return new ScanOptions(partition, start, longest, stopCheck, onUnreadable);
  }

  ScanOptions withStopCheck(Runnable check) {
    return new ScanOptions(partition, start, noProgress, check, onUnreadable);
  }

  ScanOptions withUnreadableHandler(Consumer<DeadLetter> handler) {
    return new ScanOptions(partition, start, noProgress, stopCheck, handler);
  }
}
