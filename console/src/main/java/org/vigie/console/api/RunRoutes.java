package org.vigie.console.api;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.TimeRange;
import org.vigie.admin.index.NewsFilter;
import org.vigie.admin.index.NewsQueries;
import org.vigie.admin.run.BacktestJob;
import org.vigie.admin.run.BacktestJobs;
import org.vigie.admin.run.BacktestOrder;
import org.vigie.admin.run.ReplayJob;
import org.vigie.admin.run.ReplayJobs;
import org.vigie.model.NotificationTiming;
import org.vigie.runtime.http.HttpReply;
import org.vigie.streams.replay.Replay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Backtests and replays.
/// @param news knows how many articles a range has
record RunRoutes(
    BacktestJobs backtests, ReplayJobs replays, NewsQueries news, InstantSource clock) {
  private static final String BACKTESTS = "/api/v1/backtests";
  private static final String REPLAYS = "/api/v1/replays";
  private static final String ONE = "/{id}";

  /// Heap for each article of a backtest, which holds all of its range: some 3 kB, beside all else.
  private static final long HEAP_OF_ARTICLE = 8 << 10;

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(BACKTESTS, request -> JsonReply.ok(backtests.list())),
        ApiRoute.edit("POST", BACKTESTS, this::startBacktest),
        ApiRoute.get(
            BACKTESTS + ONE, request -> JsonReply.ok(backtests.show(request.segment("id")))),
        ApiRoute.edit(
            "DELETE",
            BACKTESTS + ONE,
            request -> drop(() -> backtests.drop(request.segment("id")))),
        ApiRoute.get(REPLAYS, request -> JsonReply.ok(replays.list())),
        ApiRoute.operate("POST", REPLAYS, this::startReplay),
        ApiRoute.get(REPLAYS + ONE, request -> JsonReply.ok(replays.show(request.segment("id")))),
        ApiRoute.operate(
            "DELETE", REPLAYS + ONE, request -> drop(() -> replays.drop(request.segment("id")))),
        ApiRoute.get(
                REPLAYS + ONE + "/diff",
                request -> JsonReply.ok(replays.diff(request.segment("id"))))
            .asCostly(),
        ApiRoute.operate(
                "POST",
                REPLAYS + ONE + "/promote",
                request -> JsonReply.of(202, replays.promote(request.segment("id"))))
            .asCostly());
  }

  private static HttpReply drop(Runnable call) {
    call.run();
    return HttpReply.empty(204);
  }

  private HttpReply startBacktest(ApiRequest request) throws IOException {
    ObjectNode body = request.readBody();
    String id = readText(body, "id");
    JsonNode subscription = body.path("subscription");
    if ((id == null) != subscription.isObject()) {
      throw new AdminException.InvalidRequest("", "either an id or a subscription is needed");
    }
    SubscriptionRequest asked =
        id == null ? SubscriptionBody.read(subscription, "subscription.").request() : null;
    TimeRange range = readRange(body);
    checkSize(range);
    BacktestJob started = backtests.start(new BacktestOrder(id, asked, range));
    return JsonReply.created(202, BACKTESTS + "/" + started.id(), started);
  }

  /// @throws AdminException.InvalidRequest if the range has more articles than fit into the heap
  private void checkSize(TimeRange range) {
    long articles =
        news.countArticles(
                new NewsFilter(null, List.of(), List.of(), List.of(), range.from(), range.to()))
            .total();
    long most = Runtime.getRuntime().maxMemory() / HEAP_OF_ARTICLE;
    if (articles > most) {
      throw new AdminException.InvalidRequest(
          "from",
          "the range has %,d articles, and this process has memory for %,d; choose a shorter one"
              .formatted(articles, most));
    }
  }

  private HttpReply startReplay(ApiRequest request) throws IOException {
    ObjectNode body = request.readBody();
    Replay.SubscriptionsAsOf asOf =
        "now".equals(readText(body, "subscriptions"))
            ? Replay.SubscriptionsAsOf.NOW
            : Replay.SubscriptionsAsOf.THEN;
    TimeRange range = readRange(body);
    checkSize(range);
    ReplayJob started = replays.start(new ReplayJobs.ReplayStart(range, asOf));
    return JsonReply.created(202, REPLAYS + "/" + started.id(), started);
  }

  private static @Nullable String readText(ObjectNode body, String name) {
    JsonNode value = body.path(name);
    return value.isString() && !value.asString().isBlank() ? value.asString() : null;
  }

  /// An open range is all of the archive up to now.
  private TimeRange readRange(ObjectNode body) {
    TimeRange given =
        TimeRange.parseRange(
            readText(body, "from"), readText(body, "to"), NotificationTiming.DEFAULT_ZONE);
    Instant from = given.from().equals(Instant.MIN) ? Instant.EPOCH : given.from();
    Instant to = given.to().equals(Instant.MAX) ? clock.instant() : given.to();
    if (!to.isAfter(from)) {
      throw new AdminException.InvalidRequest("from", "is not before the end of the range");
    }
    return new TimeRange(from, to);
  }
}
