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

/// JSON values under the headers of CloudEvents 1.0, binary mode: `ce_specversion`, `ce_id`,
/// `ce_source`, `ce_type` and `content-type`. The type reads `org.vigie.<name>.v1`; a reader takes
/// any version of a name it knows. Where the header is missing (a record written by hand) the Kafka
/// topic must have only one kind of value. See the Kafka protocol binding of the CloudEvents
/// specification.
public final class CloudEvents {
  private static final String SOURCE = URI.create("urn:vigie").toString();
  private static final String PREFIX = "org.vigie.";
  private static final String VERSION = ".v1";

  private CloudEvents() {}

  /// The serde of a Kafka topic with one kind of value.
  static <V> Serde<V> of(String name, Class<V> type, Function<V, String> id) {
    return of(Map.of(name, type), id);
  }

  /// The serde of a Kafka topic with several kinds of value, told apart by `ce_type`.
  static <V> Serde<V> of(Map<String, Class<? extends V>> types, Function<V, String> id) {
    return Serdes.serdeFrom(
        new EventSerializer<>(names(types), id), new EventDeserializer<>(types));
  }

  /// A serde without headers, for state stores.
  public static <V> Serde<V> plain(Class<V> type) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : Json.bytes(value),
        (topic, bytes) -> bytes == null ? null : readPlain(bytes, type));
  }

  private static <V> V readPlain(byte[] bytes, Class<V> type) {
    try {
      return Json.read(bytes, type);
    } catch (Json.Malformed e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }

  private static Map<Class<?>, String> names(Map<String, ? extends Class<?>> types) {
    Map<Class<?>, String> names = new HashMap<>();
    types.forEach((name, type) -> names.put(type, name));
    return Map.copyOf(names);
  }

  private record EventSerializer<V>(Map<Class<?>, String> names, Function<V, String> id)
      implements Serializer<V> {
    @Override
    public byte @Nullable [] serialize(String topic, V value) {
      return value == null ? null : Json.bytes(value);
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, V value) {
      if (value != null) {
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", id.apply(value));
        header(headers, "ce_source", SOURCE);
        header(headers, "ce_type", PREFIX + name(topic, value) + VERSION);
        header(headers, "content-type", "application/json");
      }
      return serialize(topic, value);
    }

    private String name(String topic, V value) {
      String name = names.get(value.getClass());
      if (name == null) {
        throw new SerializationException(
            value.getClass().getSimpleName() + " does not belong into " + topic);
      }
      return name;
    }

    private static void header(Headers headers, String name, String value) {
      headers.remove(name);
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private record EventDeserializer<V>(Map<String, Class<? extends V>> types)
      implements Deserializer<V> {
    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
      return bytes == null ? null : readPlain(bytes, onlyType(topic));
    }

    @Override
    public @Nullable V deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
      if (bytes == null) {
        return null;
      }
      Header type = headers.lastHeader("ce_type");
      return type == null || type.value() == null
          ? deserialize(topic, bytes)
          : readPlain(bytes, typeOf(topic, new String(type.value(), StandardCharsets.UTF_8)));
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
