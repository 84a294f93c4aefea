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

/// Polls the feeds that people wish for and publishes what they say as readings. Any number of
/// ingesters share the feeds of a cluster; the feeds of one that dies go on elsewhere after its
/// session. Wishes come into force without a restart.
///
/// A cluster that does not answer, or has no Kafka topics yet, is waited for. [#health()] may be
/// asked from any thread.
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

  /// In a row; of the loop's thread, like the next.
  private int failures;

  private @Nullable Set<String> setAside;

  /// Does nothing yet.
  ///
  /// @param listener hears of every poll once its readings and facts are safe, on the ingester's
  ///     own thread: it must be quick
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

  /// Begins to poll, on threads of its own. Returns at once.
  ///
  /// @throws IllegalStateException where it was started before
  public synchronized void start() {
    if (loop != null) {
      throw new IllegalStateException("an ingester starts once");
    }
    loop = Thread.ofPlatform().name("ingest").start(this::run);
  }

  /// How it is.
  public IngestHealth health() {
    return health;
  }

  private void run() {
    while (!stopped()) {
      try {
        work();
      } catch (Throwable e) {
        // An Error too: a loop that has ended would look as if it ran.
        complain(e);
        health = with(IngestHealth.Phase.WAITING, Reason.of(e));
        await(PAUSE);
      }
    }
    health = with(IngestHealth.Phase.STOPPED, null);
  }

  /// Once with its trace, then a line at growing intervals, until it has worked again.
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
      // Its last owner may have written facts that have not reached the table.
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

  /// Wishes and facts are read from the beginning at every start, and the same poison with them.
  /// What was set aside is looked for among the newest only: the loop waits for this, and a poison
  /// that is set aside twice does no harm.
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

  /// Stops polling, leaves the group and waits until that is done, in general within a second.
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
