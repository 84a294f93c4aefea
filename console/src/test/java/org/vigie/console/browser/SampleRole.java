package org.vigie.console.browser;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.admin.Admin;
import org.vigie.admin.feedback.FeedbackLog;
import org.vigie.admin.index.NewsIndex;
import org.vigie.admin.operations.OperationsMonitor;
import org.vigie.admin.run.BacktestJobs;
import org.vigie.admin.run.ReplayJobs;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.console.ConsoleRole;
import org.vigie.console.ConsoleSettings;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.api.ChannelTrials;
import org.vigie.console.api.ConsoleServices;
import org.vigie.runtime.http.BindAddress;
import org.vigie.wire.KafkaConnection;

/// The console as it runs, on a free port, with known tokens and with trials that send nothing.
final class SampleRole {
  private SampleRole() {}

  /// The token of a level.
  static String token(AccessLevel level) {
    return level + "-token-of-the-browser-tests";
  }

  /// Opens nothing yet.
  static ConsoleRole create(
      KafkaConnection connection, Path directory, Clock clock, Admin admin, NewsIndex index) {
    TopicPacks packs = TopicPacks.bundled();
    Map<AccessLevel, String> tokens = new EnumMap<>(AccessLevel.class);
    for (AccessLevel level : AccessLevel.values()) {
      tokens.put(level, token(level));
    }
    return new ConsoleRole(
        new ConsoleSettings(Optional.of(new BindAddress("127.0.0.1", 0)), List.of(), tokens),
        directory,
        new ConsoleServices(
            "0.3.0",
            packs,
            index,
            admin,
            new OperationsMonitor(admin, connection, () -> index.progress().bytes(), clock),
            new BacktestJobs(admin, () -> packs, clock),
            new ReplayJobs(admin, connection, () -> packs, directory.resolve("replays"), clock),
            new FeedbackLog(admin, connection, () -> packs, clock),
            Optional.of(
                subscription ->
                    List.of(
                        new ChannelTrials.TrialResult("email", "email", "arrived", null),
                        new ChannelTrials.TrialResult(
                            "chat", "chat", "failed", "the host does not answer"))),
            Optional.empty()),
        clock);
  }
}
