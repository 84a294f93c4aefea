package org.vigie.streams.replay;

import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.ReplayRun;
import org.vigie.model.SafeText;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicWriter;

/// Writes how far a replay is, so that other processes see it. Not thread-safe.
final class ReplayStateWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReplayStateWriter.class);
  private static final int MAX_PROBLEM = 500;

  private final TopicWriter writer;
  private final InstantSource clock;
  private final Replay.ReplayObserver observer;
  private ReplayRun state;

  private ReplayStateWriter(
      TopicWriter writer, InstantSource clock, Replay.ReplayObserver observer, ReplayRun state) {
    this.writer = writer;
    this.clock = clock;
    this.observer = observer;
    this.state = state;
  }

  /// Writes that a replay begins.
  static ReplayStateWriter begin(
      KafkaConnection connection,
      InstantSource clock,
      Replay.ReplayObserver observer,
      Replay.ReplayRequest request) {
    ReplayRun state = ReplayRun.start(request.run(), request.from(), request.to(), clock.instant());
    ReplayStateWriter opened =
        new ReplayStateWriter(TopicWriter.open(connection), clock, observer, state);
    opened.write(state);
    return opened;
  }

  /// Tells the observer, and Kafka from time to time.
  ///
  /// @param done number of item versions that are decided
  /// @param total number of item versions; 0 while they are being copied
  void update(int done, int total) {
    observer.update(done, total);
    ReplayRun now = state.withProgress(done, total, clock.instant());
    if (!now.updated().isBefore(state.updated().plus(ReplayRun.UPDATE_INTERVAL))) {
      write(now);
    }
  }

  void finish(Replay.ReplayResult result) {
    write(state.finish(result.items(), result.alerts().size(), clock.instant()));
  }

  /// Leaves the failure to the caller if Kafka does not take the record: then the replay counts as
  /// interrupted a minute later.
  void fail(Throwable failure) {
    String reason = SafeText.toLine(String.valueOf(failure.getMessage()), MAX_PROBLEM);
    try {
      write(state.fail(reason, clock.instant()));
    } catch (KafkaException e) {
      log.warn("the end of replay {} could not be written", state.run(), e);
    }
  }

  private void write(ReplayRun next) {
    try {
      writer.write(Catalogue.live().replays(), next).join();
    } catch (CompletionException e) {
      throw new KafkaException("Kafka does not take the progress of a replay", e.getCause());
    }
    state = next;
  }

  @Override
  public void close() {
    writer.close();
  }
}
