package org.vigie.admin.lag;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The lag of a consumer group. The component names are JSON names of `vigie lag --json`.
///
/// @param group its id
/// @param state the group state that Kafka reports: `Stable`, `Empty`, `PreparingRebalance` …
/// @param status the worst status of its partitions
/// @param records number of unread records in the partitions whose number is known, null if it is
///     known in none
/// @param ageMs milliseconds since Kafka received the oldest unread record, null if it is known in
///     none
/// @param unknownPartitions number of partitions of which nothing is known; the sums leave them out
/// @param partitions sorted by Kafka topic and number
public record GroupLag(
    String group,
    String state,
    LagStatus status,
    @Nullable Long records,
    @Nullable Long ageMs,
    int unknownPartitions,
    List<PartitionLag> partitions) {
  /// Copies the list.
  public GroupLag {
    partitions = List.copyOf(partitions);
  }

  static GroupLag of(String group, String state, List<PartitionLag> unsorted) {
    List<PartitionLag> partitions =
        unsorted.stream()
            .sorted(
                Comparator.comparing(PartitionLag::topic).thenComparing(PartitionLag::partition))
            .toList();
    return new GroupLag(
        group,
        state,
        findWorstStatus(partitions),
        partitions.stream()
            .map(PartitionLag::records)
            .filter(Objects::nonNull)
            .reduce(Long::sum)
            .orElse(null),
        partitions.stream()
            .map(PartitionLag::ageMs)
            .filter(Objects::nonNull)
            .reduce(Long::max)
            .orElse(null),
        (int) partitions.stream().filter(lag -> lag.status() == LagStatus.UNKNOWN).count(),
        partitions);
  }

  private static LagStatus findWorstStatus(List<PartitionLag> partitions) {
    return partitions.stream()
        .map(PartitionLag::status)
        .max(Comparator.naturalOrder())
        .orElse(LagStatus.UNKNOWN);
  }
}
