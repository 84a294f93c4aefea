package org.vigie.app.pipeline;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;

/// What a new installation watches for: one subscription a topic, by the console.
public final class StarterSubscriptions {
  private StarterSubscriptions() {}

  /// Their ids are constant, so that those which somebody has removed stay removed.
  public static List<Subscription> of(Collection<String> topics, InstantSource clock) {
    return topics.stream()
        .map(
            topic ->
                new Subscription(
                    "all-" + topic,
                    1,
                    Subscription.State.ACTIVE,
                    null,
                    List.of(topic),
                    null,
                    List.of(Channel.CONSOLE),
                    clock.instant()))
        .toList();
  }
}
