package org.vigie.wire;

import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Digest;
import org.vigie.model.QuietHours;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
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
        .addDeserializer(ZoneId.class, new WrittenForm<>(ZoneId.class, ZoneId::of));
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
