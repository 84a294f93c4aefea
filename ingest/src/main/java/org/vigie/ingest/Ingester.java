package org.vigie.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.Reason;
import org.vigie.wire.TopicRecord;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Polls the requested feeds and publishes their entries as readings. Any number of ingesters share
/// the feeds of a cluster; if one dies, the others take its feeds over after its session timeout.
/// Added, changed and removed feeds take effect without a restart.
///
/// If the cluster does not answer or its Kafka topics do not exist yet, the ingester retries until
/// they do. [#health()] is thread-safe.
public final class Ingester implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ingester.class);
  private static final Duration TICK_TIMEOUT = Duration.ofMillis(50);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final int MAX_KNOWN_DEAD_LETTERS = 10_000;

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final IngestSettings settings;
  private final InstantSource clock;
  private final Consumer<Poll> pollListener;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final AtomicLong unreadable = new AtomicLong();
  private volatile IngestHealth health =
      new IngestHealth(IngestHealth.Phase.STARTING, 0, 0, 0, 0, 0, null);
  private @Nullable Thread loopThread;

  /// In a row. Read and written by the loop's thread only, as is the next field.
  private int consecutiveFailures;

  private @Nullable Set<String> knownDeadLetters;

  /// Opens nothing before [#start()].
  ///
  /// @param listener called for every poll whose readings and state Kafka has acknowledged, on the
  ///     ingester's own thread: it must return quickly
  public Ingester(
      KafkaConnection connection,
      Catalogue catalogue,
      IngestSettings settings,
      InstantSource clock,
      Consumer<Poll> listener) {
    this.connection = connection;
    this.catalogue = catalogue;
    this.settings = settings;
    this.clock = clock;
    this.pollListener = listener;
  }

  /// Starts polling on threads of its own and returns at once.
  ///
  /// @throws IllegalStateException if it was started before
  public synchronized void start() {
    if (loopThread != null) {
      throw new IllegalStateException("an ingester starts once");
    }
    loopThread = Thread.ofPlatform().name("ingest").start(this::run);
  }

  /// The health as of the last loop pass.
  public IngestHealth health() {
    return health;
  }

  private void run() {
    while (!isStopped()) {
      try {
        pollFeeds();
      } catch (Throwable e) {
        // Catches errors too: otherwise the loop would end while the ingester looks alive.
        logFailure(e);
        health = withPhase(IngestHealth.Phase.WAITING, Reason.of(e));
        pause(RETRY_PAUSE);
      }
    }
    health = withPhase(IngestHealth.Phase.STOPPED, null);
  }

  /// Logs the first failure with its stack trace, later ones in one line at doubling intervals,
  /// until a pass succeeds.
  private void logFailure(Throwable trouble) {
    consecutiveFailures =
        health.phase() == IngestHealth.Phase.WAITING ? consecutiveFailures + 1 : 1;
    if (consecutiveFailures == 1) {
      log.warn("ingest cannot work and tries again", trouble);
    } else if (Integer.bitCount(consecutiveFailures) == 1) {
      log.warn("ingest cannot work after {} attempts: {}", consecutiveFailures, Reason.of(trouble));
    }
  }

  private IngestHealth withPhase(IngestHealth.Phase phase, @Nullable String problem) {
    IngestHealth last = health;
    return new IngestHealth(
        phase, last.feeds(), last.owned(), last.tried(), last.failing(), unreadable.get(), problem);
  }

  private void pollFeeds() {
    try (TopicWriter writer = TopicWriter.open(connection);
        FeedTable table =
            new FeedTable(connection, catalogue, poison -> writeDeadLetter(writer, poison));
        FeedAssignment ownership =
            new FeedAssignment(connection, settings.group(), catalogue.feeds());
        Fetcher fetcher = new Fetcher(settings.fetch(), clock);
        FeedScheduler round =
            new FeedScheduler(
                catalogue,
                writer,
                fetcher,
                new FeedPoller(fetcher, clock, new Random()),
                settings.maxPolls())) {
      table.load();
      while (!isStopped()) {
        runTick(table, ownership, round);
      }
    }
  }

  private void runTick(FeedTable table, FeedAssignment ownership, FeedScheduler round) {
    table.poll(TICK_TIMEOUT);
    Set<Integer> gained = ownership.pollGroup();
    if (!gained.isEmpty()) {
      // The previous owner may have written states that are not in the table yet.
      table.readToEnd();
      log.info("ingest took over partitions {} of {}", gained, catalogue.feeds().name());
    }
    if (table.getAndClearChanged() | ownership.getAndClearChanged()) {
      round.updateSlots(table, ownership);
    }
    @Nullable String problem = null;
    for (FeedScheduler.PollOutcome outcome : round.collectFinished(table, clock.instant())) {
      if (outcome.poll() != null) {
        pollListener.accept(outcome.poll());
      } else if (outcome.failure() != null) {
        problem = "readings could not be written: " + outcome.failure().getMessage();
        log.warn("{}", problem);
      }
    }
    round.startDuePolls(clock.instant());
    health =
        new IngestHealth(
            ownership.hasJoined() ? IngestHealth.Phase.RUNNING : IngestHealth.Phase.STARTING,
            table.feeds().size(),
            round.countOwned(),
            round.countTried(),
            round.countFailing(),
            unreadable.get(),
            problem);
  }

  private void writeDeadLetter(TopicWriter writer, DeadLetter poison) {
    unreadable.incrementAndGet();
    if (loadKnownDeadLetters().add(poison.source())) {
      writer.deadLetters(catalogue.rejected()).write(poison);
    } else {
      log.warn("unreadable record {}: {}", poison.source(), poison.reason());
    }
  }

  /// The sources of dead letters written by earlier starts. The feed Kafka topics are read from the
  /// beginning at every start, so the same unreadable records are met again. Only the newest dead
  /// letters are searched: the loop waits for this, and a dead letter written twice does no harm.
  private Set<String> loadKnownDeadLetters() {
    Set<String> known = knownDeadLetters;
    if (known == null) {
      known = new HashSet<>();
      TopicScan.of(connection, catalogue.rejected())
          .last(MAX_KNOWN_DEAD_LETTERS)
          .read(collectSources(known));
      knownDeadLetters = known;
    }
    return known;
  }

  private Consumer<TopicRecord<DeadLetter>> collectSources(Set<String> known) {
    String feeds = catalogue.feeds().name() + "-";
    String states = catalogue.feedStates().name() + "-";
    return letter -> {
      if (letter.key().startsWith(feeds) || letter.key().startsWith(states)) {
        known.add(letter.key());
      }
    };
  }

  private boolean isStopped() {
    return stopRequested.getCount() == 0;
  }

  private void pause(Duration pause) {
    try {
      stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopRequested.countDown();
    }
  }

  /// Stops polling, leaves the consumer group and waits until both are done, usually within a
  /// second, at most 15 s.
  @Override
  public synchronized void close() {
    stopRequested.countDown();
    if (loopThread == null) {
      return;
    }
    try {
      if (!loopThread.join(STOP_TIMEOUT)) {
        log.warn("ingest does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
