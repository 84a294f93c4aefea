package org.vigie.app.lag;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How far a group is behind.
///
/// @param group its id
/// @param state what Kafka says of it: `Stable`, `Empty`, `PreparingRebalance` …
/// @param status the worst of its partitions
/// @param records that wait in the partitions where that is known, null where it is known in none
/// @param ageMs milliseconds since Kafka got the oldest record that waits, as above
/// @param unknownPartitions partitions of which nothing is known; they are not in the sums
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
        worst(partitions),
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

  private static LagStatus worst(List<PartitionLag> partitions) {
    return partitions.stream()
        .map(PartitionLag::status)
        .max(Comparator.naturalOrder())
        .orElse(LagStatus.UNKNOWN);
  }
}
