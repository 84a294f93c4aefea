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
import org.vigie.analysis.Analyst;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.streams.StageCounts.Stage;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;

/// Measures additions of subscriptions while items arrive: how soon a new subscription is in force,
/// and how much additions slow down the alerts of other subscriptions. Measurements with and
/// without additions alternate in one run, so that both use the same stores and the same machine.
final class ChangeBenchmark {
  /// Subscriptions added per second while others wait for their alerts: more than people would add.
  private static final int ADDED_PER_SECOND = 10;

  private static final Duration PROBE = Duration.ofMillis(2);
  /// The maximum number of probes that are not processed yet.
  private static final int PROBES = 20;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Scene scene;
  private final Size size;
  private final Clock clock = Clock.systemUTC();
  private final List<Reading> readings;
  private int used;
  private int added;

  private ChangeBenchmark(Scene scene) {
    this.scene = scene;
    size = scene.effort().change();
    readings = SampleReadings.of(scene.samples(size.items()), clock.instant());
  }

  /// The amount of work.
  ///
  /// @param subscriptions number of subscriptions at the start
  /// @param alone number of subscriptions that are added one after the other, to measure when each
  ///     is in force
  /// @param burst readings that are written at once
  /// @param paced readings in each stretch at a steady pace; one stretch before them warms up
  /// @param perSecond the pace of a stretch
  /// @param rounds how often two bursts or stretches are measured with additions, between one
  ///     without before and one without after, so that a machine that slows down or warms up
  ///     affects both
  /// @param silence the time without alerts after which a burst or stretch is over
  record Size(
      int subscriptions,
      int alone,
      int burst,
      int paced,
      int perSecond,
      int rounds,
      Duration silence) {
    /// About two minutes on two processors.
    static final Size FULL = new Size(1_000, 200, 5_000, 3_000, 1_000, 3, PipelineRun.SILENCE);

    /// A few seconds.
    static final Size TRIAL = new Size(100, 3, 100, 40, 200, 1, Duration.ofMillis(500));

    int items() {
      return (burst + paced) * (4 * rounds + 1);
    }
  }

  static List<Comparison> compare(Scene scene) {
    return new ChangeBenchmark(scene).run();
  }

  private List<Comparison> run() {
    List<Subscription> before = SampleSubscriptions.of(size.subscriptions(), Scene.SEED);
    try (PipelineRun run = PipelineRun.on(scene.place().directory("change"), before, List.of());
        AlertClock alerts = new AlertClock(run.connection(), run.catalogue());
        StreamsRole role = role(run)) {
      role.start();
      List<Comparison> lines = new ArrayList<>();
      scene.progress().accept("adding to %,d subscriptions at saturation".formatted(before.size()));
      lines.add(saturation(run, alerts, role));
      alerts.nameItems();
      scene.progress().accept("adding %,d one after the other".formatted(size.alone()));
      lines.addAll(0, inForce(run, alerts, role));
      scene.progress().accept("adding at %,d items/s".formatted(size.perSecond()));
      lines.add(paced(run, alerts));
      return lines;
    }
  }

  private StreamsRole role(PipelineRun run) {
    return new StreamsRole(
        run.connection(),
        run.catalogue(),
        Analyst.bundled(),
        clock,
        run.stateDirectory(),
        StreamsSettings.DEFAULT.onlyInstance());
  }

  private List<Reading> next(int count) {
    used += count;
    return readings.subList(used - count, used);
  }

  /// Measures bursts that are processed as fast as possible, each through all stages. The first one
  /// warms up.
  private Comparison saturation(PipelineRun run, AlertClock alerts, StreamsRole role) {
    burst(run, alerts, role);
    double[] without = {};
    double[] with = {};
    for (int i = 0; i < size.rounds(); i++) {
      without = PipelineRun.merged(without, burst(run, alerts, role));
      try (Additions additions = new Additions(run)) {
        with = PipelineRun.merged(with, burst(run, alerts, role));
        with = PipelineRun.merged(with, burst(run, alerts, role));
      }
      without = PipelineRun.merged(without, burst(run, alerts, role));
    }
    scene.progress().accept("  bursts %s s, none added %s s".formatted(said(with), said(without)));
    return Comparison.rate(
        "backlog, %d subscriptions/s added".formatted(ADDED_PER_SECOND),
        "items/s",
        size.burst() / PipelineRun.quantile(with, 0.5),
        "none added",
        size.burst() / PipelineRun.quantile(without, 0.5));
  }

  private static List<String> said(double[] seconds) {
    return Arrays.stream(seconds).mapToObj("%.1f"::formatted).toList();
  }

  /// Returns the seconds from the first reading written to the last alert.
  private double[] burst(PipelineRun run, AlertClock alerts, StreamsRole role) {
    long accepted = role.counts().received(Stage.ACCEPT) + size.burst();
    long begin = System.nanoTime();
    next(size.burst()).forEach(run::write);
    awaitAccepted(role, accepted);
    PipelineRun.awaitSilence(alerts, size.silence());
    return new double[] {(alerts.last() - begin) / 1e9};
  }

  private static void awaitAccepted(StreamsRole role, long count) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (role.counts().received(Stage.ACCEPT) < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("fewer than " + count + " readings within " + LONGEST);
      }
      LockSupport.parkNanos(PROBE.toNanos());
    }
  }

  /// Matching readings arrive all the time; the decision time of the first one that raises an alert
  /// shows when the subscription was in force.
  private List<Comparison> inForce(PipelineRun run, AlertClock alerts, StreamsRole role) {
    double[] times = {};
    for (int i = 0; i < size.alone(); i++) {
      times = PipelineRun.merged(times, new double[] {inForceAfter(run, alerts, role)});
    }
    return List.of(
        Comparison.cost(
            "subscription in force, p50", "ms", PipelineRun.quantile(times, 0.5), "limit", 1_000),
        Comparison.cost(
            "subscription in force, p99", "ms", PipelineRun.quantile(times, 0.99), "limit", 1_000));
  }

  /// The number of unprocessed probes is limited: a backlog would be part of the measurement.
  private double inForceAfter(PipelineRun run, AlertClock alerts, StreamsRole role) {
    long before = role.counts().received(Stage.ACCEPT);
    Subscription subscription = next();
    Instant written = clock.instant();
    run.write(subscription);
    Instant decided = null;
    int probes = 0;
    while (decided == null) {
      if (probes - (role.counts().received(Stage.ACCEPT) - before) < PROBES) {
        run.write(probe(subscription, probes++));
      }
      LockSupport.parkNanos(PROBE.toNanos());
      decided = alerts.decided(subscription.id());
      if (clock.instant().isAfter(written.plus(LONGEST))) {
        throw new IllegalStateException("not in force within " + LONGEST);
      }
    }
    awaitAccepted(role, before + probes);
    return Duration.between(written, decided).toNanos() / 1e6;
  }

  private Comparison paced(PipelineRun run, AlertClock alerts) {
    run.pace(next(size.paced()), size.perSecond(), 0);
    double[] without = {};
    double[] with = {};
    for (int i = 0; i < size.rounds(); i++) {
      without = PipelineRun.merged(without, stretch(run, alerts));
      try (Additions additions = new Additions(run)) {
        with = PipelineRun.merged(with, stretch(run, alerts));
        with = PipelineRun.merged(with, stretch(run, alerts));
      }
      without = PipelineRun.merged(without, stretch(run, alerts));
    }
    return Comparison.cost(
        "reading to alert, p99, %,d/s, %d subscriptions/s added"
            .formatted(size.perSecond(), ADDED_PER_SECOND),
        "ms",
        PipelineRun.quantile(with, 0.99),
        "none added",
        PipelineRun.quantile(without, 0.99));
  }

  private double[] stretch(PipelineRun run, AlertClock alerts) {
    Map<String, Long> due = run.pace(next(size.paced()), size.perSecond(), 0);
    PipelineRun.awaitSilence(alerts, size.silence());
    return PipelineRun.latencies(alerts, due);
  }

  /// Returns a subscription with a unique query word.
  private synchronized Subscription next() {
    String word =
        String.valueOf(added)
            .chars()
            .mapToObj(digit -> String.valueOf("bdfgklmprt".charAt(digit - '0')))
            .collect(Collectors.joining("o", "quo", "ok"));
    return new Subscription(
        "added-" + added++,
        1,
        Subscription.State.ACTIVE,
        null,
        List.of(),
        word,
        List.of(),
        clock.instant());
  }

  private Reading probe(Subscription subscription, int number) {
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
  private final class Additions implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    Additions(PipelineRun run) {
      thread = Thread.ofPlatform().name("additions").start(() -> add(run));
    }

    private void add(PipelineRun run) {
      try {
        while (!over.get()) {
          run.write(next());
          LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / ADDED_PER_SECOND);
        }
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    @Override
    public void close() {
      over.set(true);
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
