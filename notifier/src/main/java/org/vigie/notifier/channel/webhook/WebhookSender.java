package org.vigie.notifier.channel.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.vigie.http.GuardedDnsResolver;
import org.vigie.http.HostRefusedException;
import org.vigie.http.RetryAfter;
import org.vigie.http.UserAgent;
import org.vigie.model.Channel;
import org.vigie.model.TextTruncation;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// The channel `webhook`: sends an alert as a POST request according to Standard Webhooks 1.0. A
/// status from 200 to 299 is a success; redirects are not followed. Thread-safe.
public final class WebhookSender implements ChannelSender {
  private static final String USER_AGENT = UserAgent.forPurpose("webhook");
  private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(10);

  /// The maximum number of bytes read from a response, and the maximum length of the part that is
  /// shown, in UTF-16 units.
  private static final int MAX_ANSWER_BYTES = 4096;

  private static final int MAX_PROBLEM_LENGTH = 160;

  private final WebhookSettings settings;
  private final Secrets secrets;
  private final InstantSource clock;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor deadlineTimer;

  /// @param settings how webhooks are called
  /// @param secrets the signing secrets by name
  /// @param clock gives the timestamps of the attempts
  public WebhookSender(WebhookSettings settings, Secrets secrets, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    deadlineTimer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("webhook-deadline").factory());
    deadlineTimer.setRemoveOnCancelPolicy(true);
    client = createClient(settings);
  }

  private static CloseableHttpClient createClient(WebhookSettings settings) {
    Timeout deadline = Timeout.of(settings.deadline());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(
                    GuardedDnsResolver.of(settings.resolver(), settings.allowPrivateAddresses()))
                // The caller limits the number of concurrent attempts.
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(ChannelSender.MAX_CONCURRENT_ATTEMPTS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(deadline)
                        .setSocketTimeout(deadline)
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setResponseTimeout(deadline)
                .setConnectionRequestTimeout(deadline)
                .setConnectionKeepAlive(MAX_IDLE)
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableCookieManagement()
        .disableContentCompression()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableAuthCaching()
        .evictIdleConnections(MAX_IDLE)
        .setUserAgent(USER_AGENT)
        .build();
  }

  @Override
  public String kind() {
    return Channel.Webhook.KIND;
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
    } catch (UnusableSecret e) {
      return new SendResult.NotSent(toPrintable(e.getMessage()));
    }
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return exchange(post);
  }

  private void sign(HttpPost post, @Nullable String secretName, String id, byte[] body)
      throws UnusableSecret {
    long timestamp = clock.instant().getEpochSecond();
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(timestamp));
    if (secretName != null) {
      post.setHeader("webhook-signature", findSecret(secretName).sign(id, timestamp, body));
    }
  }

  private SigningSecret findSecret(String name) throws UnusableSecret {
    try {
      return SigningSecret.parse(
          secrets
              .find(name)
              .orElseThrow(() -> new IllegalArgumentException("is not in the configuration")));
    } catch (IllegalArgumentException e) {
      throw new UnusableSecret("secret '" + name + "' " + e.getMessage());
    } catch (RuntimeException e) {
      throw new UnusableSecret(String.valueOf(e.getMessage()));
    }
  }

  /// A secret is missing or not valid; an operator must fix the configuration.
  private static final class UnusableSecret extends Exception {
    private static final long serialVersionUID = 1;

    UnusableSecret(String message) {
      super(message);
    }
  }

  private SendResult exchange(HttpPost post) throws InterruptedException {
    ScheduledFuture<?> alarm =
        deadlineTimer.schedule(post::cancel, settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
    try {
      URI address = post.getUri();
      ClassicHttpResponse response = client.executeOpen(HttpHost.create(address), post, null);
      try {
        return toSendResult(response);
      } finally {
        // Not a try-with-resources statement: an exception from closing a bad response must not
        // hide its status.
        Closer.closeQuietly(response);
      }
    } catch (Exception e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while a webhook was called");
      }
      return new SendResult.TemporaryFailure(
          post.isCancelled() ? describeTimeout() : describeFailure(e), null);
    } finally {
      alarm.cancel(false);
    }
  }

  private SendResult toSendResult(ClassicHttpResponse response) {
    int status = response.getCode();
    if (status >= 200 && status < 300) {
      return new SendResult.Delivered();
    }
    String problem = describeResponse(response, readBeginning(response));
    return switch (status) {
      case 410 -> new SendResult.PermanentFailure(problem + "; the receiver wants no more");
      case 413 -> new SendResult.PermanentFailure(problem);
      default ->
          new SendResult.TemporaryFailure(
              status >= 300 && status < 400
                  ? problem + "; redirects are not followed, give the channel the final address"
                  : problem,
              RetryAfter.parse(findHeader(response, "Retry-After"), clock.instant()));
    };
  }

  /// Reads the beginning of the response body. The status is already known, so an error here
  /// changes nothing. A connection with more data is closed, not read to its end.
  private static String readBeginning(ClassicHttpResponse response) {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    try {
      InputStream in = entity.getContent();
      byte[] beginning = in.readNBytes(MAX_ANSWER_BYTES);
      if (beginning.length < MAX_ANSWER_BYTES) {
        in.close();
      }
      return new String(beginning, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String describeResponse(ClassicHttpResponse response, String said) {
    String phrase = response.getReasonPhrase();
    String status =
        "HTTP " + response.getCode() + (phrase == null ? "" : " " + toPrintable(phrase));
    String words = toPrintable(said);
    return status.strip() + (words.isEmpty() ? "" : ": " + words);
  }

  private static @Nullable String findHeader(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  private String describeTimeout() {
    return "no complete answer within " + settings.deadline().toMillis() / 1000.0 + " s";
  }

  private String describeFailure(Exception e) {
    return switch (e) {
      case HostRefusedException refused -> toPrintable(refused.getMessage());
      case UnknownHostException unknown -> "no such host";
      case ConnectTimeoutException timeout -> "no connection within the deadline";
      case ConnectException refused -> "connection refused";
      case NoRouteToHostException noRoute -> "no route to the host";
      case SocketTimeoutException timeout -> describeTimeout();
      case SSLException tls -> "TLS: " + toPrintable(tls.getMessage());
      case IOException broken ->
          "the connection broke: " + toPrintable(broken.getClass().getSimpleName());
      default -> toPrintable(e.getClass().getSimpleName());
    };
  }

  /// Text from a server is untrusted: a short piece of it is shown to people, as one line without
  /// control characters.
  private static String toPrintable(@Nullable String words) {
    String text = words == null ? "" : words.replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
    return TextTruncation.truncate(text, MAX_PROBLEM_LENGTH);
  }

  /// Aborts running requests.
  @Override
  public void close() {
    deadlineTimer.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
