package org.vigie.notifier.channel.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.notifier.channel.Message;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a message is in a file: one line for each alert, in the same JSON form as everywhere else.
/// The line of a trial has `"trial": true` in front, and one about a failing channel has nothing
/// but `notice`.
final class AlertLines {
  private AlertLines() {}

  static byte[] toBytes(Message message) {
    List<String> lines =
        switch (message.content()) {
          case Message.ToldAlerts alerts -> alerts.alerts().stream().map(Json::toText).toList();
          case Message.Trial trial -> List.of(Json.toText(mark(trial.alert())));
          case Message.FailingChannel failing ->
              List.of(Json.toText(object("notice", Json.MAPPER.valueToTree(failing.notice()))));
        };
    return lines.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode mark(Alert alert) {
    ObjectNode marked = Json.MAPPER.createObjectNode().put("trial", true);
    Json.MAPPER
        .valueToTree(alert)
        .properties()
        .forEach(field -> marked.set(field.getKey(), field.getValue()));
    return marked;
  }

  private static ObjectNode object(String name, JsonNode value) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    object.set(name, value);
    return object;
  }
}
