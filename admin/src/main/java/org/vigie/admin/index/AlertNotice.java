package org.vigie.admin.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Outlet;
import org.vigie.model.TopicMatch;

/// An alert as a list shows it.
///
/// @param id the same for its updates and its correction
/// @param seq its number under this id, from 1
/// @param kind new, update or correction
/// @param subscription id of the subscription
/// @param story id of the story
/// @param item id of the article that raised it
/// @param headline of that article
/// @param outlet of that article
/// @param url of that article, `http` or `https`; null if it has none
/// @param topics ids of the topics that it matches
/// @param decided when it was raised
public record AlertNotice(
    String id,
    int seq,
    String kind,
    String subscription,
    String story,
    String item,
    String headline,
    Outlet outlet,
    @Nullable String url,
    List<String> topics,
    Instant decided) {
  /// The notice of an alert.
  public static AlertNotice of(Alert alert) {
    return new AlertNotice(
        alert.id(),
        alert.seq(),
        alert.kind().toString(),
        alert.subscription(),
        alert.story(),
        alert.item(),
        alert.source().headline(),
        new Outlet(alert.outlet(), alert.outletName()),
        SafeLink.of(alert.url()),
        alert.topics().stream().map(TopicMatch::topic).toList(),
        alert.timeline().decided());
  }
}
