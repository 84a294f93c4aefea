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
/// @param maxGap how many offsets between two wanted records are read through instead of being
///     jumped over
record ScanOptions(
    OptionalInt partition,
    Start start,
    Duration noProgress,
    Runnable stopCheck,
    Consumer<DeadLetter> onUnreadable,
    long maxGap) {
  /// What a fetch of the usual size has brought with a record.
  private static final long DEFAULT_GAP = 500;

  private static final Logger log = LoggerFactory.getLogger(TopicScan.class);

  static final ScanOptions DEFAULT =
      new ScanOptions(
          OptionalInt.empty(),
          new Start.Offset(0),
          Duration.ofSeconds(30),
          () -> {},
          ScanOptions::logUnreadable,
          DEFAULT_GAP);

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
    return new ScanOptions(
        OptionalInt.of(only), start, noProgress, stopCheck, onUnreadable, maxGap);
  }

  ScanOptions withStart(Start other) {
    return new ScanOptions(partition, other, noProgress, stopCheck, onUnreadable, maxGap);
  }

  ScanOptions withNoProgress(Duration longest) {
    return new ScanOptions(partition, start, longest, stopCheck, onUnreadable, maxGap);
  }

  ScanOptions withStopCheck(Runnable check) {
    return new ScanOptions(partition, start, noProgress, check, onUnreadable, maxGap);
  }

  ScanOptions withUnreadableHandler(Consumer<DeadLetter> handler) {
    return new ScanOptions(partition, start, noProgress, stopCheck, handler, maxGap);
  }

  ScanOptions withMaxGap(long offsets) {
    return new ScanOptions(partition, start, noProgress, stopCheck, onUnreadable, offsets);
  }
}
