package org.vigie.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON form of the model. Instants are ISO-8601 in UTC, enums their words, nothing is left
/// out. Safe to share between threads.
public final class Json {
  /// The mapper behind it, for trees and for reading streams.
  public static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
          .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
          .addModule(ChannelJson.createModule())
          .build();

  private Json() {}

  /// What a value may be at most. The deepest of the model has six levels, its longest number 20
  /// digits; a text may fill a whole line of a filter ([JsonLines#LONGEST]).
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(100)
                .maxNumberLength(100)
                .maxNameLength(1_000)
                .maxStringLength(JsonLines.LONGEST)
                .build())
        .build();
  }

  /// The value as UTF-8 JSON.
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// The value as one line of JSON.
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// Reads one value.
  ///
  /// @throws Malformed where the bytes are no JSON, or no such value; its message names the place
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new Malformed("null is no " + type.getSimpleName(), null);
      }
      return value;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new Malformed(type.getSimpleName() + ": " + JsonFault.words(e), e);
    }
  }

  /// As [#read(byte[], Class)].
  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /// Reads one value that a person wrote.
  ///
  /// @param noun what it should be, for a `null` in its place
  /// @throws Malformed where it is no such value; its message names the field and no class
  static <T> T readWritten(String line, Class<T> type, String noun) {
    try {
      T value = MAPPER.readValue(line, type);
      if (value == null) {
        throw new Malformed("null is no " + noun, null);
      }
      return value;
    } catch (JacksonException e) {
      throw new Malformed(JsonFault.words(e), e);
    }
  }

  /// Bytes that are not the JSON they should be.
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
