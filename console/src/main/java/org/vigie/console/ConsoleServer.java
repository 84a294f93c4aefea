package org.vigie.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.vigie.console.access.AccessControl;
import org.vigie.console.access.AccessTokens;
import org.vigie.console.api.ApiDocument;
import org.vigie.console.api.ApiPipeline;
import org.vigie.console.api.ApiRoute;
import org.vigie.console.api.ApiRoutes;
import org.vigie.console.api.ConsoleServices;
import org.vigie.console.event.EventHub;
import org.vigie.console.unsubscribe.UnsubscribeRoute;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.http.HttpLimits;
import org.vigie.runtime.http.HttpOptions;
import org.vigie.runtime.http.HttpServer;
import org.vigie.runtime.http.Route;

/// The HTTP server of the console.
final class ConsoleServer implements AutoCloseable {
  private static final HttpLimits LIMITS =
      new HttpLimits(1_024, Duration.ofSeconds(30), 1 << 20, Duration.ofSeconds(2));

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  private final EventHub events;
  private final HttpServer server;

  /// @param page routes of the page
  /// @param nanoTime a clock that never goes back, for rates
  ConsoleServer(
      BindAddress address,
      List<String> hosts,
      AccessTokens tokens,
      ConsoleServices services,
      List<Route> page,
      InstantSource clock,
      LongSupplier nanoTime) {
    events = new EventHub();
    AccessControl access = new AccessControl(tokens, hosts, clock, nanoTime);
    ApiDocument document = ApiDocument.read();
    ApiPipeline pipeline = new ApiPipeline(access, document);
    List<Route> routes = new ArrayList<>(page);
    for (ApiRoute route : ApiRoutes.of(services, access, events, document, clock)) {
      routes.add(pipeline.toRoute(route));
    }
    services
        .unsubscribeKeys()
        .map(keys -> new UnsubscribeRoute(services.admin().subscriptions(), keys, nanoTime))
        .ifPresent(route -> routes.add(route.route()));
    server =
        new HttpServer(
            address, HttpOptions.of(LIMITS).withHosts(hosts).withHeaders(createHeaders()), routes);
    services.news().addListener(events);
  }

  private static Map<String, String> createHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("X-Frame-Options", "DENY");
    return headers;
  }

  void start() {
    server.start();
  }

  BindAddress address() {
    return server.address();
  }

  EventHub events() {
    return events;
  }

  /// Ends the streams, which would last for ever, and then the server.
  @Override
  public void close() {
    events.close();
    server.close();
  }
}
