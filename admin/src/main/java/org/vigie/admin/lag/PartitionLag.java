package org.vigie.admin.lag;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The lag of one group in one partition. The component names are JSON names of `vigie lag --json`.
///
/// @param topic Kafka topic
/// @param partition its number
/// @param committed offset of the record that the group reads next, null if it never committed
/// @param end offset after the last record of a committed transaction, null if unknown
/// @param records number of unread records, null if unknown. Exact up to 500; above that a count of
///     offsets, transaction markers included
/// @param ageMs milliseconds since Kafka received the oldest unread record, 0 if there is none,
///     null if unknown
/// @param expired number of offsets whose records were deleted before the group read them
/// @param status of the partition
public record PartitionLag(
    String topic,
    int partition,
    @Nullable Long committed,
    @Nullable Long end,
    @Nullable Long records,
    @Nullable Long ageMs,
    long expired,
    LagStatus status) {
  static PartitionLag createUnknown(
      TopicPartition at, @Nullable Long committed, @Nullable Long end) {
    return new PartitionLag(
        at.topic(), at.partition(), committed, end, null, null, 0, LagStatus.UNKNOWN);
  }

  /// The lag in a partition that was never written: none, whatever the group has committed.
  static PartitionLag createNeverWritten(TopicPartition at) {
    return new PartitionLag(at.topic(), at.partition(), null, 0L, 0L, 0L, 0, LagStatus.OK);
  }

  /// The lag of a superseded group: none, since its successor reads the rest.
  static PartitionLag createSuperseded(
      TopicPartition at, @Nullable Long committed, @Nullable Long end) {
    return new PartitionLag(
        at.topic(), at.partition(), committed, end, 0L, 0L, 0, LagStatus.SUPERSEDED);
  }

  static PartitionLag createDeleted(TopicPartition at, @Nullable Long committed) {
    return new PartitionLag(
        at.topic(), at.partition(), committed, null, null, null, 0, LagStatus.GONE);
  }

  static PartitionLag createMeasured(
      TopicPartition at,
      long committed,
      OffsetBounds bounds,
      long records,
      @Nullable Duration age) {
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

  /// The first and the end offset of a partition.
  record OffsetBounds(long beginning, long end) {}
}
