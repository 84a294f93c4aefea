package org.vigie.app.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.RequestStore;
import org.vigie.analysis.TextAnalyser;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.ingest.IngestHealth;
import org.vigie.ingest.Ingester;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.Subscription;
import org.vigie.notifier.ChannelSender;
import org.vigie.notifier.Notifier;
import org.vigie.streams.StreamsRole;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;

/// Broker, ingester, streams and notifier in one process. Not thread-safe.
public final class Pipeline implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private final RoleSettings settings;
  private final List<ChannelSender> senders;
  private final Consumer<Poll> pollListener;
  private final Clock clock;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable EmbeddedBroker broker;
  private @Nullable Ingester ingester;
  private @Nullable StreamsRole streams;
  private @Nullable Notifier notifier;

  /// Opens nothing before [#start].
  ///
  /// @param senders the channels of this process, beside those that all processes have
  /// ([ChannelSenders])
  /// @param polls called for every poll of a feed; must return quickly
  public Pipeline(
      RoleSettings settings, List<ChannelSender> senders, Consumer<Poll> polls, Clock clock) {
    this.settings = settings;
    this.senders = List.copyOf(senders);
    this.pollListener = polls;
    this.clock = clock;
  }

  /// Starts the broker, creates the Kafka topics, adds the feeds and subscriptions that are
  /// missing, and starts the roles. Returns before they are ready, see [#awaitReady].
  ///
  /// @return the subscriptions that were added
  /// @throws EmbeddedBroker.DirectoryInUse if another process holds the data directory
  public List<Subscription> start(List<Feed> feeds, List<Subscription> subscriptions) {
    // Read in parallel: the topic packs take about as long to read as the broker takes to start.
    CompletableFuture<TextAnalyser> analyst =
        CompletableFuture.supplyAsync(TextAnalyser::bundled, executor);
    EmbeddedBroker started = EmbeddedBroker.start(settings.data());
    broker = started;
    KafkaConnection connection = started.connection();
    new TopicAdmin(connection).createAndCheck(Catalogue.live());
    List<Subscription> added;
    try (RequestStore wishes = new RequestStore(connection)) {
      wishes.addMissingFeeds(feeds);
      added = wishes.addInitialSubscriptions(subscriptions);
    }
    startRoles(connection, analyst);
    return added;
  }

  private void startRoles(KafkaConnection connection, CompletableFuture<TextAnalyser> analyst) {
    Ingester ingest =
        new Ingester(connection, Catalogue.live(), settings.ingest(), clock, pollListener);
    Notifier notify =
        new Notifier(
            settings.notifier(),
            connection,
            ChannelSenders.createAll(senders, settings, clock),
            clock);
    ingester = ingest;
    notifier = notify;
    CompletableFuture<Void> roles =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(ingest::start, executor),
            CompletableFuture.runAsync(notify::start, executor));
    StreamsRole work =
        new StreamsRole(
            connection,
            Catalogue.live(),
            joinOrThrow(analyst),
            clock,
            settings.data().resolve("streams"),
            settings.streams());
    streams = work;
    work.start();
    joinOrThrow(roles);
  }

  private static <T> T joinOrThrow(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Waits until every role is ready.
  ///
  /// @return false if the stop was requested or the time passed before
  /// @throws IllegalStateException if a role has failed
  public boolean awaitReady(Duration atMost, ShutdownSignal stop) throws InterruptedException {
    Deadline deadline = Deadline.after(atMost);
    while (!isReady()) {
      throwFailure();
      if (stop.await(POLL_INTERVAL) || deadline.hasPassed()) {
        return false;
      }
    }
    return true;
  }

  /// Returns whether every role is ready.
  public boolean isReady() {
    return ingester != null
        && ingester.health().phase() == IngestHealth.Phase.RUNNING
        && streams != null
        && streams.isReady()
        && notifier != null
        && notifier.ready().isDone();
  }

  /// Throws if a role has failed for good.
  ///
  /// @throws IllegalStateException naming the role, with the cause
  public void throwFailure() {
    if (notifier != null && notifier.ended().isCompletedExceptionally()) {
      throw new IllegalStateException(
          "the notifier has failed: " + notifier.ended().exceptionNow().getMessage(),
          notifier.ended().exceptionNow());
    }
    if (streams != null) {
      streams.health().throwIfFailed();
    }
  }

  /// The ingester's health; null before the start.
  public @Nullable IngestHealth ingestHealth() {
    return ingester == null ? null : ingester.health();
  }

  /// The connection settings for clients of the broker.
  ///
  /// @throws IllegalStateException before the start
  public KafkaConnection connection() {
    if (broker == null) {
      throw new IllegalStateException("the pipeline has not been started");
    }
    return broker.connection();
  }

  /// Stops the roles, all at the same time, waits at most 12 s for them, then stops the broker.
  /// Work that one role has left in Kafka for another is done after the next start.
  @Override
  public void close() {
    closeAsync(ingester);
    closeAsync(streams);
    closeAsync(notifier);
    executor.shutdown();
    try {
      if (!executor.awaitTermination(12, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broker != null) {
      broker.close();
    }
  }

  private void closeAsync(@Nullable AutoCloseable role) {
    if (role != null) {
      executor.execute(() -> closeQuietly(role));
    }
  }

  private static void closeQuietly(AutoCloseable role) {
    try {
      role.close();
    } catch (Exception e) {
      throw new IllegalStateException(role.getClass().getSimpleName() + " did not close", e);
    }
  }
}
