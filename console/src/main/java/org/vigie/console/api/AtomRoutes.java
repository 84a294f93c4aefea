package org.vigie.console.api;

import java.util.List;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.index.NewsFilter;
import org.vigie.admin.index.NewsQueries;
import org.vigie.admin.index.StoryCard;
import org.vigie.analysis.topic.TopicPack;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.console.atom.AtomDocument;
import org.vigie.console.atom.AtomFeedEntry;
import org.vigie.model.Alert;
import org.vigie.runtime.http.HttpReply;

/// Stories and alerts for readers of feeds.
record AtomRoutes(Admin admin, TopicPacks packs, NewsQueries news) {
  private static final int ENTRIES = 50;
  private static final String FRENCH = "fr";

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/atom/topics/{id}", this::followTopic),
        ApiRoute.get("/atom/subscriptions/{id}", this::followSubscription));
  }

  private HttpReply followTopic(ApiRequest request) {
    TopicPack pack = findPack(request.segment("id"));
    NewsFilter filter =
        new NewsFilter(null, List.of(pack.topic()), List.of(), List.of(), null, null);
    List<StoryCard> stories = news.listStories(filter, null, ENTRIES).stories();
    return new AtomDocument(
            "urn:vigie:topic:" + pack.topic(),
            "Vigie : " + pack.label().getOrDefault(FRENCH, pack.topic()),
            stories.stream().map(AtomFeedEntry::of).toList())
        .toReply(request.http());
  }

  private TopicPack findPack(String topic) {
    return packs.all().stream()
        .filter(pack -> pack.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new AdminException.NotFound("topic", topic));
  }

  private HttpReply followSubscription(ApiRequest request) {
    String id = admin.subscriptions().show(request.segment("id")).subscription().id();
    List<Alert> alerts = news.newestAlerts(id, ENTRIES);
    return new AtomDocument(
            "urn:vigie:subscription:" + id,
            "Vigie : alertes de " + id,
            alerts.stream().map(AtomFeedEntry::of).toList())
        .toReply(request.http());
  }
}
