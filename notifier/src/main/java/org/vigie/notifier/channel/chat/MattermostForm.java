package org.vigie.notifier.channel.chat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.notifier.channel.brief.BriefMessage;
import org.vigie.notifier.channel.brief.BriefStory;
import org.vigie.notifier.render.MessageView;
import org.vigie.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages of Mattermost: an attachment for each story, since a message with attachments gets no
/// preview of its links. Older versions take 8,000 characters of attachments in a message.
final class MattermostForm implements ChatForm {
  private static final int MAX_LENGTH = 5_000;
  private static final BriefMessage.Room ROOM = new BriefMessage.Room(20, MAX_LENGTH);

  @Override
  public ObjectNode write(MessageView view) {
    BriefMessage message = BriefMessage.of(view, ROOM, MattermostForm::measure);
    boolean headed = message.kind() != MessageView.MessageKind.ALERT;
    ObjectNode tree =
        Json.MAPPER
            .createObjectNode()
            .put(
                "text",
                join(
                    headed ? Markdown.bold(message.subject()) : "",
                    Markdown.escape(message.lead())));
    ArrayNode attachments = tree.putArray("attachments");
    for (BriefMessage.BriefSection section : message.sections()) {
      String title = section.title();
      for (BriefStory story : section.stories()) {
        add(attachments, write(title, story), story.headline().text());
        title = "";
      }
    }
    String end =
        join(
            Markdown.escape(message.leftOut()),
            message.end().stream().map(Markdown::escape).collect(Collectors.joining("\n")));
    if (!end.isEmpty()) {
      add(attachments, end, message.subject());
    }
    return tree;
  }

  private static int measure(String title, BriefStory story) {
    return write(title, story).length() + story.headline().text().length();
  }

  private static String write(String title, BriefStory story) {
    return join(Markdown.bold(title), Markdown.writeStory(story, MAX_LENGTH));
  }

  private static String join(String... lines) {
    return Stream.of(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }

  /// @param text in Markdown
  /// @param fallback for notifications on phones, as plain text
  private static void add(ArrayNode attachments, String text, String fallback) {
    attachments.addObject().put("fallback", fallback).put("text", text);
  }
}
