package org.vigie.wire;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.SecretName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.module.SimpleModule;

/// The JSON form of channels: an object with `name`, `kind` and the fields of the kind. A new kind
/// is read in [#parse] and written in [#toFields]; the compiler names the latter.
///
/// A record of Kafka is read tolerantly: an unknown kind or an invalid field makes the channel
/// [Channel.Unknown], so that the subscription and its other channels still work. What people write
/// is read strictly: the same faults are errors with the path of the field.
final class ChannelJson {
  private static final TypeReference<Map<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

  private ChannelJson() {}

  /// The form in Kafka.
  static JacksonModule createModule() {
    return new SimpleModule("channels")
        .addSerializer(Channel.class, new KafkaWriter())
        .addDeserializer(Channel.class, new KafkaReader());
  }

  /// All fields of a channel in the order of the records in Kafka.
  private static Map<String, @Nullable Object> toFields(Channel channel) {
    return switch (channel) {
      // Every release has written the fields that a console does not have.
      case Channel.Console console -> fieldsOf(console, "address", null, "secret", null);
      case Channel.Webhook webhook ->
          fieldsOf(webhook, "address", webhook.address().toString(), "secret", webhook.secret());
      case Channel.Unknown unknown -> unknown.fields();
    };
  }

  private static Map<String, @Nullable Object> fieldsOf(
      Channel channel, @Nullable String... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", channel.name());
    fields.put("kind", channel.kind());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }

  private static Channel parse(String name, String kind, Map<String, @Nullable Object> fields)
      throws FieldFault {
    return switch (kind) {
      case Channel.Console.KIND -> new Channel.Console(name);
      case Channel.Webhook.KIND -> parseWebhook(name, fields);
      default ->
          throw new FieldFault(
              "kind",
              JsonErrors.quote(kind)
                  + " is none of "
                  + Channel.Console.KIND
                  + ", "
                  + Channel.Webhook.KIND);
    };
  }

  private static Channel parseWebhook(String name, Map<String, @Nullable Object> fields)
      throws FieldFault {
    String address = findText(fields, "address");
    String secret = findText(fields, "secret");
    return new Channel.Webhook(
        name,
        check("address", () -> Channel.Webhook.readAddress(address)),
        secret == null ? null : check("secret", () -> SecretName.validate(secret)));
  }

  private static <T> T check(String field, Supplier<T> parser) throws FieldFault {
    try {
      return parser.get();
    } catch (IllegalArgumentException e) {
      throw new FieldFault(field, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String findText(Map<String, @Nullable Object> fields, String field)
      throws FieldFault {
    Object value = fields.get(field);
    if (value != null && !(value instanceof String)) {
      throw new FieldFault(field, "there should be a text");
    }
    return (String) value;
  }

  private static String requireText(Map<String, @Nullable Object> fields, String field)
      throws FieldFault {
    String text = findText(fields, field);
    if (text == null || text.isBlank()) {
      throw new FieldFault(field, "is missing");
    }
    return text;
  }

  /// A field of a channel is missing or invalid; the message does not repeat its value.
  private static final class FieldFault extends Exception {
    private static final long serialVersionUID = 1;
    private final String field;

    FieldFault(String field, String message) {
      super(message);
      this.field = field;
    }

    JsonErrors.InvalidField at(JsonParser parser) {
      JsonErrors.InvalidField fault =
          new JsonErrors.InvalidField(parser, String.valueOf(getMessage()));
      fault.prependPath(Channel.class, field);
      return fault;
    }
  }

  private static final class KafkaWriter extends ValueSerializer<Channel> {
    @Override
    public void serialize(Channel channel, JsonGenerator json, SerializationContext context) {
      context.writeValue(json, toFields(channel));
    }
  }

  private static final class KafkaReader extends ValueDeserializer<Channel> {
    @Override
    public Channel deserialize(JsonParser json, DeserializationContext context) {
      Map<String, @Nullable Object> fields = readFields(json, context);
      try {
        String name = requireText(fields, "name");
        String kind = requireText(fields, "kind");
        try {
          return parse(name, kind, fields);
        } catch (FieldFault e) {
          return Channel.Unknown.of(name, kind, fields, e.field + ": " + e.getMessage());
        }
      } catch (FieldFault e) {
        throw e.at(json);
      }
    }
  }

  private static Map<String, @Nullable Object> readFields(
      JsonParser json, DeserializationContext context) throws DatabindException {
    return context.<Map<String, @Nullable Object>>readValue(
        json, context.getTypeFactory().constructType(FIELDS));
  }

  /// Writes a channel as people do: the kind first, without empty fields.
  static final class LineWriter extends ValueSerializer<Channel> {
    @Override
    public void serialize(Channel channel, JsonGenerator json, SerializationContext context) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("kind", channel.kind());
      fields.putAll(toFields(channel));
      fields.values().removeIf(value -> value == null);
      context.writeValue(json, fields);
    }
  }

  private static void requireKnown(JsonParser json, Set<String> fields, Collection<String> known) {
    for (String field : fields) {
      if (!known.contains(field)) {
        throw UnrecognizedPropertyException.from(
            json, Channel.class, field, List.<Object>copyOf(known));
      }
    }
  }

  /// Reads a channel that a person wrote; the name may be missing and is then the kind.
  static final class LineReader extends ValueDeserializer<Channel> {
    @Override
    public Channel deserialize(JsonParser json, DeserializationContext context) {
      Map<String, @Nullable Object> fields = readFields(json, context);
      try {
        String kind = requireText(fields, "kind");
        Channel channel =
            parse(fields.get("name") == null ? kind : requireText(fields, "name"), kind, fields);
        requireKnown(json, fields.keySet(), toFields(channel).keySet());
        return channel;
      } catch (FieldFault e) {
        throw e.at(json);
      }
    }
  }
}
