package org.vigie.console.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.vigie.admin.index.IndexProgress;
import org.vigie.admin.index.NewsQueries;
import org.vigie.analysis.topic.TopicPack;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.runtime.http.HttpReply;

/// What the console is and knows.
record StateRoutes(
    String version, TopicPacks packs, NewsQueries news, ApiDocument document, InstantSource clock) {
  /// The answer.
  private record StateView(String version, Instant now, String packs, IndexProgress index) {}

  /// A topic or a phase of one.
  private record PhaseView(String id, Map<String, String> label) {
    static PhaseView of(TopicPack pack) {
      return new PhaseView(pack.topic(), pack.label());
    }
  }

  /// A topic with its phases.
  private record TopicWithPhases(String id, Map<String, String> label, List<PhaseView> phases) {
    static TopicWithPhases of(TopicPack pack) {
      return new TopicWithPhases(
          pack.topic(), pack.label(), pack.phases().stream().map(PhaseView::of).toList());
    }
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(
            "/api/v1/state",
            request ->
                JsonReply.ok(
                    new StateView(version, clock.instant(), packs.hash(), news.progress()))),
        ApiRoute.get(
            "/api/v1/topics",
            request -> JsonReply.ok(packs.all().stream().map(TopicWithPhases::of).toList())),
        ApiRoute.open(
            "GET",
            "/api/v1/openapi.yaml",
            request -> HttpReply.bytes(200, "application/yaml", document.source())));
  }
}
