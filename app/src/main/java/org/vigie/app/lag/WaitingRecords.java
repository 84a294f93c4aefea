package org.vigie.app.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.vigie.app.lag.LagMonitor.Gap;
import org.vigie.wire.KafkaConnection;

/// Reads unread records to find their number and the age of the oldest. Offsets give neither, since
/// transaction markers and compaction leave gaps. Not thread-safe.
final class WaitingRecords implements AutoCloseable {
  /// The largest range whose records are counted one by one.
  private static final int EXACT = 500;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private Map<Gap, Found> known = new HashMap<>();

  private WaitingRecords(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static WaitingRecords open(KafkaConnection connection) {
    Map<String, Object> settings = connection.reader();
    settings.put("max.poll.records", String.valueOf(EXACT));
    // A larger record is still fetched, alone.
    settings.put("max.partition.fetch.bytes", String.valueOf(256 << 10));
    settings.put("auto.offset.reset", "none");
    return new WaitingRecords(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /// The unread records of a range.
  ///
  /// @param records their number
  /// @param oldest when Kafka received the first, null if there is none
  record Found(long records, @Nullable Instant oldest) {
    Duration age(Instant now) {
      if (oldest == null || now.isBefore(oldest)) {
        return Duration.ZERO;
      }
      return Duration.between(oldest, now);
    }
  }

  /// The result of [#look] for a range, null if the partition did not answer.
  @Nullable Found found(Gap gap) {
    return known.get(gap);
  }

  /// Reads these ranges and forgets all others.
  void look(Collection<Gap> gaps) {
    Map<Gap, Found> found = new HashMap<>();
    Map<TopicPartition, Set<Gap>> left = new LinkedHashMap<>();
    for (Gap gap : gaps) {
      Found before = remembered(gap);
      if (before != null) {
        found.put(gap, before);
      } else {
        left.computeIfAbsent(gap.at(), at -> new HashSet<>()).add(gap);
      }
    }
    // Groups that share a partition are at different offsets of it; each pass reads one range per
    // partition.
    while (!left.isEmpty()) {
      Set<Gap> round = new HashSet<>();
      left.values().removeIf(perPartition -> takeOne(perPartition, round));
      found.putAll(read(round));
    }
    known = found;
  }

  private static boolean takeOne(Set<Gap> gaps, Set<Gap> round) {
    Gap gap = gaps.iterator().next();
    gaps.remove(gap);
    round.add(gap);
    return gaps.isEmpty();
  }

  /// The result of an earlier look. The first record of a range stays the first while the group
  /// does not advance; a short range is read again, since its count must be exact.
  private @Nullable Found remembered(Gap gap) {
    Found same = known.get(gap);
    if (same != null || gap.to() - gap.from() <= EXACT) {
      return same;
    }
    return known.entrySet().stream()
        .filter(entry -> entry.getKey().at().equals(gap.at()))
        .filter(entry -> entry.getKey().from() == gap.from())
        .map(Map.Entry::getValue)
        .filter(found -> found.oldest() != null)
        .findFirst()
        .map(found -> new Found(gap.to() - gap.from(), found.oldest()))
        .orElse(null);
  }

  private Map<Gap, Found> read(Set<Gap> round) {
    Map<TopicPartition, Look> looks = new HashMap<>();
    round.forEach(gap -> looks.put(gap.at(), new Look(gap)));
    consumer.assign(looks.keySet());
    round.forEach(gap -> consumer.seek(gap.at(), gap.from()));
    long start = System.nanoTime();
    Map<Gap, Found> found = new HashMap<>();
    while (!looks.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(
          record -> {
            Look look = looks.get(new TopicPartition(record.topic(), record.partition()));
            if (look != null) {
              look.add(record);
            }
          });
      Set.copyOf(looks.values())
          .forEach(
              look -> {
                if (look.done(consumer.position(look.gap.at()))) {
                  found.put(look.gap, look.found());
                  looks.remove(look.gap.at());
                  consumer.pause(Set.of(look.gap.at()));
                }
              });
    }
    consumer.unsubscribe();
    return found;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /// The reading of one range.
  private static final class Look {
    private final Gap gap;
    private long position;
    private long records;
    private @Nullable Instant oldest;

    Look(Gap gap) {
      this.gap = gap;
      this.position = gap.from();
    }

    void add(ConsumerRecord<?, ?> record) {
      if (record.offset() < gap.to()) {
        records++;
        if (oldest == null) {
          oldest = Instant.ofEpochMilli(record.timestamp());
        }
      }
    }

    /// Advances to the consumer's position and returns whether the range is finished: short ranges
    /// are read to their end, long ones to their first record.
    boolean done(long now) {
      position = now;
      return position >= gap.to() || (oldest != null && gap.to() - gap.from() > EXACT);
    }

    Found found() {
      long rest = Math.max(0, gap.to() - position);
      return new Found(records + rest, oldest);
    }
  }
}
