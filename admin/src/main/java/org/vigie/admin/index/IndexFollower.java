package org.vigie.admin.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.analysis.TextAnalyser;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// The thread that keeps the index at the end of Kafka. What fails is tried again after a second,
/// for as long as it is not closed.
final class IndexFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  /// How long after a refresh the next one may come. Each costs some milliseconds and a file.
  private static final long REFRESH_NANOS = Duration.ofMillis(50).toNanos();

  private static final long CATCH_UP_REFRESH_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long COMMIT_NANOS = Duration.ofSeconds(15).toNanos();
  private static final long EXPIRY_NANOS = Duration.ofHours(1).toNanos();

  private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);

  private final Path directory;
  private final KafkaConnection connection;
  private final IndexDocuments documents;
  private final String packs;
  private final InstantSource clock;
  private final IndexWork.Teller teller;
  private final Catalogue catalogue = Catalogue.live();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch completed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable IndexStore store;

  /// Whether the next opening begins with an empty index; for the thread alone.
  private boolean rebuild;

  private volatile FollowerState state = new FollowerState(false, 0, 0, null);

  IndexFollower(
      Path directory,
      KafkaConnection connection,
      TextAnalyser analyser,
      InstantSource clock,
      IndexWork.Teller teller) {
    this.directory = directory;
    this.connection = connection;
    this.documents = new IndexDocuments(analyser);
    this.packs = analyser.packsHash();
    this.clock = clock;
    this.teller = teller;
    thread = Thread.ofPlatform().name("news-index").daemon().unstarted(this::run);
  }

  /// How far it is.
  ///
  /// @param complete whether it has been at the end of Kafka
  /// @param done records read
  /// @param total offsets that were to be read at the start
  /// @param problem why it does not follow Kafka now; null if it does
  record FollowerState(boolean complete, long done, long total, @Nullable String problem) {
    FollowerState withProblem(@Nullable String other) {
      return new FollowerState(complete, done, total, other);
    }
  }

  void start() {
    thread.start();
  }

  /// The open index; null before it is opened.
  @Nullable IndexStore store() {
    return store;
  }

  FollowerState state() {
    return state;
  }

  boolean awaitComplete(Duration atMost) throws InterruptedException {
    return completed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    while (!isClosed()) {
      try {
        openAndFollow();
      } catch (KafkaFollower.ForeignIndexException e) {
        log.info("the index is built anew: {}", e.getMessage());
        rebuild = true;
        state = new FollowerState(false, 0, 0, null);
      } catch (LockObtainFailedException e) {
        fail("another process uses the index in " + directory, e);
      } catch (InterruptException e) {
        // Closed; Kafka has set the interrupt again.
        return;
      } catch (KafkaException e) {
        fail("Kafka cannot be read: " + e.getMessage(), e);
      } catch (IOException | AlreadyClosedException e) {
        fail("the index in " + directory + " cannot be written: " + e.getMessage(), e);
      } catch (RuntimeException | Error e) {
        fail("the index does not follow Kafka; the log says why", e);
      } finally {
        closeStore();
      }
    }
  }

  private void fail(String problem, Throwable cause) {
    if (!problem.equals(state.problem())) {
      log.warn("{}", problem, cause);
    }
    state = state.withProblem(problem);
    try {
      closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void openAndFollow() throws IOException {
    IndexStore opened = IndexStore.open(directory, IndexFields.SCHEMA + " " + packs);
    store = opened;
    if (rebuild) {
      opened.deleteAll();
      rebuild = false;
    }
    while (!isClosed()) {
      try (KafkaFollower kafka = KafkaFollower.open(connection, catalogue, opened)) {
        follow(opened, kafka);
        return;
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        // The index stays open: it answers while Kafka is away.
        fail("Kafka cannot be read: " + e.getMessage(), e);
      }
    }
  }

  private void follow(IndexStore opened, KafkaFollower kafka) throws IOException {
    IndexWork work = new IndexWork(catalogue, documents, opened.writer());
    work.deleteExpired(clock);
    long done = 0;
    boolean complete = false;
    long refreshed = System.nanoTime();
    long committed = refreshed;
    long expired = refreshed;
    boolean written = true;
    boolean unseen = false;
    state = new FollowerState(state.complete(), 0, kafka.total(), null);
    while (!isClosed()) {
      int read = kafka.poll(findWait(complete && unseen, refreshed), work::write);
      done += read;
      written |= read > 0;
      unseen |= read > 0;
      boolean atEnd = complete || kafka.hasCaughtUp();
      long now = System.nanoTime();
      if (now - refreshed >= (atEnd ? REFRESH_NANOS : CATCH_UP_REFRESH_NANOS)
          || atEnd && !complete) {
        refreshed = now;
        unseen = false;
        opened.refresh();
        if (complete) {
          work.tellNews(teller);
        } else {
          work.forgetNews();
        }
      }
      if (atEnd && !complete && completed.getCount() == 0) {
        // It was complete before: whoever listens has missed what came since then.
        teller.gap().run();
      }
      complete = atEnd;
      state = new FollowerState(complete || state.complete(), done, kafka.total(), null);
      if (complete) {
        completed.countDown();
      }
      if (now - expired >= EXPIRY_NANOS) {
        expired = now;
        work.deleteExpired(clock);
      }
      if (written && now - committed >= COMMIT_NANOS) {
        committed = now;
        written = false;
        opened.commit(kafka.cluster(), kafka.positions());
      }
    }
    opened.commit(kafka.cluster(), kafka.positions());
  }

  /// How long to wait for records: no longer than until what was written may be seen.
  private static Duration findWait(boolean unseen, long refreshed) {
    long left = REFRESH_NANOS - (System.nanoTime() - refreshed);
    return unseen ? Duration.ofNanos(Math.max(0, left)) : POLL;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void closeStore() {
    IndexStore open = store;
    store = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        log.warn("the index does not close", e);
      }
    }
  }

  /// Commits and ends, within some seconds.
  @Override
  public void close() {
    closed.countDown();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(STOP)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
