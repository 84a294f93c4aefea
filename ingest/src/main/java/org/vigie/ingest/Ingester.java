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
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.Poller;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.Reason;
import org.vigie.wire.Rejected;
import org.vigie.wire.TopicReader;
import org.vigie.wire.TopicWriter;

/// Polls the requested feeds and publishes their entries as readings. Any number of ingesters share
/// the feeds of a cluster; if one dies, the others take its feeds over after its session timeout.
/// Added, changed and removed feeds take effect without a restart.
///
/// If the cluster does not answer or its Kafka topics do not exist yet, the ingester retries until
/// they do. [#health()] is thread-safe.
public final class Ingester implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ingester.class);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final int REMEMBERED = 10_000;

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final IngestSettings settings;
  private final InstantSource clock;
  private final Consumer<Poll> listener;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong unreadable = new AtomicLong();
  private volatile IngestHealth health =
      new IngestHealth(IngestHealth.Phase.STARTING, 0, 0, 0, 0, 0, null);
  private @Nullable Thread loop;

  /// In a row. Read and written by the loop's thread only, as is the next field.
  private int failures;

  private @Nullable Set<String> setAside;

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
    this.listener = listener;
  }

  /// Starts polling on threads of its own and returns at once.
  ///
  /// @throws IllegalStateException if it was started before
  public synchronized void start() {
    if (loop != null) {
      throw new IllegalStateException("an ingester starts once");
    }
    loop = Thread.ofPlatform().name("ingest").start(this::run);
  }

  /// The health as of the last loop pass.
  public IngestHealth health() {
    return health;
  }

  private void run() {
    while (!stopped()) {
      try {
        work();
      } catch (Throwable e) {
        // Catches errors too: otherwise the loop would end while the ingester looks alive.
        complain(e);
        health = with(IngestHealth.Phase.WAITING, Reason.of(e));
        await(PAUSE);
      }
    }
    health = with(IngestHealth.Phase.STOPPED, null);
  }

  /// Logs the first failure with its stack trace, later ones in one line at doubling intervals,
  /// until a pass succeeds.
  private void complain(Throwable trouble) {
    failures = health.phase() == IngestHealth.Phase.WAITING ? failures + 1 : 1;
    if (failures == 1) {
      log.warn("ingest cannot work and tries again", trouble);
    } else if (Integer.bitCount(failures) == 1) {
      log.warn("ingest cannot work after {} attempts: {}", failures, Reason.of(trouble));
    }
  }

  private IngestHealth with(IngestHealth.Phase phase, @Nullable String problem) {
    IngestHealth last = health;
    return new IngestHealth(
        phase, last.feeds(), last.owned(), last.tried(), last.failing(), unreadable.get(), problem);
  }

  private void work() {
    try (TopicWriter writer = TopicWriter.open(connection);
        FeedTable table = new FeedTable(connection, catalogue, poison -> setAside(writer, poison));
        Ownership ownership = new Ownership(connection, settings.group(), catalogue.feeds());
        Fetcher fetcher = new Fetcher(settings.fetch(), clock);
        Round round =
            new Round(
                catalogue,
                writer,
                fetcher,
                new Poller(fetcher, clock, new Random()),
                settings.maxPolls())) {
      while (!stopped()) {
        tick(table, ownership, round);
      }
    }
  }

  private void tick(FeedTable table, Ownership ownership, Round round) {
    table.poll(TICK);
    Set<Integer> gained = ownership.keep();
    if (!gained.isEmpty()) {
      // The previous owner may have written states that are not in the table yet.
      table.catchUp();
      log.info("ingest took over partitions {} of {}", gained, catalogue.feeds().name());
    }
    if (table.takeChanged() | ownership.takeChanged()) {
      round.follow(table, ownership);
    }
    @Nullable String problem = null;
    for (Round.Outcome outcome : round.finish(table, clock.instant())) {
      if (outcome.poll() != null) {
        listener.accept(outcome.poll());
      } else if (outcome.failure() != null) {
        problem = "readings could not be written: " + outcome.failure().getMessage();
        log.warn("{}", problem);
      }
    }
    round.start(clock.instant());
    health =
        new IngestHealth(
            ownership.joined() ? IngestHealth.Phase.RUNNING : IngestHealth.Phase.STARTING,
            table.feeds().size(),
            round.owned(),
            round.tried(),
            round.failing(),
            unreadable.get(),
            problem);
  }

  private void setAside(TopicWriter writer, Rejected poison) {
    unreadable.incrementAndGet();
    log.warn("unreadable record {}: {}", poison.source(), poison.reason());
    if (setAsideBefore().add(poison.source())) {
      writer.reject(catalogue.rejected(), poison);
    }
  }

  /// The sources of dead letters written by earlier starts. The feed Kafka topics are read from the
  /// beginning at every start, so the same unreadable records are met again. Only the newest dead
  /// letters are searched: the loop waits for this, and a dead letter written twice does no harm.
  private Set<String> setAsideBefore() {
    Set<String> known = setAside;
    if (known == null) {
      known = new HashSet<>();
      new TopicReader(connection)
          .readLast(catalogue.rejected(), REMEMBERED, sources(known), unreadable -> {});
      setAside = known;
    }
    return known;
  }

  private Consumer<TopicReader.Entry<Rejected>> sources(Set<String> known) {
    String feeds = catalogue.feeds().name() + "-";
    String states = catalogue.feedStates().name() + "-";
    return entry -> {
      if (entry.key().startsWith(feeds) || entry.key().startsWith(states)) {
        known.add(entry.key());
      }
    };
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private void await(Duration pause) {
    try {
      stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /// Stops polling, leaves the consumer group and waits until both are done, usually within a
  /// second, at most 15 s.
  @Override
  public synchronized void close() {
    stop.countDown();
    if (loop == null) {
      return;
    }
    try {
      if (!loop.join(STOP)) {
        log.warn("ingest does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
