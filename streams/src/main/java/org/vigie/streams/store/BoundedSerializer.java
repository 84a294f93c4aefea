package org.vigie.streams.store;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Rejects values above a maximum size in bytes, mainly those that would not fit into a record of
/// any cluster.
public record BoundedSerializer<V>(Serializer<V> serializer, int maxBytes)
    implements Serializer<V> {
  /// A broker accepts records of 1 MiB by default; the rest is reserved for the key and the
  /// headers.
  public static final int MAX_BYTES = 1_000_000;

  @Override
  public byte @Nullable [] serialize(String topic, V value) {
    return checkSize(topic, serializer.serialize(topic, value));
  }

  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, V value) {
    return checkSize(topic, serializer.serialize(topic, headers, value));
  }

  private byte @Nullable [] checkSize(String topic, byte @Nullable [] bytes) {
    if (bytes != null && bytes.length > maxBytes) {
      throw new SerializationException(
          "a value of "
              + bytes.length
              + " bytes is too large for "
              + topic
              + ", at most "
              + maxBytes);
    }
    return bytes;
  }
}
