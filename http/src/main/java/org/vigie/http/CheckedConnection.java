package org.vigie.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// A connection that is used again only if its server is silent: what comes after the end of an
/// answer must never be read as the answer to the next request (RFC 9112, section 6.3). Headers are
/// read and sent as ISO-8859-1, which keeps every byte.
final class CheckedConnection extends DefaultManagedHttpClientConnection {
  private static final long JUST_NOW_NANOS = Duration.ofMillis(200).toNanos();
  private static final Timeout SHORTEST_WAIT = Timeout.ofMilliseconds(1);

  /// Buffer size in bytes; each connection has three. The client's default of 32 KiB is more than
  /// most messages have, and stays in memory as long as the connection.
  private static final Http1Config CONFIG =
      Http1Config.custom()
          .setBufferSize(4 << 10)
          .setMaxLineLength(64 << 10)
          .setMaxHeaderCount(1_000)
          .build();

  /// The part of the time for an answer that a server may be silent while there is another address.
  private static final int PATIENCE = 3;

  /// A connection that was used before ended, or sent something else than an answer, instead of
  /// answering: the server may have closed it, or sent the rest of an earlier answer, before it
  /// received the request. Or the server was silent, and another of its addresses may not be.
  /// Another connection may do.
  static final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    /// The cause.
    final Exception failure;

    NoAnswerException(Exception failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private final AtomicReference<SessionInputBuffer> input;
  private final SilentAddresses silent;
  private volatile boolean oneOfSeveral;
  private volatile boolean alternative;
  private volatile boolean get;
  private volatile long lastUsedNanos;

  private CheckedConnection(AtomicReference<SessionInputBuffer> input, SilentAddresses silent) {
    super(
        "http",
        StandardCharsets.ISO_8859_1.newDecoder(),
        StandardCharsets.ISO_8859_1.newEncoder(),
        CONFIG,
        LenientResponseParser::findLength,
        null,
        null,
        null,
        config -> new CapturingParser(input));
    this.input = input;
    this.silent = silent;
  }

  /// Creates connections.
  ///
  /// @param silent to which the addresses are added that are silent
  static HttpConnectionFactory<ManagedHttpClientConnection> factory(SilentAddresses silent) {
    return socket -> {
      CheckedConnection connection = new CheckedConnection(new AtomicReference<>(), silent);
      if (socket != null) {
        connection.bind(socket);
      }
      return connection;
    };
  }

  /// How long a server may be silent while there is another address.
  ///
  /// @param timeout of the whole answer
  static Timeout findPatience(Timeout timeout) {
    return Timeout.ofMilliseconds(Math.max(1, timeout.toMilliseconds() / PATIENCE));
  }

  /// Says that the host has other addresses; without, the silence of this one is not watched.
  ///
  /// @param exists whether a GET may be sent to another address if this one is silent
  void setAlternative(boolean exists) {
    oneOfSeveral = true;
    alternative = exists;
  }

  /// Tells the connection's buffer, which is hidden otherwise.
  private static final class CapturingParser extends LenientResponseParser {
    private final AtomicReference<SessionInputBuffer> input;

    CapturingParser(AtomicReference<SessionInputBuffer> input) {
      super(CONFIG);
      this.input = input;
    }

    @Override
    public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
        throws IOException, HttpException {
      input.set(buffer);
      return super.parse(buffer, in);
    }
  }

  @Override
  public void passivate() {
    super.passivate();
    lastUsedNanos = System.nanoTime();
  }

  /// Returns true if the server has sent anything since the last answer or closed the connection.
  /// Only a wait of a millisecond tells an end from silence, or bytes of TLS from content: it is
  /// spared a plain connection that was used just now.
  @Override
  public boolean isStale() throws IOException {
    SessionInputBuffer buffer = input.get();
    if (!isOpen() || buffer != null && buffer.length() > 0) {
      return true;
    }
    if (getSSLSession() == null && System.nanoTime() - lastUsedNanos < JUST_NOW_NANOS) {
      return getSocket().getInputStream().available() > 0;
    }
    try {
      awaitInput(SHORTEST_WAIT);
      return true;
    } catch (SocketTimeoutException silent) {
      return false;
    } catch (SocketException broken) {
      return true;
    }
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
    get = Method.GET.isSame(request.getMethod());
    super.sendRequestHeader(request);
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    EndpointDetails details = getEndpointDetails();
    boolean used = details != null && details.getRequestCount() > 1;
    if (!used && oneOfSeveral) {
      awaitFirstByte();
    }
    try {
      return super.receiveResponseHeader();
    } catch (IOException | HttpException e) {
      if (used) {
        throw new NoAnswerException(e);
      }
      throw e;
    }
  }

  private void awaitFirstByte() throws IOException {
    try {
      awaitInput(findPatience(getSocketTimeout()));
    } catch (SocketTimeoutException e) {
      silent.add((InetSocketAddress) getRemoteAddress());
      if (alternative && get) {
        throw new NoAnswerException(e);
      }
    }
  }
}
