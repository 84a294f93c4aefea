package org.vigie.console.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.Alerts;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.index.NewsQueries;
import org.vigie.admin.index.TextMark;
import org.vigie.model.Alert;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;
import org.vigie.runtime.http.HttpReply;

/// Alerts and what became of them.
record AlertRoutes(Admin admin, NewsQueries news) {
  private static final String ALL = "/api/v1/alerts";

  /// The answer about one message of an alert.
  ///
  /// @param why words that matched, the most telling first
  private record AlertDetailsView(
      AlertNotice notice,
      String summary,
      List<TextMark> marks,
      List<String> why,
      List<DeliveryView> deliveries) {
    static AlertDetailsView of(
        Alerts.AlertDetails details, DeliveryView.ChannelDirectory channels) {
      Alert alert = details.alert();
      return new AlertDetailsView(
          AlertNotice.of(alert),
          alert.source().summary(),
          listMarks(alert),
          allEvidence(alert)
              .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
              .map(Evidence::text)
              .distinct()
              .toList(),
          details.deliveries().stream()
              .map(delivery -> DeliveryView.of(delivery, channels))
              .toList());
    }
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(ALL, this::list),
        ApiRoute.get(ALL + "/{id}", request -> show(request.segment("id"))).asCostly());
  }

  private HttpReply list(ApiRequest request) {
    return JsonReply.ok(
        news.listAlerts(
            request.query("subscription").orElse(null),
            request.query("topic").orElse(null),
            request.query("cursor").orElse(null),
            request.limit()));
  }

  private HttpReply show(String id) {
    DeliveryView.ChannelDirectory channels =
        DeliveryView.ChannelDirectory.of(admin.subscriptions());
    return JsonReply.ok(
        admin.alerts().show(id).stream()
            .map(details -> AlertDetailsView.of(details, channels))
            .toList());
  }

  private static Stream<Evidence> allEvidence(Alert alert) {
    Alert.QueryMatch query = alert.query();
    return Stream.concat(
            alert.topics().stream().flatMap(topic -> topic.evidence().stream()),
            query == null ? Stream.of() : query.evidence().stream())
        .filter(evidence -> evidence.weight() >= 0);
  }

  private static List<TextMark> listMarks(Alert alert) {
    List<TextMark> marks = new ArrayList<>();
    for (TopicMatch topic : alert.topics()) {
      addMarks(alert, topic.evidence(), topic.topic(), marks);
    }
    Alert.QueryMatch query = alert.query();
    if (query != null) {
      addMarks(alert, query.evidence(), null, marks);
    }
    return marks;
  }

  /// Only what stands where the words were found: a headline may have been shortened.
  private static void addMarks(
      Alert alert, List<Evidence> found, @Nullable String topic, List<TextMark> marks) {
    for (Evidence evidence : found) {
      boolean inTitle = evidence.field().equals("title");
      String shown = inTitle ? alert.source().headline() : alert.source().summary();
      boolean isShown = inTitle || evidence.field().equals("summary");
      if (isShown
          && evidence.weight() >= 0
          && shown.startsWith(evidence.text(), evidence.start())
          && evidence.end() <= shown.length()) {
        marks.add(
            new TextMark(
                inTitle ? "headline" : "summary", evidence.start(), evidence.end(), topic));
      }
    }
  }
}
