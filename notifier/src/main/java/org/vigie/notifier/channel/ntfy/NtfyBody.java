package org.vigie.notifier.channel.ntfy;

import java.util.List;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.TextTruncation;
import org.vigie.model.TopicMatch;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.brief.BriefMessage;
import org.vigie.notifier.channel.brief.BriefStory;
import org.vigie.notifier.render.MessageView;
import org.vigie.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A message in the JSON form of ntfy: plain text, without Markdown.
///
/// @param topic its name
/// @param sequenceId the same for an alert and its updates; that of any other message is its own
/// @param priority from 1 to 5
/// @param tags ids of topics
/// @param message what it says
record NtfyBody(
    String topic, String sequenceId, int priority, List<String> tags, BriefMessage message) {
  /// A server takes a message of 4,096 bytes and more for an attachment, and refuses it where those
  /// are off.
  static final int MAX_MESSAGE_BYTES = 4_000;

  /// A server reads JSON up to twice the length of a message.
  static final int MAX_JSON_BYTES = 8_000;

  /// A server refuses more.
  private static final int MAX_ACTIONS = 3;

  private static final int MAX_ACTION_LABEL_LENGTH = 40;
  private static final int MAX_ACTION_URL_BYTES = 500;
  private static final int MAX_SEQUENCE_ID_LENGTH = 64;
  private static final int MAX_TAGS = 5;

  private static final BriefMessage.Room ROOM =
      new BriefMessage.Room(30, MAX_MESSAGE_BYTES * 3 / 4);

  /// Writes a message.
  static NtfyBody of(Message message, Channel.Ntfy channel, String topic) {
    List<Alert> alerts = message.content().alerts();
    boolean urgent =
        message.content() instanceof Message.ToldAlerts
            && alerts.stream().anyMatch(channel.urgent()::includes);
    return new NtfyBody(
        topic,
        findSequenceId(message),
        (urgent ? Channel.Ntfy.Priority.URGENT : channel.priority()).number(),
        alerts.stream()
            .flatMap(alert -> alert.topics().stream())
            .map(TopicMatch::topic)
            .distinct()
            .limit(MAX_TAGS)
            .toList(),
        BriefMessage.of(MessageView.of(message), ROOM, NtfyBody::measure));
  }

  private static int measure(String title, BriefStory story) {
    return Utf8.length(title) + Utf8.length(NtfyText.writeShort(story)) + 2 * "\n\n".length();
  }

  private static String findSequenceId(Message message) {
    boolean single =
        message.content() instanceof Message.ToldAlerts alerts && alerts.alerts().size() == 1;
    String id = single ? message.alert().id() : message.id();
    return TextTruncation.cut(id.replaceAll("[^-_A-Za-z0-9]", "-"), MAX_SEQUENCE_ID_LENGTH);
  }

  byte[] toJson() {
    // Characters that JSON escapes are rare. Of a text full of them a part must do.
    for (int maxBytes = MAX_MESSAGE_BYTES; ; maxBytes /= 2) {
      byte[] json = Json.toBytes(toTree(maxBytes));
      if (json.length <= MAX_JSON_BYTES) {
        return json;
      }
    }
  }

  private ObjectNode toTree(int maxMessageBytes) {
    ObjectNode tree =
        Json.MAPPER
            .createObjectNode()
            .put("topic", topic)
            .put("sequence_id", sequenceId)
            .put("title", message.subject())
            .put("message", NtfyText.write(message, maxMessageBytes))
            .put("priority", priority)
            .put("markdown", false);
    ArrayNode tagNodes = tree.putArray("tags");
    tags.forEach(tagNodes::add);
    if (message.isSingleStory()) {
      String url = message.stories().getFirst().url();
      if (url != null) {
        tree.put("click", url);
      }
    } else {
      addActions(tree.putArray("actions"));
    }
    return tree;
  }

  /// The first articles, as buttons below the notification.
  private void addActions(ArrayNode actions) {
    for (BriefStory story : message.stories()) {
      String url = story.url();
      if (url != null && Utf8.length(url) <= MAX_ACTION_URL_BYTES && actions.size() < MAX_ACTIONS) {
        String label = story.headline().text();
        actions
            .addObject()
            .put("action", "view")
            .put("label", TextTruncation.truncate(label, MAX_ACTION_LABEL_LENGTH))
            .put("url", url);
      }
    }
  }
}
