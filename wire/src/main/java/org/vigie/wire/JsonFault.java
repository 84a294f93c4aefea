package org.vigie.wire;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/// What is wrong with JSON, in words for whoever wrote it: the field, what stands there, what
/// should. Jackson's own words name classes of Java.
final class JsonFault {
  private static final int MOST_QUOTED = 60;

  private JsonFault() {}

  /// A field holds an invalid value; the message is for whoever wrote it.
  static final class InvalidField extends DatabindException {
    private static final long serialVersionUID = 1;

    InvalidField(JsonParser parser, String message) {
      super(parser, message);
    }
  }

  static String words(Exception e) {
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
    return switch (e) {
      case InvalidField invalid -> field(invalid) + invalid.getOriginalMessage();
      case InvalidFormatException format when format.getTargetType() != null ->
          field(format) + quoted(format.getValue()) + " is " + not(format.getTargetType());
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          field(mismatch) + "there should be " + name(mismatch.getTargetType());
      case JacksonException jackson ->
          field(jackson) + jackson.getOriginalMessage() + place(jackson.getLocation());
      default -> String.valueOf(e.getMessage());
    };
  }

  /// As `scope.countries[2]: `.
  private static String field(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  static String quoted(@Nullable Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() > MOST_QUOTED ? text.substring(0, MOST_QUOTED) + "…" : text) + "'";
  }

  private static String not(Class<?> type) {
    return type.isEnum()
        ? "none of "
            + Arrays.stream(type.getEnumConstants())
                .map(String::valueOf)
                .collect(Collectors.joining(", "))
        : "not " + name(type);
  }

  private static String name(Class<?> type) {
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type == String.class || type.isEnum()) {
      return "a text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Instant.class) {
      return "a time such as 2025-03-01T12:00:00Z";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type)
        ? "an object in braces"
        : "a " + type.getSimpleName();
  }

  /// The line of an error, and nothing where it has no place.
  static String line(JacksonException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }

  /// A limit that is broken has no place, and text has no bytes yet.
  private static String place(@Nullable TokenStreamLocation location) {
    if (location == null) {
      return "";
    }
    return location.getByteOffset() >= 0
        ? " at " + location.offsetDescription()
        : " at character " + location.getColumnNr();
  }
}
