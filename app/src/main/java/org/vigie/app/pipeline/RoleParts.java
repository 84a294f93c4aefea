package org.vigie.app.pipeline;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vigie.analysis.TextAnalyser;
import org.vigie.ingest.poll.Poll;
import org.vigie.notifier.channel.ChannelSender;

/// What the roles of a process need beside their settings and Kafka.
///
/// @param analyser gives the classifier of texts; called only if the process has the streams
/// @param senders the channels of this process alone, such as its console
/// @param polls called for every poll of a feed; must return quickly
/// @param clock the current time
public record RoleParts(
    Supplier<TextAnalyser> analyser,
    List<ChannelSender> senders,
    Consumer<Poll> polls,
    Clock clock) {
  /// Copies the list.
  public RoleParts {
    senders = List.copyOf(senders);
  }
}
