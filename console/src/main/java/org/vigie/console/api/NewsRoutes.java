package org.vigie.console.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.TimeRange;
import org.vigie.admin.index.NewsFilter;
import org.vigie.admin.index.NewsQueries;
import org.vigie.console.access.AccessControl;
import org.vigie.console.access.Caller;
import org.vigie.console.event.EventHub;
import org.vigie.model.NotificationTiming;
import org.vigie.runtime.http.HttpReply;

/// Stories and articles, and what is new of them.
record NewsRoutes(NewsQueries news, EventHub events, AccessControl access) {
  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/stories", this::listStories),
        ApiRoute.get(
            "/api/v1/stories/{id}", request -> JsonReply.ok(news.showStory(request.segment("id")))),
        ApiRoute.get("/api/v1/events", this::follow),
        ApiRoute.get("/api/v1/articles", this::searchArticles),
        ApiRoute.get(
            "/api/v1/articles/counts",
            request -> JsonReply.ok(news.countArticles(readFilter(request)))),
        ApiRoute.get(
            "/api/v1/articles/{id}",
            request -> JsonReply.ok(news.showArticle(request.segment("id")))));
  }

  private HttpReply listStories(ApiRequest request) {
    return JsonReply.ok(
        news.listStories(
            readFilter(request), request.query("cursor").orElse(null), request.limit()));
  }

  private HttpReply searchArticles(ApiRequest request) {
    return JsonReply.ok(
        news.searchArticles(
            readFilter(request), request.query("cursor").orElse(null), request.limit()));
  }

  private HttpReply follow(ApiRequest request) {
    Caller caller = request.caller().orElseThrow();
    return events.follow(
        caller.key(), request.http().header("Last-Event-ID"), () -> access.keepAlive(caller));
  }

  private static NewsFilter readFilter(ApiRequest request) {
    TimeRange range =
        TimeRange.parseRange(
            request.query("from").orElse(null),
            request.query("to").orElse(null),
            NotificationTiming.DEFAULT_ZONE);
    return new NewsFilter(
        request.query("text").orElse(null),
        request.words("topic"),
        request.words("country"),
        request.words("outlet"),
        nullIfOpen(range.from()),
        nullIfOpen(range.to()));
  }

  private static @Nullable Instant nullIfOpen(Instant end) {
    return end.equals(Instant.MIN) || end.equals(Instant.MAX) ? null : end;
  }
}
