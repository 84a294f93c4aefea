package org.vigie.admin;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.Subscription;

/// The subscriptions of a new installation: one per topic, to the console, in
/// French.
public final class InitialSubscriptions {
  private InitialSubscriptions() {}

  /// Creates one per topic. Their ids are constant, so that a removed one stays removed.
  public static List<Subscription> create(Collection<String> topics, InstantSource clock) {
    return topics.stream()
        .map(
            topic ->
                Subscription.builder("all-" + topic, clock.instant())
                    .language(Language.FR)
                    .topics(List.of(topic))
                    .channels(List.of(Channel.CONSOLE))
                    .build())
        .toList();
  }
}
