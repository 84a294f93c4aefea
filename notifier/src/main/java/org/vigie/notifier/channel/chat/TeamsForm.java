package org.vigie.notifier.channel.chat;

import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.brief.BriefMessage;
import org.vigie.notifier.channel.brief.BriefStory;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.MessageView;
import org.vigie.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages of Microsoft Teams: an Adaptive Card as the Workflows app takes it. All text is in runs
/// of rich text, which know no Markdown. A message has at most 28 KB.
final class TeamsForm implements ChatForm {
  private static final BriefMessage.Room ROOM = new BriefMessage.Room(20, 18_000);

  /// The beginning of an answer of a retired kind of webhook, which says 200 and means a failure.
  private static final String FAILED = "Webhook message delivery failed";

  /// The error code of a workflow that its owner has turned off.
  private static final String TURNED_OFF = "WorkflowTriggerIsNotEnabled";

  @Override
  public ObjectNode write(MessageView view) {
    BriefMessage message = BriefMessage.of(view, ROOM, TeamsForm::measure);
    ObjectNode tree = Json.MAPPER.createObjectNode().put("type", "message");
    ObjectNode attachment = tree.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
    writeCard(attachment.putObject("content"), message);
    return tree;
  }

  private static void writeCard(ObjectNode card, BriefMessage message) {
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .put("type", "AdaptiveCard")
        .put("version", "1.4")
        .put("fallbackText", message.subject());
    card.putObject("msteams").put("width", "Full");
    ArrayNode body = card.putArray("body");
    if (message.kind() != MessageView.MessageKind.ALERT) {
      addLine(body, message.subject()).put("size", "Large").put("weight", "Bolder");
    }
    if (!message.lead().isEmpty()) {
      addLine(body, message.lead());
    }
    for (BriefMessage.BriefSection section : message.sections()) {
      if (!section.title().isEmpty()) {
        addLine(body, section.title()).put("weight", "Bolder").put("color", "Accent");
      }
      section.stories().forEach(story -> addStory(body, story));
    }
    if (!message.leftOut().isEmpty()) {
      addLine(body, message.leftOut());
    }
    message.end().forEach(line -> addLine(body, line).put("size", "Small").put("isSubtle", true));
    addReadAction(card, message);
  }

  private static int measure(String title, BriefStory story) {
    ArrayNode body = Json.MAPPER.createArrayNode();
    addLine(body, title);
    addStory(body, story);
    return Json.toBytes(body).length;
  }

  /// A story, which opens its article where it is clicked.
  private static void addStory(ArrayNode body, BriefStory story) {
    ObjectNode container = body.addObject().put("type", "Container").put("separator", true);
    String url = story.url();
    if (url != null) {
      openUrl(container.putObject("selectAction"), url);
    }
    ArrayNode items = container.putArray("items");
    ArrayNode headline = addRichText(items);
    if (!story.label().isEmpty()) {
      addRun(headline, story.label() + " ", false).put("isSubtle", true);
    }
    for (MarkedText.Span span : story.headline().spans()) {
      addRun(headline, span.text(), span.marked()).put("size", "Medium");
    }
    if (!story.excerpt().isEmpty()) {
      ArrayNode excerpt = addRichText(items);
      story.excerpt().spans().forEach(span -> addRun(excerpt, span.text(), span.marked()));
    }
    if (!story.previous().isEmpty()) {
      addLine(items, story.previous()).put("isSubtle", true);
    }
    addLine(items, story.facts()).put("size", "Small").put("isSubtle", true);
  }

  /// A button as well, as some clients do not open a story by a click.
  private static void addReadAction(ObjectNode card, BriefMessage message) {
    if (message.isSingleStory()) {
      String url = message.stories().getFirst().url();
      if (url != null) {
        openUrl(card.putArray("actions").addObject(), url).put("title", message.read());
      }
    }
  }

  private static ObjectNode openUrl(ObjectNode action, String url) {
    return action.put("type", "Action.OpenUrl").put("url", url);
  }

  /// A line of one run, which is returned.
  private static ObjectNode addLine(ArrayNode items, String text) {
    return addRun(addRichText(items), text, false);
  }

  /// Returns the runs of a new block.
  private static ArrayNode addRichText(ArrayNode items) {
    return items.addObject().put("type", "RichTextBlock").putArray("inlines");
  }

  private static ObjectNode addRun(ArrayNode inlines, String text, boolean bold) {
    ObjectNode run = inlines.addObject().put("type", "TextRun").put("text", text);
    return bold ? run.put("weight", "Bolder") : run;
  }

  @Override
  public SendResult read(ChannelAnswer answer) {
    boolean failed = answer.isSuccess() && answer.body().startsWith(FAILED);
    boolean turnedOff = answer.status() == BAD_REQUEST && answer.body().contains(TURNED_OFF);
    return failed || turnedOff
        ? new SendResult.TemporaryFailure(answer.problem(), answer.retryAfter())
        : ChatForm.super.read(answer);
  }
}
