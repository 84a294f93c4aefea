package org.vigie.wire;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.MailAddress;
import org.vigie.model.SecretName;
import org.vigie.model.Urgency;
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
      case Channel.Email email -> fieldsOf(email, "address", email.address());
      case Channel.Ntfy ntfy ->
          fieldsOf(
              ntfy,
              "address",
              ntfy.address().toString(),
              "secret",
              ntfy.secret(),
              "priority",
              ntfy.priority() == Channel.Ntfy.Priority.DEFAULT ? null : ntfy.priority().toString(),
              "urgent",
              ntfy.urgent().equals(Urgency.NONE) ? null : toFields(ntfy.urgent()));
      case Channel.Chat chat ->
          fieldsOf(chat, "form", chat.form().toString(), "address", chat.address().toString());
      case Channel.File file -> fieldsOf(file, "file", file.file());
      case Channel.Unknown unknown -> unknown.fields();
    };
  }

  private static Map<String, @Nullable Object> toFields(Urgency urgency) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("topics", urgency.topics());
    fields.put("outlets", urgency.outlets());
    return fields;
  }

  private static Map<String, @Nullable Object> fieldsOf(
      Channel channel, @Nullable Object... namesAndValues) {
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
      case Channel.Email.KIND -> {
        String address = findText(fields, "address");
        yield new Channel.Email(name, check("address", () -> MailAddress.read(address)));
      }
      case Channel.Ntfy.KIND -> parseNtfy(name, fields);
      case Channel.Chat.KIND -> parseChat(name, fields);
      case Channel.File.KIND -> {
        String file = findText(fields, "file");
        yield new Channel.File(name, check("file", () -> Channel.File.readFile(file)));
      }
      default ->
          throw new FieldFault(
              "kind", JsonErrors.quote(kind) + " is none of " + String.join(", ", Channel.KINDS));
    };
  }

  private static Channel parseNtfy(String name, Map<String, @Nullable Object> fields)
      throws FieldFault {
    String address = findText(fields, "address");
    String secret = findText(fields, "secret");
    String priority = findText(fields, "priority");
    return new Channel.Ntfy(
        name,
        check("address", () -> Channel.Ntfy.readAddress(address)),
        secret == null ? null : check("secret", () -> SecretName.validate(secret)),
        priority == null
            ? Channel.Ntfy.Priority.DEFAULT
            : parseWord("priority", priority, Channel.Ntfy.Priority.values()),
        parseUrgency(fields.get("urgent")));
  }

  private static Channel parseChat(String name, Map<String, @Nullable Object> fields)
      throws FieldFault {
    String text = findText(fields, "address");
    URI address = check("address", () -> Channel.Webhook.readAddress(text));
    String form = findText(fields, "form");
    Channel.Chat.Form found =
        form == null
            ? Channel.Chat.Form.find(address)
            : parseWord("form", form, Channel.Chat.Form.values());
    if (found == null) {
      throw new FieldFault(
          "form",
          "is missing, and the address does not say whether it is "
              + joinWords(Channel.Chat.Form.values()));
    }
    return new Channel.Chat(name, found, address);
  }

  private static <E extends Enum<E>> E parseWord(String field, String word, E[] all)
      throws FieldFault {
    for (E one : all) {
      if (one.toString().equals(word)) {
        return one;
      }
    }
    throw new FieldFault(field, JsonErrors.quote(word) + " is none of " + joinWords(all));
  }

  private static String joinWords(Object[] words) {
    return Arrays.stream(words).map(Object::toString).collect(Collectors.joining(", "));
  }

  private static Urgency parseUrgency(@Nullable Object value) throws FieldFault {
    if (value == null) {
      return Urgency.NONE;
    }
    if (!(value instanceof Map<?, ?> fields)
        || !List.of("topics", "outlets").containsAll(fields.keySet())
        || !(Objects.requireNonNullElse(fields.get("topics"), List.of()) instanceof List<?> topics)
        || !topics.stream().allMatch(String.class::isInstance)
        || !(fields.get("outlets") == null || fields.get("outlets") instanceof Integer)) {
      throw new FieldFault(
          "urgent", "there should be {\"topics\":[\"ceasefire\"],\"outlets\":10} or one of both");
    }
    return check(
        "urgent",
        () ->
            new Urgency(
                topics.stream().map(String.class::cast).toList(), (Integer) fields.get("outlets")));
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
