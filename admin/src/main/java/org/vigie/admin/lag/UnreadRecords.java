package org.vigie.admin.lag;

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
import org.vigie.admin.lag.LagMonitor.UnreadRange;
import org.vigie.wire.KafkaConnection;

/// Reads unread records to find their number and the age of the oldest. Offsets give neither, since
/// transaction markers and compaction leave gaps. Not thread-safe.
final class UnreadRecords implements AutoCloseable {
  /// The largest range whose records are counted one by one.
  private static final int MAX_EXACT = 500;

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private Map<UnreadRange, UnreadCount> known = new HashMap<>();

  private UnreadRecords(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static UnreadRecords open(KafkaConnection connection) {
    Map<String, Object> settings = connection.readerSettings();
    settings.put("max.poll.records", String.valueOf(MAX_EXACT));
    // A larger record is still fetched, alone.
    settings.put("max.partition.fetch.bytes", String.valueOf(256 << 10));
    settings.put("auto.offset.reset", "none");
    return new UnreadRecords(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /// The unread records of a range.
  ///
  /// @param records their number
  /// @param oldest when Kafka received the first, null if there is none
  record UnreadCount(long records, @Nullable Instant oldest) {
    Duration computeAge(Instant now) {
      if (oldest == null || now.isBefore(oldest)) {
        return Duration.ZERO;
      }
      return Duration.between(oldest, now);
    }
  }

  /// The result of [#inspect] for a range, null if the partition did not answer.
  @Nullable UnreadCount findCount(UnreadRange gap) {
    return known.get(gap);
  }

  /// Reads these ranges and forgets all others.
  void inspect(Collection<UnreadRange> gaps) {
    Map<UnreadRange, UnreadCount> found = new HashMap<>();
    Map<TopicPartition, Set<UnreadRange>> left = new LinkedHashMap<>();
    for (UnreadRange gap : gaps) {
      UnreadCount before = findKnown(gap);
      if (before != null) {
        found.put(gap, before);
      } else {
        left.computeIfAbsent(gap.at(), at -> new HashSet<>()).add(gap);
      }
    }
    // Groups that share a partition are at different offsets of it; each pass reads one range per
    // partition.
    while (!left.isEmpty()) {
      Set<UnreadRange> round = new HashSet<>();
      left.values().removeIf(perPartition -> moveOne(perPartition, round));
      found.putAll(readRanges(round));
    }
    known = found;
  }

  private static boolean moveOne(Set<UnreadRange> gaps, Set<UnreadRange> round) {
    UnreadRange gap = gaps.iterator().next();
    gaps.remove(gap);
    round.add(gap);
    return gaps.isEmpty();
  }

  /// The result of an earlier look. The first record of a range stays the first while the group
  /// does not advance; a short range is read again, since its count must be exact.
  private @Nullable UnreadCount findKnown(UnreadRange gap) {
    UnreadCount same = known.get(gap);
    if (same != null || gap.to() - gap.from() <= MAX_EXACT) {
      return same;
    }
    return known.entrySet().stream()
        .filter(entry -> entry.getKey().at().equals(gap.at()))
        .filter(entry -> entry.getKey().from() == gap.from())
        .map(Map.Entry::getValue)
        .filter(found -> found.oldest() != null)
        .findFirst()
        .map(found -> new UnreadCount(gap.to() - gap.from(), found.oldest()))
        .orElse(null);
  }

  private Map<UnreadRange, UnreadCount> readRanges(Set<UnreadRange> round) {
    Map<TopicPartition, RangeScan> looks = new HashMap<>();
    round.forEach(gap -> looks.put(gap.at(), new RangeScan(gap)));
    consumer.assign(looks.keySet());
    round.forEach(gap -> consumer.seek(gap.at(), gap.from()));
    long start = System.nanoTime();
    Map<UnreadRange, UnreadCount> found = new HashMap<>();
    while (!looks.isEmpty() && System.nanoTime() - start < READ_TIMEOUT.toNanos()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
      records.forEach(
          record -> {
            RangeScan look = looks.get(new TopicPartition(record.topic(), record.partition()));
            if (look != null) {
              look.add(record);
            }
          });
      Set.copyOf(looks.values())
          .forEach(
              look -> {
                if (look.advanceTo(consumer.position(look.range.at()))) {
                  found.put(look.range, look.toCount());
                  looks.remove(look.range.at());
                  consumer.pause(Set.of(look.range.at()));
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
  private static final class RangeScan {
    private final UnreadRange range;
    private long position;
    private long records;
    private @Nullable Instant oldest;

    RangeScan(UnreadRange gap) {
      this.range = gap;
      this.position = gap.from();
    }

    void add(ConsumerRecord<?, ?> record) {
      if (record.offset() < range.to()) {
        records++;
        if (oldest == null) {
          oldest = Instant.ofEpochMilli(record.timestamp());
        }
      }
    }

    /// Advances to the consumer's position and returns whether the range is finished: short ranges
    /// are read to their end, long ones to their first record.
    boolean advanceTo(long now) {
      position = now;
      return position >= range.to() || (oldest != null && range.to() - range.from() > MAX_EXACT);
    }

    UnreadCount toCount() {
      long rest = Math.max(0, range.to() - position);
      return new UnreadCount(records + rest, oldest);
    }
  }
}
