package org.vigie.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Connects to the address of a host that answers first. The addresses are tried in their order,
/// each as soon as the one before has failed or been silent for a while (RFC 8305, section 5): one
/// that never answers does not take the time of the others, nor does one that accepts the
/// connection and then says nothing: in the handshake of TLS it is left for the next at once, later
/// by [CheckedConnection].
final class StaggeredConnectionOperator extends DefaultHttpClientConnectionOperator {
  /// The delay that RFC 8305, section 8, recommends.
  private static final long DELAY_NANOS = Duration.ofMillis(250).toNanos();

  /// The most addresses of a host that are tried: a name server may give hundreds, and each attempt
  /// holds a socket.
  private static final int MAX_ADDRESSES = 8;

  /// Set in the context of a request that was sent again because an address was silent: two silent
  /// addresses are a slow server, which gets the time that is left.
  static final String SENT_AGAIN = "vigie.sent-again";

  private final DnsResolver resolver;
  private final SilentAddresses silent;

  StaggeredConnectionOperator(
      DnsResolver resolver, Lookup<TlsSocketStrategy> tls, SilentAddresses silent) {
    super(null, resolver, tls);
    this.resolver = resolver;
    this.silent = silent;
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint name,
      @Nullable Path unixDomainSocket,
      @Nullable InetSocketAddress localAddress,
      Timeout timeout,
      SocketConfig config,
      @Nullable Object attachment,
      HttpContext context)
      throws IOException {
    long endNanos = System.nanoTime() + timeout.toNanoseconds();
    List<InetSocketAddress> left =
        silent
            .sort(
                resolver.resolve(
                    host.getHostName(),
                    DefaultSchemePortResolver.INSTANCE.resolve(host.getSchemeName(), host)))
            .stream()
            .limit(MAX_ADDRESSES)
            .toList();
    while (true) {
      Socket socket = connectToAny(connection, left, endNanos);
      InetSocketAddress address = (InetSocketAddress) socket.getRemoteSocketAddress();
      List<InetSocketAddress> others =
          left.stream().filter(other -> !other.equals(address)).toList();
      boolean hasAlternative =
          context.getAttribute(SENT_AGAIN) == null
              && others.stream().anyMatch(other -> !silent.contains(other));
      connection.bind(socket);
      if (!others.isEmpty() && connection instanceof CheckedConnection checked) {
        checked.setAlternative(hasAlternative);
      }
      try {
        if (URIScheme.HTTPS.same(host.getSchemeName())) {
          Timeout patience = hasAlternative ? CheckedConnection.findPatience(timeout) : timeout;
          socket.setSoTimeout(patience.toMillisecondsIntBound());
          upgrade(connection, host, name, attachment, context);
        }
        connection.setSocketTimeout(timeout);
        return;
      } catch (IOException e) {
        if (!isTimeout(e)) {
          throw e;
        }
        silent.add(address);
        if (!hasAlternative) {
          throw e;
        }
        Closer.closeQuietly(socket);
        left = others;
      }
    }
  }

  /// The JDK wraps the timeouts of a handshake.
  private static boolean isTimeout(IOException e) {
    return e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
  }

  private static Socket connectToAny(
      ManagedHttpClientConnection connection, List<InetSocketAddress> addresses, long endNanos)
      throws IOException {
    try {
      return race(connection, addresses, endNanos);
    } catch (IOException e) {
      boolean noAnswer = e instanceof SocketTimeoutException || !connection.isOpen();
      throw noAnswer ? new ConnectTimeoutException("no address answered") : e;
    }
  }

  /// Runs the attempts. The connection is always bound to the socket of one that runs: whoever
  /// closes the connection ends them all.
  private static Socket race(
      ManagedHttpClientConnection connection, List<InetSocketAddress> addresses, long endNanos)
      throws IOException {
    BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    List<Attempt> running = new ArrayList<>();
    Iterator<InetSocketAddress> next = addresses.iterator();
    IOException failure = new UnknownHostException();
    try {
      while (next.hasNext() || !running.isEmpty()) {
        if (next.hasNext()) {
          Attempt attempt = new Attempt(next.next(), endNanos, ended);
          running.add(attempt);
          connection.bind(attempt.socket);
          attempt.start(addresses.size() == 1);
        } else {
          connection.bind(running.getLast().socket);
        }
        long left = endNanos - System.nanoTime();
        Attempt attempt =
            ended.poll(next.hasNext() ? Math.min(left, DELAY_NANOS) : left, TimeUnit.NANOSECONDS);
        if (attempt == null) {
          if (endNanos - System.nanoTime() <= 0) {
            throw new SocketTimeoutException();
          }
          continue;
        }
        running.remove(attempt);
        IOException failed = attempt.failure;
        if (failed == null) {
          return attempt.socket;
        }
        failure = failed;
      }
      throw failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      running.forEach(attempt -> Closer.closeQuietly(attempt.socket));
    }
  }

  /// An attempt to connect to one address.
  private static final class Attempt implements Runnable {
    final Socket socket = new Socket();
    private final InetSocketAddress address;
    private final long endNanos;
    private final BlockingQueue<Attempt> ended;

    /// Null if the attempt succeeded; to be read once it has ended.
    @Nullable IOException failure;

    Attempt(InetSocketAddress address, long endNanos, BlockingQueue<Attempt> ended) {
      this.address = address;
      this.endNanos = endNanos;
      this.ended = ended;
    }

    /// Connects in the calling thread if there are no other attempts, else in one of its own.
    void start(boolean alone) {
      if (alone) {
        run();
      } else {
        Thread.startVirtualThread(this);
      }
    }

    @Override
    public void run() {
      try {
        long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        socket.setTcpNoDelay(true);
        socket.connect(address, (int) Math.max(1, left));
      } catch (IOException e) {
        failure = e;
      }
      ended.add(this);
    }
  }
}
