package org.vigie.console.atom;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.index.StoryCard;
import org.vigie.admin.index.TopicFound;
import org.vigie.model.Alert;
import org.vigie.model.Outlet;

/// An entry of a feed.
///
/// @param id never changes
/// @param title plain text
/// @param summary plain text
/// @param link `http` or `https`; null if it has none
/// @param authors who published it, at least one
/// @param categories French names by topic id
/// @param published when it was first there
/// @param updated when it changed last
public record AtomFeedEntry(
    String id,
    String title,
    String summary,
    @Nullable String link,
    List<String> authors,
    Map<String, String> categories,
    Instant published,
    Instant updated) {
  private static final String FRENCH = "fr";

  /// A story.
  public static AtomFeedEntry of(StoryCard story) {
    Map<String, String> categories = new TreeMap<>();
    for (TopicFound topic : story.topics()) {
      categories.put(topic.id(), topic.id());
    }
    return new AtomFeedEntry(
        "urn:vigie:story:" + story.id(),
        story.headline(),
        story.summary(),
        story.url(),
        story.outlets().isEmpty()
            ? List.of(story.outlet().name())
            : story.outlets().stream().map(Outlet::name).toList(),
        categories,
        story.first(),
        story.updated());
  }

  /// A message of an alert.
  public static AtomFeedEntry of(Alert alert) {
    AlertNotice notice = AlertNotice.of(alert);
    Map<String, String> categories = new TreeMap<>();
    for (String topic : notice.topics()) {
      Map<String, String> names = alert.findings().topicLabels().getOrDefault(topic, Map.of());
      categories.put(topic, names.getOrDefault(FRENCH, topic));
    }
    return new AtomFeedEntry(
        "urn:vigie:alert:" + notice.id() + ":" + notice.seq(),
        describe(alert.kind()) + notice.headline(),
        alert.source().summary(),
        notice.url(),
        List.of(notice.outlet().name()),
        categories,
        notice.decided(),
        notice.decided());
  }

  private static String describe(Alert.Kind kind) {
    return switch (kind) {
      case NEW -> "";
      case UPDATE -> "Suite : ";
      case CORRECTION -> "Rectification : ";
    };
  }
}
