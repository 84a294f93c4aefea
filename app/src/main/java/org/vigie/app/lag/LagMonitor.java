package org.vigie.app.lag;

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
import org.vigie.app.lag.PartitionLag.Bounds;
import org.vigie.streams.StreamsRole;
import org.vigie.wire.KafkaConnection;

/// Measures the lag of consumer groups. Keeps results from one measurement to the next, so that an
/// idle group costs no reads. Not thread-safe.
public final class LagMonitor implements AutoCloseable {
  private final GroupOffsets offsets;
  private final WaitingRecords waiting;
  private final InstantSource clock;

  private LagMonitor(GroupOffsets offsets, WaitingRecords waiting, InstantSource clock) {
    this.offsets = offsets;
    this.waiting = waiting;
    this.clock = clock;
  }

  /// Opens a monitor of this cluster.
  ///
  /// @param clock for ages; must agree with the clocks of the brokers
  public static LagMonitor open(KafkaConnection connection, InstantSource clock) {
    return new LagMonitor(
        new GroupOffsets(Admin.create(connection.admin())), WaitingRecords.open(connection), clock);
  }

  /// Measures once.
  ///
  /// @param group the only group to measure, null for all groups of the cluster
  /// @return without groups if the one asked for does not exist
  /// @throws org.apache.kafka.common.KafkaException if the cluster does not answer
  public LagReport measure(@Nullable String group) {
    Map<String, String> all = new TreeMap<>(offsets.groups());
    Map<String, String> states = group == null ? all : only(group, all);
    Map<String, Map<TopicPartition, @Nullable Long>> committed =
        new HashMap<>(offsets.committed(withSuccessors(states.keySet(), all.keySet())));
    Set<String> superseded = superseded(states.keySet(), committed);
    committed.keySet().retainAll(states.keySet());
    Set<String> topics = offsets.topics();
    Set<TopicPartition> partitions =
        committed.values().stream()
            .flatMap(perPartition -> perPartition.keySet().stream())
            .filter(partition -> topics.contains(partition.topic()))
            .collect(Collectors.toSet());
    Map<TopicPartition, Bounds> bounds = offsets.bounds(partitions);
    waiting.look(gaps(without(superseded, committed), bounds));
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
                              ? superseded(at, offset, bounds.get(at))
                              : lag(at, offset, topics, bounds.get(at), now)));
          groups.add(GroupLag.of(id, state, lags));
        });
    return new LagReport(now, groups);
  }

  private static Map<String, String> only(String group, Map<String, String> all) {
    String state = all.get(group);
    return state == null ? Map.of() : Map.of(group, state);
  }

  private static Set<String> withSuccessors(Set<String> asked, Set<String> all) {
    Set<String> groups = new HashSet<>(asked);
    for (String group : asked) {
      all.stream().filter(other -> StreamsRole.isSuccessor(other, group)).forEach(groups::add);
    }
    return groups;
  }

  /// The groups whose work a successor has taken over. A successor starts from its predecessor's
  /// offsets, so it has committed some itself.
  private static Set<String> superseded(
      Set<String> asked, Map<String, Map<TopicPartition, @Nullable Long>> committed) {
    Set<String> superseded = new HashSet<>();
    for (Map.Entry<String, Map<TopicPartition, @Nullable Long>> other : committed.entrySet()) {
      if (anyCommitted(other.getValue())) {
        asked.stream()
            .filter(group -> StreamsRole.isSuccessor(other.getKey(), group))
            .forEach(superseded::add);
      }
    }
    return superseded;
  }

  private static boolean anyCommitted(Map<TopicPartition, @Nullable Long> offsets) {
    return offsets.values().stream().anyMatch(Objects::nonNull);
  }

  private static PartitionLag superseded(
      TopicPartition at, @Nullable Long committed, @Nullable Bounds bounds) {
    return PartitionLag.superseded(at, committed, bounds == null ? null : bounds.end());
  }

  private static Map<String, Map<TopicPartition, @Nullable Long>> without(
      Set<String> groups, Map<String, Map<TopicPartition, @Nullable Long>> committed) {
    Map<String, Map<TopicPartition, @Nullable Long>> others = new HashMap<>(committed);
    others.keySet().removeAll(groups);
    return others;
  }

  private static Set<Gap> gaps(
      Map<String, Map<TopicPartition, @Nullable Long>> committed,
      Map<TopicPartition, Bounds> bounds) {
    Set<Gap> gaps = new TreeSet<>();
    committed
        .values()
        .forEach(
            perPartition ->
                perPartition.forEach(
                    (at, offset) -> {
                      Bounds found = bounds.get(at);
                      if (offset != null && found != null) {
                        Gap gap = Gap.between(at, offset, found);
                        if (!gap.isEmpty()) {
                          gaps.add(gap);
                        }
                      }
                    }));
    return gaps;
  }

  private PartitionLag lag(
      TopicPartition at,
      @Nullable Long committed,
      Set<String> topics,
      @Nullable Bounds bounds,
      Instant now) {
    if (!topics.contains(at.topic())) {
      return PartitionLag.gone(at, committed);
    }
    if (committed == null && bounds != null && bounds.end() == 0) {
      return PartitionLag.untouched(at);
    }
    if (committed == null || bounds == null) {
      return PartitionLag.unknown(at, committed, bounds == null ? null : bounds.end());
    }
    Gap gap = Gap.between(at, committed, bounds);
    if (gap.isEmpty()) {
      return PartitionLag.known(at, committed, bounds, 0, Duration.ZERO);
    }
    WaitingRecords.Found found = waiting.found(gap);
    return found == null
        ? PartitionLag.known(at, committed, bounds, gap.to() - gap.from(), null)
        : PartitionLag.known(at, committed, bounds, found.records(), found.age(now));
  }

  @Override
  public void close() {
    offsets.close();
    waiting.close();
  }

  /// The range of offsets in a partition that a group has not read.
  ///
  /// @param from the first; deleted records before it do not count
  /// @param to the end offset, exclusive
  record Gap(TopicPartition at, long from, long to) implements Comparable<Gap> {
    static Gap between(TopicPartition at, long committed, Bounds bounds) {
      return new Gap(at, Math.max(committed, bounds.beginning()), bounds.end());
    }

    boolean isEmpty() {
      return from >= to;
    }

    @Override
    public int compareTo(Gap other) {
      int byPlace =
          (at.topic() + "\0" + at.partition())
              .compareTo(other.at.topic() + "\0" + other.at.partition());
      return byPlace != 0
          ? byPlace
          : from != other.from ? Long.compare(from, other.from) : Long.compare(to, other.to);
    }
  }
}
