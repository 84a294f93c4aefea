package org.vigie.notifier.channel.chat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.TextTruncation;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.brief.BriefMessage;
import org.vigie.notifier.channel.brief.BriefStory;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.render.MessageView;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages of Discord: an embed for each story, nobody mentioned. A message has at most ten embeds
/// of 6,000 characters in all, a description 4,096, a footer 2,048, a name of an author 256. The
/// receipt is the id of the message, by which it can be replaced.
final class DiscordForm implements ChatForm {
  private static final int MAX_DESCRIPTION_LENGTH = 4_000;
  private static final int MAX_FOOTER_LENGTH = 1_400;
  private static final BriefMessage.Room ROOM = new BriefMessage.Room(10, 4_500);
  private static final Pattern MESSAGE_ID = Pattern.compile("[0-9]{1,20}");

  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  @Override
  public ObjectNode write(MessageView view) {
    BriefMessage message = BriefMessage.of(view, ROOM, DiscordForm::measure);
    ObjectNode tree = Json.MAPPER.createObjectNode().put("content", writeContent(message));
    tree.putObject("allowed_mentions").putArray("parse");
    ArrayNode embeds = tree.putArray("embeds");
    for (BriefMessage.BriefSection section : message.sections()) {
      String title = section.title();
      for (BriefStory story : section.stories()) {
        ObjectNode embed =
            embeds
                .addObject()
                .put("description", Markdown.writeStory(story, MAX_DESCRIPTION_LENGTH));
        if (!title.isEmpty()) {
          embed.putObject("author").put("name", title);
        }
        title = "";
      }
    }
    addEnd(embeds, message);
    return tree;
  }

  private static int measure(String title, BriefStory story) {
    return title.length() + Markdown.writeStory(story, MAX_DESCRIPTION_LENGTH).length();
  }

  /// What stands above the embeds.
  private static String writeContent(BriefMessage message) {
    List<String> lines = new ArrayList<>();
    if (message.kind() != MessageView.MessageKind.ALERT) {
      lines.add(Markdown.bold(message.subject()));
    }
    lines.add(Markdown.escape(message.lead()));
    lines.removeIf(String::isEmpty);
    return String.join("\n", lines);
  }

  /// The end stands in the footer of the last embed, which is plain text.
  private static void addEnd(ArrayNode embeds, BriefMessage message) {
    List<String> lines = new ArrayList<>(List.of(message.leftOut()));
    lines.addAll(message.end());
    lines.removeIf(String::isEmpty);
    if (!lines.isEmpty()) {
      ObjectNode last =
          embeds.isEmpty() ? embeds.addObject() : (ObjectNode) embeds.get(embeds.size() - 1);
      last.putObject("footer")
          .put("text", TextTruncation.truncate(String.join("\n", lines), MAX_FOOTER_LENGTH));
    }
  }

  /// Asks for the message in the answer.
  @Override
  public URI findPostAddress(URI webhook) {
    String query = webhook.getRawQuery();
    return resolve(webhook, "", query == null ? "wait=true" : query + "&wait=true");
  }

  @Override
  public @Nullable URI findEditAddress(URI webhook, String receipt) {
    return MESSAGE_ID.matcher(receipt).matches()
        ? resolve(webhook, "/messages/" + receipt, webhook.getRawQuery())
        : null;
  }

  private static URI resolve(URI webhook, String path, @Nullable String query) {
    return URI.create(
        webhook.getScheme()
            + "://"
            + webhook.getRawAuthority()
            + webhook.getRawPath()
            + path
            + (query == null ? "" : "?" + query));
  }

  @Override
  public SendResult read(ChannelAnswer answer) {
    if (answer.isSuccess()) {
      return new SendResult.Delivered(findMessageId(answer));
    }
    return switch (answer.status()) {
      case UNAUTHORIZED, NOT_FOUND -> ChatForm.refuseAsRemoved(answer);
      case TOO_MANY_REQUESTS -> answer.withRetryAfter(findWait(answer)).toResult();
      default -> ChatForm.super.read(answer);
    };
  }

  private static @Nullable String findMessageId(ChannelAnswer answer) {
    String id = readBody(answer).path("id").asString("");
    return MESSAGE_ID.matcher(id).matches() ? id : null;
  }

  /// Discord says in the body how long to wait, in seconds and their fractions. The header comes
  /// from the proxies before it, too.
  private static @Nullable Duration findWait(ChannelAnswer answer) {
    double seconds = readBody(answer).path("retry_after").asDouble(0);
    Duration said = answer.retryAfter();
    if (!(seconds > 0 && seconds < Duration.ofDays(1).toSeconds())) {
      return said;
    }
    Duration exact = Duration.ofMillis((long) Math.ceil(seconds * 1_000));
    return said == null || exact.compareTo(said) > 0 ? exact : said;
  }

  private static JsonNode readBody(ChannelAnswer answer) {
    try {
      return Json.read(answer.body(), JsonNode.class);
    } catch (Json.MalformedJsonException e) {
      return Json.MAPPER.createObjectNode();
    }
  }
}
