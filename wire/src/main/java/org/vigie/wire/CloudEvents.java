package org.vigie.wire;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Serdes for JSON values with the headers of CloudEvents 1.0 in binary mode: `ce_specversion`,
/// `ce_id`, `ce_source`, `ce_type` and `content-type`. The type is `org.vigie.<name>.v1`; a reader
/// accepts any version of a name it knows. A record without `ce_type` (written by hand) can be read
/// only if its Kafka topic has one kind of value. The form is that of the Kafka protocol binding of
/// the CloudEvents specification.
public final class CloudEvents {
  private static final String SOURCE = URI.create("urn:vigie").toString();
  private static final String PREFIX = "org.vigie.";
  private static final String VERSION = ".v1";

  private CloudEvents() {}

  /// The serde of a Kafka topic with one kind of value.
  ///
  /// @param name in `ce_type`
  /// @param id of a value, for `ce_id`
  static <V> Serde<V> createSerde(String name, Class<V> type, Function<V, String> id) {
    return createSerde(Map.of(name, type), id);
  }

  /// The serde of a Kafka topic with several kinds of value, distinguished by `ce_type`.
  static <V> Serde<V> createSerde(Map<String, Class<? extends V>> types, Function<V, String> id) {
    return Serdes.serdeFrom(
        new EventSerializer<>(namesByType(types), id), new EventDeserializer<>(types));
  }

  /// A serde without headers, for state stores. Its deserializer throws a [SerializationException]
  /// for bytes that are no such value.
  public static <V> Serde<V> createPlainSerde(Class<V> type) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : Json.toBytes(value),
        (topic, bytes) -> bytes == null ? null : readJson(bytes, type));
  }

  private static <V> V readJson(byte[] bytes, Class<V> type) {
    try {
      return Json.read(bytes, type);
    } catch (Json.MalformedJsonException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }

  private static Map<Class<?>, String> namesByType(Map<String, ? extends Class<?>> types) {
    Map<Class<?>, String> names = new HashMap<>();
    types.forEach((name, type) -> names.put(type, name));
    return Map.copyOf(names);
  }

  private record EventSerializer<V>(Map<Class<?>, String> names, Function<V, String> id)
      implements Serializer<V> {
    @Override
    public byte @Nullable [] serialize(String topic, V value) {
      return value == null ? null : Json.toBytes(value);
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, V value) {
      if (value != null) {
        putHeader(headers, "ce_specversion", "1.0");
        putHeader(headers, "ce_id", id.apply(value));
        putHeader(headers, "ce_source", SOURCE);
        putHeader(headers, "ce_type", PREFIX + nameOf(topic, value) + VERSION);
        putHeader(headers, "content-type", "application/json");
      }
      return serialize(topic, value);
    }

    private String nameOf(String topic, V value) {
      String name = names.get(value.getClass());
      if (name == null) {
        throw new SerializationException(
            value.getClass().getSimpleName() + " does not belong into " + topic);
      }
      return name;
    }

    private static void putHeader(Headers headers, String name, String value) {
      headers.remove(name);
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private record EventDeserializer<V>(Map<String, Class<? extends V>> types)
      implements Deserializer<V> {
    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
      return bytes == null ? null : readJson(bytes, onlyType(topic));
    }

    @Override
    public @Nullable V deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
      if (bytes == null) {
        return null;
      }
      Header type = headers.lastHeader("ce_type");
      return type == null || type.value() == null
          ? deserialize(topic, bytes)
          : readJson(bytes, typeOf(topic, new String(type.value(), StandardCharsets.UTF_8)));
    }

    private Class<? extends V> onlyType(String topic) {
      if (types.size() > 1) {
        throw new SerializationException(
            "no ce_type, which tells apart the values of " + topic + " " + types.keySet());
      }
      return types.values().iterator().next();
    }

    private Class<? extends V> typeOf(String topic, String eventType) {
      int version = eventType.lastIndexOf(".v");
      if (eventType.startsWith(PREFIX) && version > PREFIX.length()) {
        Class<? extends V> type = types.get(eventType.substring(PREFIX.length(), version));
        if (type != null) {
          return type;
        }
      }
      throw new SerializationException(
          "ce_type '" + eventType + "' does not belong into " + topic + " " + types.keySet());
    }
  }
}
