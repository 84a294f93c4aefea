package org.vigie.notifier.channel.chat;

import org.jspecify.annotations.Nullable;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.brief.BriefMessage;
import org.vigie.notifier.channel.brief.BriefStory;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.MessageView;
import org.vigie.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages of Slack, in blocks: the stories as rich text, whose text elements know no markup and
/// no mentions. Slack takes at most 50 blocks and 150 characters of a header.
final class SlackForm implements ChatForm {
  private static final BriefMessage.Room ROOM = new BriefMessage.Room(20, 10_000);
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  @Override
  public ObjectNode write(MessageView view) {
    BriefMessage message = BriefMessage.of(view, ROOM, SlackForm::measure);
    ObjectNode tree =
        Json.MAPPER
            .createObjectNode()
            .put("text", escape(message.subject()))
            .put("mrkdwn", false)
            .put("unfurl_links", false)
            .put("unfurl_media", false);
    ArrayNode blocks = tree.putArray("blocks");
    if (message.kind() != MessageView.MessageKind.ALERT) {
      putPlainText(blocks.addObject().put("type", "header").putObject("text"), message.subject());
    }
    addLine(blocks, message.lead());
    for (BriefMessage.BriefSection section : message.sections()) {
      addLine(blocks, section.title());
      section.stories().forEach(story -> addStory(addRichText(blocks), story));
    }
    addLine(blocks, message.leftOut());
    addEnd(blocks, message);
    return tree;
  }

  private static int measure(String title, BriefStory story) {
    String url = story.url();
    return title.length()
        + story.label().length()
        + story.headline().text().length()
        + story.headline().spans().size() * (url == null ? 0 : url.length())
        + story.excerpt().text().length()
        + story.previous().length()
        + story.facts().length();
  }

  /// Escapes the three characters that Slack reads as markup of the text in place of the blocks.
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void addStory(ArrayNode elements, BriefStory story) {
    if (!story.label().isEmpty()) {
      addText(elements, story.label() + " ", false);
    }
    for (MarkedText.Span span : story.headline().spans()) {
      addHeadline(elements, span, story.url());
    }
    if (!story.excerpt().isEmpty()) {
      addText(elements, "\n", false);
      story.excerpt().spans().forEach(span -> addText(elements, span.text(), span.marked()));
    }
    if (!story.previous().isEmpty()) {
      addText(elements, "\n" + story.previous(), false);
    }
    addText(elements, "\n" + story.facts(), false);
  }

  private static void addHeadline(ArrayNode elements, MarkedText.Span span, @Nullable String url) {
    ObjectNode element = addText(elements, span.text(), span.marked());
    if (url != null) {
      element.put("type", "link").put("url", url);
    }
  }

  private static ObjectNode addText(ArrayNode elements, String text, boolean bold) {
    ObjectNode element = elements.addObject().put("type", "text").put("text", text);
    if (bold) {
      element.putObject("style").put("bold", true);
    }
    return element;
  }

  /// A block of rich text; returns the elements of its only section.
  private static ArrayNode addRichText(ArrayNode blocks) {
    return blocks
        .addObject()
        .put("type", "rich_text")
        .putArray("elements")
        .addObject()
        .put("type", "rich_text_section")
        .putArray("elements");
  }

  private static void addLine(ArrayNode blocks, String text) {
    if (!text.isEmpty()) {
      addText(addRichText(blocks), text, true);
    }
  }

  private static void addEnd(ArrayNode blocks, BriefMessage message) {
    if (!message.end().isEmpty()) {
      ArrayNode elements = blocks.addObject().put("type", "context").putArray("elements");
      putPlainText(elements.addObject(), String.join("\n", message.end()));
    }
  }

  private static void putPlainText(ObjectNode node, String text) {
    node.put("type", "plain_text").put("text", text).put("emoji", false);
  }

  @Override
  public SendResult read(ChannelAnswer answer) {
    return switch (answer.status()) {
      case NOT_FOUND, GONE -> ChatForm.refuseAsRemoved(answer);
      default -> ChatForm.super.read(answer);
    };
  }
}
