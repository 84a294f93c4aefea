package org.vigie.admin.lag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.lag.PartitionLag.OffsetBounds;
import org.vigie.streams.StreamsRole;
import org.vigie.wire.KafkaConnection;

/// Measures the lag of consumer groups. Keeps results from one measurement to the next, so that an
/// idle group costs no reads. Not thread-safe.
public final class LagMonitor implements AutoCloseable {
  private final GroupOffsetReader offsetReader;
  private final UnreadRecords unreadRecords;
  private final InstantSource clock;

  private LagMonitor(GroupOffsetReader offsets, UnreadRecords waiting, InstantSource clock) {
    this.offsetReader = offsets;
    this.unreadRecords = waiting;
    this.clock = clock;
  }

  /// Opens a monitor of this cluster.
  ///
  /// @param clock for ages; must agree with the clocks of the brokers
  public static LagMonitor open(KafkaConnection connection, InstantSource clock) {
    return new LagMonitor(
        new GroupOffsetReader(Admin.create(connection.adminSettings())),
        UnreadRecords.open(connection),
        clock);
  }

  /// Measures once.
  ///
  /// @param group the only group to measure, null for all groups of the cluster
  /// @return without groups if the one asked for does not exist
  /// @throws org.apache.kafka.common.KafkaException if the cluster does not answer
  public LagReport measure(@Nullable String group) {
    Map<String, String> all = new TreeMap<>(offsetReader.listGroups());
    Map<String, String> states = group == null ? all : selectGroup(group, all);
    Map<String, Map<TopicPartition, @Nullable Long>> committed =
        new HashMap<>(
            offsetReader.readCommittedOffsets(addSuccessors(states.keySet(), all.keySet())));
    Set<String> superseded = findSuperseded(states.keySet(), committed);
    committed.keySet().retainAll(states.keySet());
    Set<String> topics = offsetReader.listTopics();
    Set<TopicPartition> partitions =
        committed.values().stream()
            .flatMap(perPartition -> perPartition.keySet().stream())
            .filter(partition -> topics.contains(partition.topic()))
            .collect(Collectors.toSet());
    Map<TopicPartition, OffsetBounds> bounds = offsetReader.readBounds(partitions);
    unreadRecords.inspect(findUnreadRanges(removeGroups(superseded, committed), bounds));
    Instant now = clock.instant();
    List<GroupLag> groups = new ArrayList<>();
    states.forEach(
        (id, state) -> {
          List<PartitionLag> lags = new ArrayList<>();
          committed
              .getOrDefault(id, Map.of())
              .forEach(
                  (at, offset) ->
                      lags.add(
                          superseded.contains(id)
                              ? createSuperseded(at, offset, bounds.get(at))
                              : measurePartition(at, offset, topics, bounds.get(at), now)));
          groups.add(GroupLag.of(id, state, lags));
        });
    return new LagReport(now, groups);
  }

  private static Map<String, String> selectGroup(String group, Map<String, String> all) {
    String state = all.get(group);
    return state == null ? Map.of() : Map.of(group, state);
  }

  private static Set<String> addSuccessors(Set<String> asked, Set<String> all) {
    Set<String> groups = new HashSet<>(asked);
    for (String group : asked) {
      all.stream().filter(other -> StreamsRole.isSuccessor(other, group)).forEach(groups::add);
    }
    return groups;
  }

  /// The groups whose work a successor has taken over. A successor starts from its predecessor's
  /// offsets, so it has committed some itself.
  private static Set<String> findSuperseded(
      Set<String> asked, Map<String, Map<TopicPartition, @Nullable Long>> committed) {
    Set<String> superseded = new HashSet<>();
    for (Map.Entry<String, Map<TopicPartition, @Nullable Long>> other : committed.entrySet()) {
      if (hasCommitted(other.getValue())) {
        asked.stream()
            .filter(group -> StreamsRole.isSuccessor(other.getKey(), group))
            .forEach(superseded::add);
      }
    }
    return superseded;
  }

  private static boolean hasCommitted(Map<TopicPartition, @Nullable Long> offsets) {
    return offsets.values().stream().anyMatch(Objects::nonNull);
  }

  private static PartitionLag createSuperseded(
      TopicPartition at, @Nullable Long committed, @Nullable OffsetBounds bounds) {
    return PartitionLag.createSuperseded(at, committed, bounds == null ? null : bounds.end());
  }

  private static Map<String, Map<TopicPartition, @Nullable Long>> removeGroups(
      Set<String> groups, Map<String, Map<TopicPartition, @Nullable Long>> committed) {
    Map<String, Map<TopicPartition, @Nullable Long>> others = new HashMap<>(committed);
    others.keySet().removeAll(groups);
    return others;
  }

  private static Set<UnreadRange> findUnreadRanges(
      Map<String, Map<TopicPartition, @Nullable Long>> committed,
      Map<TopicPartition, OffsetBounds> bounds) {
    Set<UnreadRange> gaps = new TreeSet<>();
    committed
        .values()
        .forEach(
            perPartition ->
                perPartition.forEach(
                    (at, offset) -> {
                      OffsetBounds found = bounds.get(at);
                      if (offset != null && found != null) {
                        UnreadRange gap = UnreadRange.between(at, offset, found);
                        if (!gap.isEmpty()) {
                          gaps.add(gap);
                        }
                      }
                    }));
    return gaps;
  }

  private PartitionLag measurePartition(
      TopicPartition at,
      @Nullable Long committed,
      Set<String> topics,
      @Nullable OffsetBounds bounds,
      Instant now) {
    if (!topics.contains(at.topic())) {
      return PartitionLag.createDeleted(at, committed);
    }
    if (committed == null && bounds != null && bounds.end() == 0) {
      return PartitionLag.createNeverWritten(at);
    }
    if (committed == null || bounds == null) {
      return PartitionLag.createUnknown(at, committed, bounds == null ? null : bounds.end());
    }
    UnreadRange gap = UnreadRange.between(at, committed, bounds);
    if (gap.isEmpty()) {
      return PartitionLag.createMeasured(at, committed, bounds, 0, Duration.ZERO);
    }
    UnreadRecords.UnreadCount found = unreadRecords.findCount(gap);
    return found == null
        ? PartitionLag.createMeasured(at, committed, bounds, gap.to() - gap.from(), null)
        : PartitionLag.createMeasured(
            at, committed, bounds, found.records(), found.computeAge(now));
  }

  @Override
  public void close() {
    offsetReader.close();
    unreadRecords.close();
  }

  /// The range of offsets in a partition that a group has not read.
  ///
  /// @param from the first; deleted records before it do not count
  /// @param to the end offset, exclusive
  record UnreadRange(TopicPartition at, long from, long to) implements Comparable<UnreadRange> {
    static UnreadRange between(TopicPartition at, long committed, OffsetBounds bounds) {
      return new UnreadRange(at, Math.max(committed, bounds.beginning()), bounds.end());
    }

    boolean isEmpty() {
      return from >= to;
    }

    @Override
    public int compareTo(UnreadRange other) {
      int byPlace =
          (at.topic() + "\0" + at.partition())
              .compareTo(other.at.topic() + "\0" + other.at.partition());
      return byPlace != 0
          ? byPlace
          : from != other.from ? Long.compare(from, other.from) : Long.compare(to, other.to);
    }
  }
}
