package org.vigie.notifier.channel.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.UnusableSecretException;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.channel.http.ChannelHttpClient;

/// The channel `webhook`: sends a message as a POST request according to Standard Webhooks 1.0. A
/// status from 200 to 299 is a success; redirects are not followed. Thread-safe.
public final class WebhookSender implements ChannelSender {
  private final Secrets secrets;
  private final InstantSource clock;
  private final ChannelHttpClient client;

  /// @param settings how webhooks are called
  /// @param secrets the signing secrets by name
  /// @param clock gives the timestamps of the attempts
  public WebhookSender(WebhookSettings settings, Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
    client =
        new ChannelHttpClient(settings.toCallSettings(), clock, ChannelHttpClient.SHORT_ANSWER);
  }

  /// Why nothing can be signed with the secret of this name, in words that name it and hold no part
  /// of it; empty if it can be used.
  public static Optional<String> findProblem(Secrets secrets, String name) {
    return secrets.findProblem(name, SigningSecret::parse);
  }

  @Override
  public String kind() {
    return Channel.Webhook.KIND;
  }

  @Override
  public boolean isReadByPeople() {
    return false;
  }

  @Override
  public Duration maxAttemptTime() {
    return client.deadline();
  }

  @Override
  public SendResult send(Message message) throws InterruptedException {
    if (!(message.channel() instanceof Channel.Webhook webhook)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no webhook");
    }
    HttpPost post = new HttpPost(webhook.address());
    byte[] body = WebhookBody.toJson(message);
    try {
      sign(post, webhook.secret(), message.id(), body);
    } catch (UnusableSecretException e) {
      return new SendResult.NotSent(e.problem());
    }
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return client.call(post, ChannelAnswer::toResult);
  }

  private void sign(HttpPost post, @Nullable String secretName, String id, byte[] body)
      throws UnusableSecretException {
    long timestamp = clock.instant().getEpochSecond();
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(timestamp));
    if (secretName != null) {
      post.setHeader(
          "webhook-signature",
          secrets.read(secretName, SigningSecret::parse).sign(id, timestamp, body));
    }
  }

  /// Aborts running requests.
  @Override
  public void close() {
    client.close();
  }
}
