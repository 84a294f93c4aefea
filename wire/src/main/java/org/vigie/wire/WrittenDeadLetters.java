package org.vigie.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises the dead letters that were written before. Compacted Kafka topics are read from the
/// beginning at every start, so that the same unreadable records are met again. Thread-safe.
public final class WrittenDeadLetters {
  private static final Logger log = LoggerFactory.getLogger(WrittenDeadLetters.class);

  /// Only the newest dead letters are searched: each start waits for it, a letter may have almost a
  /// million bytes, and one that is written twice does no harm.
  private static final int MAX_READ = 1_000;

  private final Set<String> sources = ConcurrentHashMap.newKeySet();
  private boolean read;

  /// Reads the newest dead letters, unless they were read before. Must not run in a listener of a
  /// consumer group, whose other members wait for it. If they cannot be read, some are written
  /// twice.
  ///
  /// @param scan of `vigie.rejected`
  public synchronized void readOnce(TopicScan<DeadLetter> scan) {
    if (read) {
      return;
    }
    try {
      scan.last(MAX_READ).readRaw(record -> sources.add(KafkaTopic.keyOf(record)));
      read = true;
    } catch (KafkaException e) {
      log.warn("the dead letters of before are not known: {}", FailureReason.describe(e));
    }
  }

  /// True if a dead letter of this source was written before.
  public boolean contains(DeadLetter letter) {
    return sources.contains(letter.source());
  }

  /// Remembers a dead letter that the cluster has acknowledged.
  public void add(DeadLetter letter) {
    sources.add(letter.source());
  }
}
