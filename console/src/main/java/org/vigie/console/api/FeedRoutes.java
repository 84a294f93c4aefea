package org.vigie.console.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.FeedRequest;
import org.vigie.admin.FeedStatus;
import org.vigie.admin.Feeds;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;
import org.vigie.runtime.http.HttpReply;

/// The feeds that are polled.
record FeedRoutes(Admin admin) {
  private static final String ALL = "/api/v1/feeds";
  private static final int OPML_BYTES = 8 << 20;

  /// A feed with its health.
  private record FeedView(
      String id,
      String address,
      Outlet outlet,
      FeedStatus.FeedHealth health,
      @Nullable String title,
      @Nullable String problem,
      int failures,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastAttempt,
      @Nullable Instant nextPoll,
      double entriesPerHour,
      long possibleLosses,
      @Nullable String movedTo) {
    static FeedView of(FeedStatus status) {
      FeedState state = status.stateOrInitial();
      String title = status.feed().title();
      URI moved = state.movedTo();
      return new FeedView(
          status.feed().id(),
          status.feed().address().toString(),
          status.feed().outlet(),
          status.health(),
          title == null ? state.title() : title,
          state.problem(),
          state.failures(),
          state.lastSuccess(),
          state.lastAttempt(),
          state.nextPoll(),
          state.entriesPerHour(),
          state.possibleLosses(),
          moved == null ? null : moved.toString());
    }
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(ALL, request -> list()),
        ApiRoute.operate("POST", ALL, this::add),
        ApiRoute.get(ALL + "/opml", request -> exportOpml()),
        ApiRoute.operate("POST", ALL + "/opml", this::importOpml),
        ApiRoute.operate("DELETE", ALL + "/{host}/{feed}", this::remove));
  }

  private HttpReply list() {
    return JsonReply.ok(
        admin.feeds().list().stream()
            .map(FeedView::of)
            .sorted(Comparator.comparing(view -> view.health() != FeedStatus.FeedHealth.FAILING))
            .toList());
  }

  private HttpReply add(ApiRequest request) throws IOException {
    FeedRequest asked = request.readBody(FeedRequest.class);
    Feeds.FeedAddition addition = admin.feeds().add(List.of(asked.toFeed())).getFirst();
    FeedStatus status =
        addition.added()
            ? new FeedStatus(addition.feed(), null)
            : admin.feeds().show(addition.feed().id()).getFirst();
    return JsonReply.of(addition.added() ? 201 : 200, FeedView.of(status));
  }

  private HttpReply exportOpml() {
    return HttpReply.bytes(
            200, "text/x-opml", admin.feeds().exportOpml().getBytes(StandardCharsets.UTF_8))
        .withHeader("Content-Disposition", "attachment; filename=\"vigie.opml\"");
  }

  private HttpReply importOpml(ApiRequest request) throws IOException {
    request.operation().findBodySchema(request.http());
    return JsonReply.ok(admin.feeds().importList(Opml.read(request.http().readBody(OPML_BYTES))));
  }

  private HttpReply remove(ApiRequest request) {
    admin.feeds().remove(request.segment("host") + "/" + request.segment("feed"));
    return HttpReply.empty(204);
  }
}
