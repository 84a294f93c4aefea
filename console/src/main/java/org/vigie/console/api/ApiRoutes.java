package org.vigie.console.api;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.vigie.console.access.AccessControl;
import org.vigie.console.event.EventHub;

/// Everything that can be asked of the API.
public final class ApiRoutes {
  private ApiRoutes() {}

  /// All routes.
  public static List<ApiRoute> of(
      ConsoleServices services,
      AccessControl access,
      EventHub events,
      ApiDocument document,
      InstantSource clock) {
    List<ApiRoute> routes = new ArrayList<>();
    routes.addAll(new SessionRoutes(access).routes());
    routes.addAll(
        new StateRoutes(services.version(), services.packs(), services.news(), document, clock)
            .routes());
    routes.addAll(new NewsRoutes(services.news(), events, access).routes());
    routes.addAll(
        new SubscriptionRoutes(
                services.admin(), services.packs(), services.news(), services.trials())
            .routes());
    routes.addAll(new AlertRoutes(services.admin(), services.news()).routes());
    routes.addAll(new FeedbackRoutes(services.feedback()).routes());
    routes.addAll(new DeliveryRoutes(services.admin(), services.operations()).routes());
    routes.addAll(new FeedRoutes(services.admin()).routes());
    routes.addAll(
        new RunRoutes(services.backtests(), services.replays(), services.news(), clock).routes());
    routes.addAll(new AtomRoutes(services.admin(), services.packs(), services.news()).routes());
    routes.add(
        ApiRoute.get(
            "/api/v1/operations", request -> JsonReply.ok(services.operations().report())));
    return List.copyOf(routes);
  }
}
