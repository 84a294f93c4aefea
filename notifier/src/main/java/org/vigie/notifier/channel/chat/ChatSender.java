package org.vigie.notifier.channel.chat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.hc.client5.http.classic.methods.HttpPatch;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.channel.http.ChannelHttpClient;
import org.vigie.notifier.render.MessageView;
import org.vigie.wire.Json;

/// The channel `chat`: posts a message to the incoming webhook of a chat service, or replaces an
/// earlier one where the service can. Thread-safe.
public final class ChatSender implements ChannelSender {
  /// Discord gives back the message, up to ten embeds long.
  private static final int MAX_ANSWER_BYTES = 64 << 10;

  private static final int NOT_FOUND = 404;

  /// Stands for the answer that the message to replace is not there.
  private static final SendResult NOTHING_TO_REPLACE =
      new SendResult.PermanentFailure("the message to replace is not there");

  private final ChannelHttpClient client;

  /// @param settings from [ChatSettings]
  /// @param clock the time from which a date to wait for is counted
  public ChatSender(CallSettings settings, InstantSource clock) {
    client = new ChannelHttpClient(settings, clock, MAX_ANSWER_BYTES);
  }

  @Override
  public String kind() {
    return Channel.Chat.KIND;
  }

  @Override
  public Duration maxAttemptTime() {
    return client.deadline();
  }

  @Override
  public SendResult send(Message message) throws InterruptedException {
    if (!(message.channel() instanceof Channel.Chat chat)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no chat");
    }
    ChatForm form = findForm(chat.form());
    byte[] body = Json.toBytes(form.write(MessageView.of(message)));
    long deadline = client.startDeadline();
    String replaced = message.replaces();
    URI edited = replaced == null ? null : form.findEditAddress(chat.address(), replaced);
    if (edited != null) {
      SendResult result =
          client.call(
              prepare(new HttpPatch(edited), message, body),
              deadline,
              answer -> readEdit(form, answer));
      if (result != NOTHING_TO_REPLACE) {
        return result;
      }
    }
    HttpPost post = new HttpPost(form.findPostAddress(chat.address()));
    return client.call(prepare(post, message, body), deadline, form::read);
  }

  private static ChatForm findForm(Channel.Chat.Form form) {
    return switch (form) {
      case SLACK -> new SlackForm();
      case MATTERMOST -> new MattermostForm();
      case DISCORD -> new DiscordForm();
      case TEAMS -> new TeamsForm();
    };
  }

  private static HttpUriRequestBase prepare(
      HttpUriRequestBase request, Message message, byte[] body) {
    // No service asks for it. A gateway of one's own can tell a repeat by it.
    request.setHeader("Idempotency-Key", message.id());
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return request;
  }

  private static SendResult readEdit(ChatForm form, ChannelAnswer answer) {
    return answer.status() == NOT_FOUND ? NOTHING_TO_REPLACE : form.read(answer);
  }

  /// Aborts running calls.
  @Override
  public void close() {
    client.close();
  }
}
