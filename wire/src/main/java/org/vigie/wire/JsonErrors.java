package org.vigie.wire;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Describes what is wrong with JSON for the person who wrote it: the field, what it holds, what it
/// should hold. The messages of Jackson name Java classes instead.
final class JsonErrors {
  private static final int MAX_QUOTED = 60;

  /// How Jackson's message about a key that stands twice begins; the key and a quotation mark
  /// follow.
  private static final String DUPLICATE = "Duplicate Object property \"";

  /// What Jackson says of its own settings.
  private static final Pattern ADVICE =
      Pattern.compile(
          " ?\\([^()]*(?:Feature|ALLOW_)[^()]*\\)|: enable `[^`]*`[^:]*|,? from"
              + " `[^`]*`|`Json\\w+\\.|`");

  private JsonErrors() {}

  /// A field holds an invalid value; the message is for whoever wrote it.
  static final class InvalidField extends DatabindException {
    private static final long serialVersionUID = 1;

    InvalidField(JsonParser parser, String message) {
      super(parser, message);
    }
  }

  static String describe(Exception e) {
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return (e instanceof JacksonException jackson ? fieldPath(jackson) : "")
          + refused.getMessage();
    }
    return switch (e) {
      case InvalidField invalid -> fieldPath(invalid) + invalid.getOriginalMessage();
      case UnrecognizedPropertyException unknown -> fieldPath(unknown) + "there is no such key";
      case InvalidFormatException format when format.getTargetType() != null ->
          fieldPath(format)
              + quote(format.getValue())
              + " is "
              + describeOther(format.getTargetType());
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          fieldPath(mismatch) + "there should be " + describeType(mismatch.getTargetType());
      case JacksonException jackson ->
          fieldPath(jackson) + explain(jackson.getOriginalMessage()) + place(jackson.getLocation());
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  private static String explain(String message) {
    return message.startsWith(DUPLICATE)
        ? quote(message.substring(DUPLICATE.length(), message.length() - 1)) + " stands twice"
        : ADVICE.matcher(message).replaceAll("");
  }

  /// The path of the field, such as `scope.countries[2]: `.
  private static String fieldPath(JacksonException e) {
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

  static String quote(@Nullable Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text) + "'";
  }

  private static String describeOther(Class<?> type) {
    return type.isEnum()
        ? "none of "
            + Arrays.stream(type.getEnumConstants())
                .map(String::valueOf)
                .collect(Collectors.joining(", "))
        : "not " + describeType(type);
  }

  private static String describeType(Class<?> type) {
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

  /// The line of an error, empty if it has no place.
  static String describeLine(JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : "line " + e.getLocation().getLineNr() + ": ";
  }

  /// Where the error is. A limit that is exceeded has no place; text has a column instead of a byte
  /// offset.
  private static String place(@Nullable TokenStreamLocation location) {
    if (location == null) {
      return "";
    }
    return location.getByteOffset() >= 0
        ? " at " + location.offsetDescription()
        : " at character " + location.getColumnNr();
  }
}
