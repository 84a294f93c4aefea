package org.vigie.runtime.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP/1.1 server for a table of routes. Each request has a virtual thread of its own. A server
/// on a loopback address refuses requests whose `Host` header names another host, and so does any
/// server whose [HttpOptions] name hosts. Does nothing before [#start]; starts once.
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  /// How many ports are tried in a row.
  static final int PORTS = 20;

  private static final int HEADER_BYTES = 8 << 10;

  /// An acceptor, a selector, and some for what Jetty does beside requests.
  private static final int PLATFORM_THREADS = 8;

  private final BindAddress wanted;
  private final Server server;
  private final ServerConnector connector;

  /// @param address where it listens; if its port is taken, on the next free one
  /// @throws IllegalArgumentException if two routes answer the same requests
  public HttpServer(BindAddress address, HttpLimits limits, List<Route> routes) {
    this(address, HttpOptions.of(limits), routes);
  }

  /// @param address where it listens; if its port is taken, on the next free one
  /// @throws IllegalArgumentException if two routes answer the same requests
  public HttpServer(BindAddress address, HttpOptions options, List<Route> routes) {
    HttpLimits limits = options.limits();
    HttpReplyWriter writer = new HttpReplyWriter(options.headers());
    wanted = address;
    server = new Server(threads());
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(httpConfiguration()));
    connector.setHost(address.host());
    connector.setIdleTimeout(limits.idle().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    server.setStopTimeout(limits.stop().toMillis());
    server.setErrorHandler(new ProblemErrorHandler(writer));
    server.setHandler(
        new GracefulHandler(
            new RoutingHandler(
                new HostNames(address, options.hosts()), new RouteTable(routes), limits, writer)));
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 1);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    return threads;
  }

  private static HttpConfiguration httpConfiguration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    return configuration;
  }

  /// Binds the address and begins to answer.
  ///
  /// @throws UncheckedIOException naming the address if it cannot be bound
  public void start() {
    bind();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the server on " + address() + " does not start", e);
    }
  }

  private void bind() {
    int last = wanted.port() == 0 ? 0 : Math.min(wanted.port() + PORTS - 1, 65_535);
    for (int port = wanted.port(); port <= last; port++) {
      connector.setPort(port);
      try {
        connector.open();
        return;
      } catch (IOException e) {
        if (!(e.getCause() instanceof BindException) || port == last) {
          throw new UncheckedIOException(
              "cannot listen on " + wanted.withPort(port) + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /// Where it really listens.
  ///
  /// @throws IllegalStateException if it does not
  public BindAddress address() {
    int port = connector.getLocalPort();
    if (port <= 0) {
      throw new IllegalStateException("the server is not started");
    }
    return wanted.withPort(port);
  }

  /// Accepts nothing more, waits for requests under way as long as the limits say, cuts off the
  /// rest, and frees the port.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (TimeoutException e) {
      log.info("requests under way were cut off");
    } catch (Exception e) {
      throw new IllegalStateException("the server on " + wanted + " does not stop", e);
    } finally {
      // A connector that was opened and never started is not closed by the server.
      connector.close();
    }
  }
}
