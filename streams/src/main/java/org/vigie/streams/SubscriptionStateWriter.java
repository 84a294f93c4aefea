package org.vigie.streams;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.SubscriptionState;
import org.vigie.streams.store.SubscriptionKey;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Keeps `vigie.subscription-states` equal to the set of subscriptions that are disabled because
/// their rule cannot be read: one record for each, and a tombstone once it is fixed or removed.
/// Every instance reads all subscriptions and writes what it finds; if several instances write,
/// they write the same records.
///
/// Runs on its own virtual thread, because the stages must not wait for a producer. Changes that
/// arrive during a write are handled together after it.
final class SubscriptionStateWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionStateWriter.class);

  /// The pause after an error. A disabled subscription stays disabled meanwhile; only its
  /// state record is late.
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

  private final KafkaConnection connection;
  private final KafkaTopic<SubscriptionState> topic;
  private final Supplier<Map<String, String>> disabledSubscriptions;
  private final InstantSource clock;
  private final Semaphore changeSignal = new Semaphore(1);
  private final Map<String, SubscriptionState> writtenStates = new HashMap<>();
  private @Nullable Thread thread;

  /// @param disabled the subscriptions that are disabled now, with the reason, by `id@version`
  SubscriptionStateWriter(
      KafkaConnection connection,
      KafkaTopic<SubscriptionState> topic,
      Supplier<Map<String, String>> disabled,
      InstantSource clock) {
    this.connection = connection;
    this.topic = topic;
    this.disabledSubscriptions = disabled;
    this.clock = clock;
  }

  /// Starts the thread, unless it was started before. All subscriptions must have been read once.
  void start() {
    if (thread != null) {
      return;
    }
    thread = Thread.ofVirtual().name("subscription-states").start(this::runUntilInterrupted);
  }

  /// Signals that the subscriptions may have changed. Never blocks.
  void signalChange() {
    if (changeSignal.availablePermits() == 0) {
      changeSignal.release();
    }
  }

  private void runUntilInterrupted() {
    try {
      while (true) {
        try {
          writeOnChange();
        } catch (RuntimeException | ExecutionException e) {
          log.atWarn()
              .addKeyValue("problem", FailureReason.describe(e))
              .addKeyValue("again", RETRY_PAUSE)
              .log("the states of subscriptions are not written");
          Thread.sleep(RETRY_PAUSE);
          signalChange();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeOnChange() throws InterruptedException, ExecutionException {
    try (TopicWriter writer = TopicWriter.open(connection)) {
      readWrittenStates();
      while (true) {
        changeSignal.acquire();
        changeSignal.drainPermits();
        writeStates(writer);
      }
    }
  }

  private void readWrittenStates() {
    writtenStates.clear();
    TopicScan.of(connection, topic)
        .onUnreadable(letter -> {})
        .latest()
        .forEach(
            (key, state) -> {
              if (state.aspect().equals(SubscriptionState.RULE)) {
                writtenStates.put(key, state);
              }
            });
  }

  private void writeStates(TopicWriter writer) throws InterruptedException, ExecutionException {
    Map<String, SubscriptionState> now = buildCurrentStates();
    for (SubscriptionState state : now.values()) {
      SubscriptionState before = writtenStates.get(state.key());
      if (before == null || !describeContent(before).equals(describeContent(state))) {
        writer.write(topic, state).get();
        writtenStates.put(state.key(), state);
      }
    }
    for (SubscriptionState before : Map.copyOf(writtenStates).values()) {
      if (!now.containsKey(before.key())) {
        CompletableFuture<?> removed = writer.remove(topic, before);
        removed.get();
        writtenStates.remove(before.key());
      }
    }
  }

  private Map<String, SubscriptionState> buildCurrentStates() {
    Map<String, SubscriptionState> states = new TreeMap<>();
    disabledSubscriptions
        .get()
        .forEach(
            (key, problem) -> {
              SubscriptionKey subscription = SubscriptionKey.parse(key);
              SubscriptionState state =
                  new SubscriptionState(
                      subscription.id(),
                      SubscriptionState.RULE,
                      subscription.version(),
                      problem.isBlank() ? "cannot be read" : problem,
                      clock.instant());
              states.merge(
                  state.key(),
                  state,
                  (one, other) -> one.version() < other.version() ? other : one);
            });
    return states;
  }

  /// The part of a state whose change is worth a record: everything but the time.
  private static String describeContent(SubscriptionState state) {
    return state.version() + " " + state.problem();
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
