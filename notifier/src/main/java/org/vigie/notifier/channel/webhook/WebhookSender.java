package org.vigie.notifier.channel.webhook;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.vigie.http.GuardedHttpClient;
import org.vigie.http.HttpCallException;
import org.vigie.http.HttpFailureMessages;
import org.vigie.http.RetryAfter;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// The channel `webhook`: sends an alert as a POST request according to Standard Webhooks 1.0. A
/// status from 200 to 299 is a success; redirects are not followed. Thread-safe.
public final class WebhookSender implements ChannelSender {
  /// The maximum number of bytes read from a response.
  private static final int MAX_ANSWER_BYTES = 4096;

  private final WebhookSettings settings;
  private final Secrets secrets;
  private final InstantSource clock;
  private final GuardedHttpClient client;

  /// @param settings how webhooks are called
  /// @param secrets the signing secrets by name
  /// @param clock gives the timestamps of the attempts
  public WebhookSender(WebhookSettings settings, Secrets secrets, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    client = new GuardedHttpClient(settings.toClientSettings());
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
    return settings.deadline();
  }

  @Override
  public SendResult send(Message message) throws InterruptedException {
    if (!(message.channel() instanceof Channel.Webhook webhook)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no webhook");
    }
    HttpPost post = new HttpPost(webhook.address());
    byte[] body = WebhookBody.toJson(message.alert());
    try {
      sign(post, webhook.secret(), message.id(), body);
    } catch (UnusableSecretException e) {
      return new SendResult.NotSent(HttpFailureMessages.toPrintableLine(e.getMessage()));
    }
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    try {
      return client.execute(post, this::toSendResult);
    } catch (HttpCallException e) {
      return new SendResult.TemporaryFailure(e.problem(), null);
    }
  }

  private void sign(HttpPost post, @Nullable String secretName, String id, byte[] body)
      throws UnusableSecretException {
    long timestamp = clock.instant().getEpochSecond();
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(timestamp));
    if (secretName != null) {
      post.setHeader(
          "webhook-signature", SigningSecret.find(secrets, secretName).sign(id, timestamp, body));
    }
  }

  private SendResult toSendResult(ClassicHttpResponse response) {
    int status = response.getCode();
    String body = GuardedHttpClient.readBeginning(response, MAX_ANSWER_BYTES);
    if (status >= 200 && status < 300) {
      return new SendResult.Delivered();
    }
    String problem = describeResponse(response, body);
    return switch (status) {
      case 410 -> new SendResult.PermanentFailure(problem + "; the receiver wants no more");
      case 413 -> new SendResult.PermanentFailure(problem);
      default ->
          new SendResult.TemporaryFailure(
              status >= 300 && status < 400
                  ? problem + "; redirects are not followed, give the channel the final address"
                  : problem,
              RetryAfter.read(response, clock.instant()));
    };
  }

  private static String describeResponse(ClassicHttpResponse response, String body) {
    String text = HttpFailureMessages.toPrintableLine(body);
    return HttpFailureMessages.describeStatus(response) + (text.isEmpty() ? "" : ": " + text);
  }

  /// Aborts running requests.
  @Override
  public void close() {
    client.close();
  }
}
