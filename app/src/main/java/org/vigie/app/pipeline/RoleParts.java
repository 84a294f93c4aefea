package org.vigie.app.pipeline;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.ingest.poll.Poll;
import org.vigie.notifier.channel.ChannelSender;

/// What the roles of a process need beside their settings and Kafka.
///
/// @param packs the topic packs; null if the process has neither streams nor console
/// @param analyser the classifier of texts by these packs; null with them
/// @param senders the channels of this process alone, such as its console
/// @param polls called for every poll of a feed; must return quickly
/// @param warnings called for every line about the machine that a person should read
/// @param clock the current time
public record RoleParts(
    @Nullable TopicPacks packs,
    @Nullable TextAnalyser analyser,
    List<ChannelSender> senders,
    Consumer<Poll> polls,
    Consumer<String> warnings,
    Clock clock) {
  /// Copies the list.
  public RoleParts {
    senders = List.copyOf(senders);
  }
}
