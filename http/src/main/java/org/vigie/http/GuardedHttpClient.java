package org.vigie.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends requests to addresses that strangers name. Every connection goes through [AddressGuard];
/// one deadline covers a whole request, whatever the server does; redirects are not followed; there
/// are no cookies, no decompression and no cached credentials. A connection on which a server sent
/// more than its answer is not used again; only a GET is sent a second time, if it failed on a
/// connection used before or if the address was silent for a third of the deadline and the host has
/// another. Thread-safe; blocks, so it is meant for virtual threads.
public final class GuardedHttpClient implements AutoCloseable {
  private static final Duration MAX_IDLE = Duration.ofSeconds(10);

  private final Duration deadline;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor deadlineTimer;

  /// Opens no connection.
  public GuardedHttpClient(HttpClientSettings settings) {
    deadline = settings.deadline();
    deadlineTimer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-deadline").factory());
    deadlineTimer.setRemoveOnCancelPolicy(true);
    client = createClient(settings);
  }

  private static CloseableHttpClient createClient(HttpClientSettings settings) {
    Timeout deadline = Timeout.of(settings.deadline());
    return HttpClients.custom()
        .setConnectionManager(createConnectionManager(settings))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setResponseTimeout(deadline)
                .setConnectionRequestTimeout(deadline)
                .setConnectionKeepAlive(TimeValue.of(MAX_IDLE))
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableCookieManagement()
        .disableContentCompression()
        .disableAutomaticRetries()
        .setConnectionReuseStrategy(GuardedHttpClient::isReusable)
        .disableRedirectHandling()
        .disableAuthCaching()
        .evictIdleConnections(TimeValue.of(MAX_IDLE))
        .setUserAgent(settings.userAgent())
        .build();
  }

  private static PoolingHttpClientConnectionManager createConnectionManager(
      HttpClientSettings settings) {
    Timeout deadline = Timeout.of(settings.deadline());
    SilentAddresses silent = new SilentAddresses();
    return new ConnectionManagerBuilder(silent)
        .setDnsResolver(
            GuardedDnsResolver.of(settings.resolver(), settings.allowPrivateAddresses()))
        .setTlsSocketStrategy(new HostTlsStrategy(settings.tls()))
        .setConnectionFactory(CheckedConnection.factory(silent))
        .setMaxConnTotal(settings.maxConnections())
        .setMaxConnPerRoute(settings.maxConnectionsPerHost())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(deadline)
                .setSocketTimeout(deadline)
                .setTimeToLive(TimeValue.ofMinutes(1))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .build();
  }

  private static final class ConnectionManagerBuilder
      extends PoolingHttpClientConnectionManagerBuilder {
    private final SilentAddresses silent;

    ConnectionManagerBuilder(SilentAddresses silent) {
      this.silent = silent;
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        @Nullable SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy tls) {
      return new StaggeredConnectionOperator(
          resolver, name -> URIScheme.HTTPS.same(name) ? tls : null, silent);
    }
  }

  /// Returns whether a connection may be used again. A 304 that announces a body, as RFC 9110,
  /// section 15.4.5, allows, is sometimes followed by it: too late for the check of the connection.
  private static boolean isReusable(
      HttpRequest request, HttpResponse response, HttpContext context) {
    Header length = response.getFirstHeader("Content-Length");
    boolean announced =
        response.containsHeader("Transfer-Encoding")
            || length != null && !"0".equals(length.getValue());
    return !(response.getCode() == 304 && announced)
        && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
  }

  /// Reads a response while its connection is open.
  @FunctionalInterface
  public interface ResponseParser<T> {
    /// Reads as much of the response as is needed and closes nothing. Only a connection whose body
    /// was read to its end is used again.
    ///
    /// @throws HttpCallException if the response is of no use
    /// @throws IOException if the connection breaks
    T parse(ClassicHttpResponse response) throws IOException;
  }

  /// Sends a request and reads its response within the deadline of the settings.
  ///
  /// @throws HttpCallException if there is no usable response, saying why in words
  /// @throws InterruptedException if the thread is interrupted
  public <T> T execute(HttpUriRequestBase request, ResponseParser<T> parser)
      throws HttpCallException, InterruptedException {
    return execute(request, System.nanoTime() + deadline.toNanos(), parser);
  }

  /// Sends a request that shares its deadline with others, such as the steps of a chain of
  /// redirects.
  ///
  /// @param deadlineNanos as of `System.nanoTime()`
  /// @throws HttpCallException if there is no usable response, saying why in words
  /// @throws InterruptedException if the thread is interrupted
  public <T> T execute(HttpUriRequestBase request, long deadlineNanos, ResponseParser<T> parser)
      throws HttpCallException, InterruptedException {
    ScheduledFuture<?> alarm =
        deadlineTimer.schedule(
            request::cancel, deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    try {
      HttpHost target = new HttpHost(request.getScheme(), request.getAuthority());
      return parser.parse(open(target, request));
    } catch (IOException | RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("during an HTTP request");
      }
      throw createFailure(request, e);
    } finally {
      alarm.cancel(false);
      // Closing the response would first read the rest of the body, which may be endless or broken.
      // A connection whose response was read to its end is back in the pool already.
      request.cancel();
    }
  }

  /// Sends the request. A GET without an answer on a connection that was used before is sent again:
  /// each time fails one connection, the last of which is new. It is sent again once if an address
  /// was silent.
  private ClassicHttpResponse open(HttpHost target, HttpUriRequestBase request) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    while (true) {
      try {
        return client.executeOpen(target, request, context);
      } catch (CheckedConnection.NoAnswerException e) {
        if (request.isCancelled() || !Method.GET.isSame(request.getMethod())) {
          throw e;
        }
        if (e.failure instanceof SocketTimeoutException) {
          context.setAttribute(StaggeredConnectionOperator.SENT_AGAIN, true);
        }
      }
    }
  }

  private HttpCallException createFailure(HttpUriRequestBase request, Exception failure) {
    if (request.isCancelled() && !(failure instanceof ConnectTimeoutException)) {
      return new HttpCallException(HttpFailureMessages.describeTimeout(deadline), failure);
    }
    return failure instanceof HttpCallException described
        ? described
        : new HttpCallException(HttpFailureMessages.describe(failure, request, deadline), failure);
  }

  /// Reads the beginning of a response's body as UTF-8. A body that breaks off gives an empty text:
  /// the status says what matters. Leaves the connection usable if the body ends within the limit.
  ///
  /// @param maxBytes the maximum number of bytes that are read
  public static String readBeginning(ClassicHttpResponse response, int maxBytes) {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    try {
      InputStream in = entity.getContent();
      byte[] beginning = in.readNBytes(maxBytes);
      if (beginning.length < maxBytes) {
        in.close();
      }
      return new String(beginning, StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /// Aborts running requests.
  @Override
  public void close() {
    deadlineTimer.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
