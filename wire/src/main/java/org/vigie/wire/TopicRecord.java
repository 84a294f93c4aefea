package org.vigie.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A record of a Kafka topic, decoded.
///
/// @param key as written; empty if the record has none
/// @param value null for a tombstone
/// @param partition of the Kafka topic
/// @param offset in the partition
/// @param timestamp when Kafka appended the record, which says nothing about the news in it
public record TopicRecord<V>(
    String key, @Nullable V value, int partition, long offset, Instant timestamp) {}
