package org.vigie.notifier.channel.ntfy;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.SecretName;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.UnusableSecretException;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.channel.http.ChannelHttpClient;
import org.vigie.runtime.settings.Settings;

/// The channel `ntfy`: posts a message as JSON to the root of the server that the topic belongs to.
/// An update of a story carries the same sequence id as its first alert, by which servers from 2.16
/// on replace the notification. Thread-safe.
public final class NtfySender implements ChannelSender {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,500}");

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Secrets secrets;
  private final ChannelHttpClient client;

  /// @param settings from [NtfySettings]
  /// @param secrets the access tokens by name
  /// @param clock the time from which a date to wait for is counted
  public NtfySender(CallSettings settings, Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    client = new ChannelHttpClient(settings, clock, ChannelHttpClient.SHORT_ANSWER);
  }

  /// Why the secret of this name is no access token, in words that name it and hold no part of it;
  /// empty if it can be used.
  public static Optional<String> findProblem(Secrets secrets, String name) {
    return secrets.findProblem(name, NtfySender::parseToken);
  }

  @Override
  public String kind() {
    return Channel.Ntfy.KIND;
  }

  @Override
  public Duration maxAttemptTime() {
    return client.deadline();
  }

  @Override
  public SendResult send(Message message) throws InterruptedException {
    if (!(message.channel() instanceof Channel.Ntfy ntfy)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no ntfy topic");
    }
    HttpPost post = new HttpPost(findRoot(ntfy.address()));
    String secret = ntfy.secret();
    if (secret != null) {
      try {
        String token = secrets.read(secret, NtfySender::parseToken);
        post.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
      } catch (UnusableSecretException e) {
        return new SendResult.NotSent(
            "%s; set %s to an access token of the ntfy server"
                .formatted(e.problem(), Settings.secretVariable(secret)));
      }
    }
    NtfyBody body = NtfyBody.of(message, ntfy, findTopic(ntfy.address()));
    // Both forms that servers read, as older proxies in between know the header only.
    post.setHeader("X-Sequence-ID", body.sequenceId());
    post.setHeader("Idempotency-Key", message.id());
    post.setEntity(new ByteArrayEntity(body.toJson(), ContentType.APPLICATION_JSON));
    return client.call(post, answer -> read(answer, secret));
  }

  private static String parseToken(String text) {
    String token = text.strip();
    if (!TOKEN.matcher(token).matches() || token.startsWith(SecretName.SECRET_PREFIX)) {
      throw new IllegalArgumentException("is no access token, as in tk_…");
    }
    return token;
  }

  /// A server takes JSON at its root only; a proxy may have it below a path.
  private static URI findRoot(URI topic) {
    return topic.resolve(".");
  }

  private static String findTopic(URI address) {
    return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
  }

  private static SendResult read(ChannelAnswer answer, @Nullable String secret) {
    return switch (answer.status()) {
      case BAD_REQUEST -> new SendResult.PermanentFailure(answer.problem());
      case UNAUTHORIZED, FORBIDDEN ->
          new SendResult.NotSent(
              answer.problem()
                  + (secret == null
                      ? "; the topic needs an access token, give the channel its secret"
                      : "; the access token in secret '"
                          + secret
                          + "' may not write to the topic"));
      default -> answer.toResult();
    };
  }

  /// Aborts running calls.
  @Override
  public void close() {
    client.close();
  }
}
