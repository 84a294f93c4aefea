package org.vigie.console.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.DeliveryFilter;
import org.vigie.admin.DeliveryState;
import org.vigie.admin.FoundDeliveries;
import org.vigie.admin.operations.OperationsMonitor;
import org.vigie.console.reply.RecentReplies;
import org.vigie.model.RetryRequest;
import org.vigie.runtime.http.HttpReply;

/// Deliveries, and what an operator wants of them.
/// @param recent lists that were made a moment ago: every open page asks for them again and again
record DeliveryRoutes(Admin admin, OperationsMonitor operations, RecentReplies recent) {
  private static final String ALL = "/api/v1/deliveries";
  private static final Duration KEPT = Duration.ofSeconds(5);

  DeliveryRoutes(Admin admin, OperationsMonitor operations) {
    this(admin, operations, new RecentReplies(KEPT, System::nanoTime));
  }

  /// The answer.
  private record DeliveryListView(
      List<DeliveryView> deliveries, int total, Map<String, Long> states) {}

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(ALL, this::list).asCostly(),
        ApiRoute.operate(
            "POST", ALL + "/{id}/retry", request -> ask(request, RetryRequest.Action.RETRY)),
        ApiRoute.operate(
            "POST", ALL + "/{id}/drop", request -> ask(request, RetryRequest.Action.DROP)));
  }

  private HttpReply list(ApiRequest request) {
    String question =
        String.join(
            "\n",
            request.query("state").orElse(""),
            request.query("subscription").orElse(""),
            request.query("channel").orElse(""),
            Integer.toString(request.limit()));
    return recent.find(question, () -> read(request));
  }

  private HttpReply read(ApiRequest request) {
    FoundDeliveries found =
        admin
            .deliveries()
            .find(
                new DeliveryFilter(
                    request.query("state").map(DeliveryRoutes::parseState).orElse(all()),
                    request.query("subscription").orElse(null),
                    request.query("channel").orElse(null),
                    null,
                    null,
                    null,
                    null));
    DeliveryView.ChannelDirectory channels =
        DeliveryView.ChannelDirectory.of(admin.subscriptions());
    List<DeliveryView> views = new ArrayList<>();
    found.readLast(request.limit(), delivery -> views.add(DeliveryView.of(delivery, channels)));
    return JsonReply.ok(
        new DeliveryListView(views.reversed(), found.size(), operations.report().deliveries()));
  }

  private static Set<DeliveryState> all() {
    return EnumSet.allOf(DeliveryState.class);
  }

  /// The document lists the states.
  private static Set<DeliveryState> parseState(String word) {
    return all().stream()
        .filter(state -> state.toString().equals(word))
        .findFirst()
        .map(Set::of)
        .orElseThrow();
  }

  private HttpReply ask(ApiRequest request, RetryRequest.Action action) {
    String id = request.segment("id");
    recent.forget();
    String refusal = admin.deliveries().request(action, List.of(id)).getFirst().refusal();
    if (refusal != null) {
      throw refusal.equals("is no delivery")
          ? new AdminException.NotFound("delivery", id)
          : new AdminException.Conflict("the delivery " + refusal);
    }
    return HttpReply.empty(202);
  }
}
