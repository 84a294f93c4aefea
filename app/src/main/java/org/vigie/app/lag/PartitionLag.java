package org.vigie.app.lag;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far one group is behind in one partition.
///
/// @param topic Kafka topic
/// @param committed offset of the record that the group reads next, null where it never committed
/// @param end offset after the last record of a committed transaction, null where not known
/// @param records that wait, null where not known. Exact up to 500; above that offsets are counted,
///     among them the markers of transactions
/// @param ageMs milliseconds since Kafka got the oldest record that waits, 0 where none does, null
///     where not known
/// @param expired records that the group has missed, since they were deleted before it read them
/// @param status how that is
public record PartitionLag(
    String topic,
    int partition,
    @Nullable Long committed,
    @Nullable Long end,
    @Nullable Long records,
    @Nullable Long ageMs,
    long expired,
    LagStatus status) {
  static PartitionLag unknown(TopicPartition at, @Nullable Long committed, @Nullable Long end) {
    return new PartitionLag(
        at.topic(), at.partition(), committed, end, null, null, 0, LagStatus.UNKNOWN);
  }

  /// Nothing was ever written there, so nothing waits, wherever the group stands.
  static PartitionLag untouched(TopicPartition at) {
    return new PartitionLag(at.topic(), at.partition(), null, 0L, 0L, 0L, 0, LagStatus.OK);
  }

  /// What is not read there is read by the group's successor.
  static PartitionLag superseded(TopicPartition at, @Nullable Long committed, @Nullable Long end) {
    return new PartitionLag(
        at.topic(), at.partition(), committed, end, 0L, 0L, 0, LagStatus.SUPERSEDED);
  }

  static PartitionLag gone(TopicPartition at, @Nullable Long committed) {
    return new PartitionLag(
        at.topic(), at.partition(), committed, null, null, null, 0, LagStatus.GONE);
  }

  static PartitionLag known(
      TopicPartition at, long committed, Bounds bounds, long records, @Nullable Duration age) {
    return new PartitionLag(
        at.topic(),
        at.partition(),
        committed,
        bounds.end(),
        records,
        age == null ? null : age.toMillis(),
        Math.max(0, bounds.beginning() - committed),
        records == 0 ? LagStatus.OK : LagStatus.BEHIND);
  }

  /// Where a partition begins and ends now.
  record Bounds(long beginning, long end) {}
}
