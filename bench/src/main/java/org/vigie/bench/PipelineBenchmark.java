package org.vigie.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.analysis.Analyst;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;

/// Measures the whole topology, from readings to committed alerts, exactly once on the embedded
/// broker, compared with a [PassThrough] that writes the same records. A first run of the topology
/// records what the baseline has to write. Both then alternate, so that a machine that becomes busy
/// slows both.
final class PipelineBenchmark {
  private final Scene scene;
  private final Size size;
  private final Clock clock = Clock.systemUTC();
  private final Analyst analyst = Analyst.bundled();
  private final List<Subscription> subscriptions;
  private final List<Reading> waiting;
  private final List<Reading> paced;

  private PipelineBenchmark(Scene scene) {
    this.scene = scene;
    size = scene.effort().pipeline();
    List<Reading> readings = SampleReadings.of(scene.samples(size.items()), clock.instant());
    waiting = readings.subList(0, size.waiting());
    paced = readings.subList(size.waiting(), size.items());
    subscriptions = SampleSubscriptions.of(size.subscriptions(), Scene.SEED);
  }

  /// The amount of work.
  ///
  /// @param waiting number of readings that are written before the application starts
  /// @param paced number of readings that follow at a steady pace
  /// @param perSecond that pace
  /// @param subscriptions number of subscriptions
  /// @param rounds how often each application is measured
  record Size(int waiting, int paced, int perSecond, int subscriptions, int rounds) {
    /// About three minutes on two processors.
    static final Size FULL = new Size(20_000, 1_000, 50, 1_000, 2);

    int items() {
      return waiting + paced;
    }
  }

  static List<Comparison> compare(Scene scene) {
    return new PipelineBenchmark(scene).run();
  }

  private List<Comparison> run() {
    Recording recording = record();
    Figures ours = new Figures();
    Figures theirs = new Figures();
    for (int round = 0; round < size.rounds(); round++) {
      boolean oursFirst = round % 2 == 1;
      for (boolean isOurs : new boolean[] {oursFirst, !oursFirst}) {
        Figures figures = isOurs ? ours : theirs;
        scene.progress().accept((isOurs ? "topology" : "pass-through") + ", round " + (round + 1));
        measure(recording, figures, isOurs);
        scene.progress().accept(figures.toString());
      }
    }
    return lines(recording, ours, theirs);
  }

  private Recording record() {
    scene
        .progress()
        .accept("recording what the topology writes about " + size.items() + " readings");
    List<Reading> all = new ArrayList<>(waiting);
    all.addAll(paced);
    try (PipelineRun run = PipelineRun.on(scene.place().directory("pipeline"), subscriptions, all);
        StreamsRole role = role(run);
        AlertClock alerts = new AlertClock(run.connection(), run.catalogue())) {
      role.start();
      run.awaitSilence(alerts, all.size());
      return Recording.of(run.connection(), run.catalogue());
    }
  }

  private void measure(Recording recording, Figures figures, boolean ours) {
    try (PipelineRun run =
        PipelineRun.on(scene.place().directory("pipeline"), subscriptions, waiting)) {
      figures.raw.add(run.rawRate(waiting.size()));
      try (AlertClock alerts = new AlertClock(run.connection(), run.catalogue());
          AutoCloseable application = ours ? start(role(run)) : start(rival(run, recording))) {
        measure(run, alerts, recording, figures);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("an application did not close", e);
      }
    }
  }

  private void measure(PipelineRun run, AlertClock alerts, Recording recording, Figures figures) {
    double seconds = run.secondsUntil(alerts, recording.alerts(ids(waiting)));
    figures.rates.add(waiting.size() / seconds);
    double[] latencies =
        run.latencies(
            alerts, paced, recording.alerts(ids(paced)), size.perSecond(), paced.size() / 5);
    figures.latencies = PipelineRun.merged(figures.latencies, latencies);
    figures.alerts = alerts.count();
  }

  private static List<String> ids(List<Reading> readings) {
    return readings.stream().map(Reading::itemId).toList();
  }

  private static StreamsRole start(StreamsRole role) {
    role.start();
    return role;
  }

  private static PassThrough start(PassThrough rival) {
    rival.start();
    return rival;
  }

  private StreamsRole role(PipelineRun run) {
    return new StreamsRole(
        run.connection(),
        run.catalogue(),
        analyst,
        clock,
        run.stateDirectory(),
        StreamsSettings.DEFAULT.onlyInstance());
  }

  private PassThrough rival(PipelineRun run, Recording recording) {
    return new PassThrough(
        run.connection(), run.catalogue(), recording, clock, run.stateDirectory());
  }

  private List<Comparison> lines(Recording recording, Figures ours, Figures theirs) {
    String share = "%.2f alerts an item".formatted((double) recording.alerts() / size.items());
    return List.of(
        Comparison.rate(
            "pipeline, " + share, "items/s", ours.rate(), "pass-through", theirs.rate()),
        Comparison.rate("pipeline", "items/s", ours.rate(), "raw consumer", ours.rawRate()),
        Comparison.cost(
            "reading to alert, p50, %d/s".formatted(size.perSecond()),
            "ms",
            ours.latency(0.5),
            "pass-through",
            theirs.latency(0.5)),
        Comparison.cost(
            "reading to alert, p99, %d/s".formatted(size.perSecond()),
            "ms",
            ours.latency(0.99),
            "pass-through",
            theirs.latency(0.99)));
  }

  /// The measurements of one application.
  private static final class Figures {
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> raw = new ArrayList<>();
    private double[] latencies = {};
    private int alerts;

    double rate() {
      return median(rates);
    }

    double rawRate() {
      return median(raw);
    }

    double latency(double share) {
      return PipelineRun.quantile(latencies, share);
    }

    private static double median(List<Double> values) {
      double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1
          ? sorted[middle]
          : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }

    @Override
    public String toString() {
      return "  rates %s items/s, p50 %.0f ms, p99 %.0f ms of %d, %d alerts, raw %s"
          .formatted(
              rates.stream().map(rate -> "%.0f".formatted(rate)).toList(),
              latency(0.5),
              latency(0.99),
              latencies.length,
              alerts,
              raw.stream().map(rate -> "%.0f".formatted(rate)).toList());
    }
  }
}
