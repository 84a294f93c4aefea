package org.vigie.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.Deadline;

/// Measures additions of subscriptions while items arrive: how soon a new subscription is in force,
/// and how much additions slow down the alerts of other subscriptions. Measurements with and
/// without additions alternate in one run, so that both use the same stores and the same machine.
final class SubscriptionChangeBenchmark {
  /// Subscriptions added per second while others wait for their alerts: more than people would add.
  private static final int ADDED_PER_SECOND = 10;

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(2);
  /// The maximum number of probes that are not processed yet.
  private static final int MAX_PENDING_PROBES = 20;

  /// Only what hangs takes as long: a machine with much else to do makes figures worse, not void.
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final BenchmarkContext context;
  private final ChangeSize size;
  private final Clock clock = Clock.systemUTC();
  private final List<Reading> readings;
  private int usedReadings;
  private int addedSubscriptions;

  private SubscriptionChangeBenchmark(BenchmarkContext context) {
    this.context = context;
    size = context.scale().change();
    readings = SampleReadings.create(context.createSamples(size.totalItems()), clock.instant());
  }

  /// The amount of work.
  ///
  /// @param subscriptions number of subscriptions at the start
  /// @param oneByOne number of subscriptions that are added one after the other, to measure when
  ///     each is in force
  /// @param burst readings that are written at once
  /// @param paced readings in each stretch at a steady pace; one stretch before them warms up
  /// @param perSecond the pace of a stretch
  /// @param rounds how often two bursts or stretches are measured with additions, between one
  ///     without before and one without after, so that a machine that slows down or warms up
  ///     affects both
  /// @param quietPeriod the time without alerts after which a burst or stretch is over
  record ChangeSize(
      int subscriptions,
      int oneByOne,
      int burst,
      int paced,
      int perSecond,
      int rounds,
      Duration quietPeriod) {
    /// About two minutes on two processors.
    static final ChangeSize FULL =
        new ChangeSize(1_000, 200, 5_000, 3_000, 1_000, 3, PipelineRun.QUIET_PERIOD);

    /// A few seconds.
    static final ChangeSize TRIAL = new ChangeSize(100, 3, 100, 40, 200, 1, Duration.ofMillis(500));

    int totalItems() {
      return (burst + paced) * (4 * rounds + 1);
    }
  }

  static List<BenchmarkResult> compare(BenchmarkContext context) {
    return new SubscriptionChangeBenchmark(context).run();
  }

  private List<BenchmarkResult> run() {
    List<Subscription> before =
        SampleSubscriptions.generate(size.subscriptions(), BenchmarkContext.SEED);
    try (PipelineRun run =
            PipelineRun.start(context.workspace().createDirectory("change"), before, List.of());
        AlertObserver alerts = new AlertObserver(run.connection(), run.catalogue());
        StreamsRole role = createRole(run)) {
      role.start();
      List<BenchmarkResult> lines = new ArrayList<>();
      context
          .progress()
          .accept("adding to %,d subscriptions at saturation".formatted(before.size()));
      lines.add(measureSaturation(run, alerts, role));
      alerts.startRecordingItems();
      context.progress().accept("adding %,d one after the other".formatted(size.oneByOne()));
      lines.addAll(0, measureActivation(run, alerts, role));
      context.progress().accept("adding at %,d items/s".formatted(size.perSecond()));
      lines.add(measurePaced(run, alerts, role));
      return lines;
    }
  }

  private StreamsRole createRole(PipelineRun run) {
    return new StreamsRole(
        run.connection(),
        new ClusterProbe(run.connection()),
        run.catalogue(),
        TextAnalyser.bundled(),
        clock,
        run.stateDirectory(),
        StreamsSettings.DEFAULT.asSingleInstance());
  }

  private List<Reading> nextReadings(int count) {
    usedReadings += count;
    return readings.subList(usedReadings - count, usedReadings);
  }

  /// Measures bursts that are processed as fast as possible, each through all stages. The first one
  /// warms up.
  private BenchmarkResult measureSaturation(
      PipelineRun run, AlertObserver alerts, StreamsRole role) {
    measureBurst(run, alerts, role);
    double[] without = {};
    double[] with = {};
    for (int i = 0; i < size.rounds(); i++) {
      without = PipelineRun.mergeSorted(without, measureBurst(run, alerts, role));
      try (SubscriptionAdder additions = new SubscriptionAdder(run)) {
        with = PipelineRun.mergeSorted(with, measureBurst(run, alerts, role));
        with = PipelineRun.mergeSorted(with, measureBurst(run, alerts, role));
      }
      without = PipelineRun.mergeSorted(without, measureBurst(run, alerts, role));
    }
    context
        .progress()
        .accept(
            "  bursts %s s, none added %s s"
                .formatted(formatSeconds(with), formatSeconds(without)));
    return BenchmarkResult.rate(
        "backlog, %d subscriptions/s added".formatted(ADDED_PER_SECOND),
        "items/s",
        size.burst() / PipelineRun.quantile(with, 0.5),
        "none added",
        size.burst() / PipelineRun.quantile(without, 0.5));
  }

  private static List<String> formatSeconds(double[] seconds) {
    return Arrays.stream(seconds).mapToObj("%.1f"::formatted).toList();
  }

  /// Returns the seconds from the first reading written to the last alert.
  private double[] measureBurst(PipelineRun run, AlertObserver alerts, StreamsRole role) {
    long accepted = role.counts().received(Stage.ACCEPT) + size.burst();
    long begin = System.nanoTime();
    nextReadings(size.burst()).forEach(run::write);
    awaitAccepted(role, accepted);
    awaitLastAlert(alerts, begin);
    return new double[] {(alerts.lastArrivalNanos() - begin) / 1e9};
  }

  /// On a busy machine the first alert may need longer than the quiet period.
  private void awaitLastAlert(AlertObserver alerts, long begin) {
    if (!Deadline.after(TIMEOUT)
        .await(PROBE_INTERVAL, () -> alerts.lastArrivalNanos() - begin > 0)) {
      throw new IllegalStateException("no alert within " + TIMEOUT);
    }
    PipelineRun.awaitQuiet(alerts, size.quietPeriod());
  }

  private static void awaitAccepted(StreamsRole role, long count) {
    if (!Deadline.after(TIMEOUT)
        .await(PROBE_INTERVAL, () -> role.counts().received(Stage.ACCEPT) >= count)) {
      throw new IllegalStateException("fewer than " + count + " readings within " + TIMEOUT);
    }
  }

  /// Matching readings arrive all the time; the decision time of the first one that raises an alert
  /// shows when the subscription was in force.
  private List<BenchmarkResult> measureActivation(
      PipelineRun run, AlertObserver alerts, StreamsRole role) {
    double[] times = {};
    for (int i = 0; i < size.oneByOne(); i++) {
      times =
          PipelineRun.mergeSorted(times, new double[] {measureActivationMillis(run, alerts, role)});
    }
    return List.of(
        BenchmarkResult.cost(
            "subscription in force, p50", "ms", PipelineRun.quantile(times, 0.5), "limit", 1_000),
        BenchmarkResult.cost(
            "subscription in force, p99", "ms", PipelineRun.quantile(times, 0.99), "limit", 1_000));
  }

  /// The number of unprocessed probes is limited: a backlog would be part of the measurement.
  private double measureActivationMillis(PipelineRun run, AlertObserver alerts, StreamsRole role) {
    long before = role.counts().received(Stage.ACCEPT);
    Subscription subscription = createSubscription();
    Deadline deadline = Deadline.after(TIMEOUT);
    Instant written = clock.instant();
    run.write(subscription);
    Instant decided = null;
    int probes = 0;
    while (decided == null) {
      if (probes - (role.counts().received(Stage.ACCEPT) - before) < MAX_PENDING_PROBES) {
        run.write(createProbe(subscription, probes++));
      }
      LockSupport.parkNanos(PROBE_INTERVAL.toNanos());
      decided = alerts.findFirstDecision(subscription.id());
      if (deadline.hasPassed()) {
        throw new IllegalStateException("not in force within " + TIMEOUT);
      }
    }
    awaitAccepted(role, before + probes);
    return Duration.between(written, decided).toNanos() / 1e6;
  }

  private BenchmarkResult measurePaced(PipelineRun run, AlertObserver alerts, StreamsRole role) {
    measureStretch(run, alerts, role);
    double[] without = {};
    double[] with = {};
    for (int i = 0; i < size.rounds(); i++) {
      without = PipelineRun.mergeSorted(without, measureStretch(run, alerts, role));
      try (SubscriptionAdder additions = new SubscriptionAdder(run)) {
        with = PipelineRun.mergeSorted(with, measureStretch(run, alerts, role));
        with = PipelineRun.mergeSorted(with, measureStretch(run, alerts, role));
      }
      without = PipelineRun.mergeSorted(without, measureStretch(run, alerts, role));
    }
    return BenchmarkResult.cost(
        "reading to alert, p99, %,d/s, %d subscriptions/s added"
            .formatted(size.perSecond(), ADDED_PER_SECOND),
        "ms",
        PipelineRun.quantile(with, 0.99),
        "none added",
        PipelineRun.quantile(without, 0.99));
  }

  private double[] measureStretch(PipelineRun run, AlertObserver alerts, StreamsRole role) {
    long accepted = role.counts().received(Stage.ACCEPT) + size.paced();
    long begin = System.nanoTime();
    Map<String, Long> due = run.writeAtPace(nextReadings(size.paced()), size.perSecond(), 0);
    awaitAccepted(role, accepted);
    awaitLastAlert(alerts, begin);
    return PipelineRun.computeLatencies(alerts, due);
  }

  /// Returns a subscription with a unique query word.
  private synchronized Subscription createSubscription() {
    String word =
        String.valueOf(addedSubscriptions)
            .chars()
            .mapToObj(digit -> String.valueOf("bdfgklmprt".charAt(digit - '0')))
            .collect(Collectors.joining("o", "quo", "ok"));
    return Subscription.builder("added-" + addedSubscriptions++, clock.instant())
        .query(word)
        .build();
  }

  private Reading createProbe(Subscription subscription, int number) {
    Outlet outlet = Outlet.named("Sonde " + number % 60);
    String guid = subscription.id() + "/" + number;
    Instant now = clock.instant();
    String word = String.valueOf(subscription.query());
    return new Reading(
        Identity.itemId(outlet, guid),
        List.of(guid),
        outlet,
        outlet.id() + "/1",
        Origin.LIVE,
        guid,
        Content.of("La sonde dit " + word, "Rien d’autre que " + word + " à ce sujet."),
        now,
        false,
        now,
        null);
  }

  /// Adds subscriptions at a steady pace until it is closed.
  private final class SubscriptionAdder implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    SubscriptionAdder(PipelineRun run) {
      thread = Thread.ofPlatform().name("additions").start(() -> addSubscriptions(run));
    }

    private void addSubscriptions(PipelineRun run) {
      try {
        while (!stopped.get()) {
          run.write(createSubscription());
          LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / ADDED_PER_SECOND);
        }
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    @Override
    public void close() {
      stopped.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        throw failure;
      }
    }
  }
}
