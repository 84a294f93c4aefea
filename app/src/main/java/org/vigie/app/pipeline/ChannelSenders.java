package org.vigie.app.pipeline;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.webhook.WebhookSender;

/// The channels that every notifier has.
public final class ChannelSenders {
  private ChannelSenders() {}

  /// The channels of this process and those of all. To add a channel, add it here.
  ///
  /// @param own channels of this process alone, such as its console
  public static List<ChannelSender> createAll(
      List<ChannelSender> own, RoleSettings settings, InstantSource clock) {
    List<ChannelSender> all = new ArrayList<>(own);
    all.add(new WebhookSender(settings.webhook(), settings.secrets(), clock));
    return all;
  }
}
