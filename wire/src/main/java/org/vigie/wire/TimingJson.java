package org.vigie.wire;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Urgency;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// The JSON form of times of notification: digests and quiet hours as people write them, zones by
/// their names.
final class TimingJson {
  private TimingJson() {}

  static JacksonModule createModule() {
    return new SimpleModule("timing")
        .addSerializer(Digest.class, ToStringSerializer.instance)
        .addDeserializer(Digest.class, new WrittenForm<>(Digest.class, Digest::parse))
        .addSerializer(QuietHours.class, ToStringSerializer.instance)
        .addDeserializer(QuietHours.class, new WrittenForm<>(QuietHours.class, QuietHours::parse))
        .addSerializer(ZoneId.class, ToStringSerializer.instance)
        .addDeserializer(ZoneId.class, new WrittenForm<>(ZoneId.class, TimingJson::readZone));
  }

  private static ZoneId readZone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          JsonErrors.quote(name) + " is no time zone such as Europe/Paris", e);
    }
  }

  /// Writes a timing as people do: without what equals the default.
  static final class TimingWriter extends ValueSerializer<NotificationTiming> {
    @Override
    public void serialize(
        NotificationTiming timing, JsonGenerator json, SerializationContext context) {
      NotificationTiming usual = NotificationTiming.DEFAULT;
      Map<String, Object> fields = new LinkedHashMap<>();
      put(fields, "zone", timing.zone(), usual.zone());
      put(fields, "digest", timing.digest(), usual.digest());
      put(fields, "quiet", timing.quiet(), usual.quiet());
      put(fields, "silentUntil", timing.silentUntil(), usual.silentUntil());
      if (!timing.breakThrough().equals(usual.breakThrough())) {
        fields.put("breakThrough", toFields(timing.breakThrough()));
      }
      put(fields, "coolDownMinutes", timing.coolDownMinutes(), usual.coolDownMinutes());
      put(fields, "maxPerHour", timing.maxPerHour(), usual.maxPerHour());
      context.writeValue(json, fields);
    }

    private static Map<String, Object> toFields(Urgency urgency) {
      Map<String, Object> fields = new LinkedHashMap<>();
      put(fields, "topics", urgency.topics(), List.of());
      put(fields, "outlets", urgency.outlets(), null);
      return fields;
    }

    private static void put(
        Map<String, Object> fields, String name, @Nullable Object value, @Nullable Object usual) {
      if (value != null && !value.equals(usual)) {
        fields.put(name, value);
      }
    }
  }

  /// Reads a value from the text in which people write it.
  private static final class WrittenForm<T> extends StdScalarDeserializer<T> {
    private final Function<String, T> parser;

    WrittenForm(Class<T> type, Function<String, T> parser) {
      super(type);
      this.parser = parser;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
      if (!json.currentToken().isScalarValue()) {
        return (T) context.handleUnexpectedToken(handledType(), json);
      }
      try {
        return parser.apply(json.getValueAsString());
      } catch (RuntimeException e) {
        throw new JsonErrors.InvalidField(json, String.valueOf(e.getMessage()));
      }
    }
  }
}
