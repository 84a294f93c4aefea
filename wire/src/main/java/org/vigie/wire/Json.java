package org.vigie.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// The JSON form of the model: instants are ISO-8601 in UTC, enum constants what their `toString`
/// gives, and no field is left out. A list holds no null. Safe to share between threads.
public final class Json {
  /// The mapper, for trees and for streams of values.
  public static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              List.class,
              list -> list.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
          .enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
          .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
          .addModule(new SimpleModule("texts").addDeserializer(String.class, new TextReader()))
          .addModule(ChannelJson.createModule())
          .addModule(AlertJson.createModule())
          .addModule(TimingJson.createModule())
          .build();

  private Json() {}

  /// Sets the limits of a value. The deepest value of the model has six levels, its longest number
  /// 20 digits; a text may fill a whole line of a filter ([JsonLines#MAX_LINE_BYTES]).
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(100)
                .maxNumberLength(100)
                .maxNameLength(1_000)
                .maxStringLength(JsonLines.MAX_LINE_BYTES)
                .build())
        .build();
  }

  /// Reads a text or another scalar. Jackson's own takes an array in place of a text, if it holds
  /// an empty one, and then loses its place. `NaN`, where it is read at all, is no text.
  private static final class TextReader extends StdScalarDeserializer<String> {
    TextReader() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
      if (json.isNaN()) {
        return null;
      }
      return json.currentToken().isScalarValue()
          ? json.getValueAsString()
          : (String) context.handleUnexpectedToken(String.class, json);
    }
  }

  /// The value as UTF-8 JSON.
  public static byte[] toBytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// The value as one line of JSON.
  public static String toText(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// Reads one value.
  ///
  /// @throws MalformedJsonException if the bytes are no JSON or no such value; its message names
  /// the place
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new MalformedJsonException("null is no " + type.getSimpleName(), null);
      }
      return value;
    } catch (MalformedJsonException e) {
      throw e;
    } catch (RuntimeException e) {
      // Not only Jackson's: a number that is no time may be an arithmetic error.
      throw new MalformedJsonException(type.getSimpleName() + ": " + JsonErrors.describe(e), e);
    } catch (StackOverflowError e) {
      throw new MalformedJsonException(type.getSimpleName() + ": " + FailureReason.describe(e), e);
    }
  }

  /// As [#read(byte[], Class)].
  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /// Reads one value that a person wrote.
  ///
  /// @param reader of the type; decides whether unknown fields are refused
  /// @param noun what the value should be, for the message about a `null`
  /// @throws MalformedJsonException if it is no such value; its message names the field and no
  /// class
  static <T> T readUserInput(String line, ObjectReader reader, String noun) {
    try {
      T value = reader.readValue(line);
      if (value == null) {
        throw new MalformedJsonException("null is no " + noun, null);
      }
      return value;
    } catch (JacksonException e) {
      throw new MalformedJsonException(JsonErrors.describe(e), e);
    }
  }

  /// Bytes or text that are not the JSON they should be. The message is for people.
  public static final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedJsonException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
