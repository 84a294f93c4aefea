package org.vigie.runtime.management;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.runtime.Health;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.http.HttpLimits;
import org.vigie.runtime.http.HttpReply;
import org.vigie.runtime.http.HttpServer;
import org.vigie.runtime.http.Route;
import org.vigie.runtime.metrics.Metrics;

/// Shows how the process is:
///
/// - `/health/live`: 200 as long as the process answers at all
/// - `/health/ready`: 200 if every part is ready, else 503; status, cause and details of each part
///   as JSON
/// - `/metrics`: all numbers in Prometheus' text format
///
/// Does nothing before [#start]; starts once.
public final class ManagementServer implements AutoCloseable {
  private final @Nullable HttpServer server;
  private final Supplier<Map<String, Health>> parts;
  private final Metrics metrics;
  private volatile boolean started;

  /// @param parts the health of each part by its name, asked at each request from any thread; must
  ///     answer at once
  /// @param metrics belongs to the caller; the health of the parts is added to it
  public ManagementServer(
      ManagementSettings settings, Supplier<Map<String, Health>> parts, Metrics metrics) {
    this.parts = parts;
    this.metrics = metrics;
    server =
        settings
            .address()
            .map(address -> new HttpServer(address, HttpLimits.SMALL, routes()))
            .orElse(null);
    HealthMetrics.register(metrics, parts);
  }

  private List<Route> routes() {
    return List.of(
        Route.get("/health/live", request -> HttpReply.json(200, Map.of("status", "LIVE"))),
        Route.get("/health/ready", request -> HealthReport.toReply(parts.get())),
        Route.get(
            "/metrics", request -> HttpReply.text(200, Metrics.CONTENT_TYPE, metrics.scrape())));
  }

  /// Begins to answer, unless the address is `off`.
  ///
  /// @throws java.io.UncheckedIOException if neither the port nor one of the next can be bound
  public void start() {
    if (server != null) {
      server.start();
      started = true;
    }
  }

  /// Where it really listens; empty if it does not.
  public Optional<BindAddress> address() {
    return server != null && started ? Optional.of(server.address()) : Optional.empty();
  }

  /// Stops to answer.
  @Override
  public void close() {
    started = false;
    if (server != null) {
      server.close();
    }
  }
}
