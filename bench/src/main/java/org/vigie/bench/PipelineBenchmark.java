package org.vigie.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.ClusterProbe;

/// Measures the whole topology, from readings to committed alerts, exactly once on the embedded
/// broker, compared with a [PassThroughApplication] that writes the same records. A first run of
/// the topology records what the baseline has to write. Both then alternate, so that a machine that
/// becomes busy slows both.
final class PipelineBenchmark {
  private final BenchmarkContext context;
  private final PipelineSize size;
  private final Clock clock = Clock.systemUTC();
  private final TextAnalyser analyser = TextAnalyser.bundled();
  private final List<Subscription> subscriptions;
  private final List<Reading> backlog;
  private final List<Reading> paced;

  private PipelineBenchmark(BenchmarkContext context) {
    this.context = context;
    size = context.scale().pipeline();
    List<Reading> readings =
        SampleReadings.create(context.createSamples(size.totalItems()), clock.instant());
    backlog = readings.subList(0, size.backlog());
    paced = readings.subList(size.backlog(), size.totalItems());
    subscriptions = SampleSubscriptions.generate(size.subscriptions(), BenchmarkContext.SEED);
  }

  /// The amount of work.
  ///
  /// @param backlog number of readings that are written before the application starts
  /// @param paced number of readings that follow at a steady pace
  /// @param perSecond that pace
  /// @param subscriptions number of subscriptions
  /// @param rounds how often each application is measured
  record PipelineSize(int backlog, int paced, int perSecond, int subscriptions, int rounds) {
    /// About three minutes on two processors.
    static final PipelineSize FULL = new PipelineSize(20_000, 1_000, 50, 1_000, 2);

    int totalItems() {
      return backlog + paced;
    }
  }

  static List<BenchmarkResult> compare(BenchmarkContext context) {
    return new PipelineBenchmark(context).run();
  }

  private List<BenchmarkResult> run() {
    RecordedOutput recording = recordOutput();
    Measurements ours = new Measurements();
    Measurements theirs = new Measurements();
    for (int round = 0; round < size.rounds(); round++) {
      boolean oursFirst = round % 2 == 1;
      for (boolean isOurs : new boolean[] {oursFirst, !oursFirst}) {
        Measurements figures = isOurs ? ours : theirs;
        context
            .progress()
            .accept((isOurs ? "topology" : "pass-through") + ", round " + (round + 1));
        measure(recording, figures, isOurs);
        context.progress().accept(figures.toString());
      }
    }
    return createResults(recording, ours, theirs);
  }

  private RecordedOutput recordOutput() {
    context
        .progress()
        .accept("recording what the topology writes about " + size.totalItems() + " readings");
    List<Reading> all = new ArrayList<>(backlog);
    all.addAll(paced);
    try (PipelineRun run =
            PipelineRun.start(context.workspace().createDirectory("pipeline"), subscriptions, all);
        StreamsRole role = createRole(run);
        AlertObserver alerts = new AlertObserver(run.connection(), run.catalogue())) {
      role.start();
      run.awaitQuiet(alerts, all.size());
      return RecordedOutput.readFrom(run.connection(), run.catalogue());
    }
  }

  private void measure(RecordedOutput recording, Measurements figures, boolean ours) {
    try (PipelineRun run =
        PipelineRun.start(
            context.workspace().createDirectory("pipeline"), subscriptions, backlog)) {
      figures.raw.add(run.measureRawRate(backlog.size()));
      long processorBefore = readProcessorNanos();
      try (AlertObserver alerts = new AlertObserver(run.connection(), run.catalogue());
          AutoCloseable application =
              ours ? start(createRole(run)) : start(createPassThrough(run, recording))) {
        measure(run, alerts, recording, figures, processorBefore);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("an application did not close", e);
      }
    }
  }

  private void measure(
      PipelineRun run,
      AlertObserver alerts,
      RecordedOutput recording,
      Measurements figures,
      long processorBefore) {
    double seconds = run.measureSecondsUntil(alerts, recording.countAlerts(itemIds(backlog)));
    figures.rates.add(backlog.size() / seconds);
    figures.processorTimes.add((readProcessorNanos() - processorBefore) / 1e3 / backlog.size());
    double[] latencies =
        run.measureLatencies(
            alerts,
            paced,
            recording.countAlerts(itemIds(paced)),
            size.perSecond(),
            paced.size() / 5);
    figures.latencies = PipelineRun.mergeSorted(figures.latencies, latencies);
    figures.alerts = alerts.count();
  }

  /// The processor time of this process since its start, broker and benchmark included. Other
  /// processes that take the processors change it less than a rate.
  static long readProcessorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static List<String> itemIds(List<Reading> readings) {
    return readings.stream().map(Reading::itemId).toList();
  }

  private static StreamsRole start(StreamsRole role) {
    role.start();
    return role;
  }

  private static PassThroughApplication start(PassThroughApplication rival) {
    rival.start();
    return rival;
  }

  private StreamsRole createRole(PipelineRun run) {
    return new StreamsRole(
        run.connection(),
        new ClusterProbe(run.connection()),
        run.catalogue(),
        analyser,
        clock,
        run.stateDirectory(),
        StreamsSettings.DEFAULT.asSingleInstance());
  }

  private PassThroughApplication createPassThrough(PipelineRun run, RecordedOutput recording) {
    return new PassThroughApplication(
        run.connection(), run.catalogue(), recording, clock, run.stateDirectory());
  }

  private List<BenchmarkResult> createResults(
      RecordedOutput recording, Measurements ours, Measurements theirs) {
    String share =
        "%.2f alerts an item".formatted((double) recording.countAlerts() / size.totalItems());
    return List.of(
        BenchmarkResult.rate(
            "pipeline, " + share, "items/s", ours.rate(), "pass-through", theirs.rate()),
        BenchmarkResult.rate("pipeline", "items/s", ours.rate(), "raw consumer", ours.rawRate()),
        BenchmarkResult.cost(
            "processor time an item, broker included",
            "µs",
            ours.processorTime(),
            "pass-through",
            theirs.processorTime()),
        BenchmarkResult.cost(
            "reading to alert, p50, %d/s".formatted(size.perSecond()),
            "ms",
            ours.latency(0.5),
            "pass-through",
            theirs.latency(0.5)),
        BenchmarkResult.cost(
            "reading to alert, p99, %d/s".formatted(size.perSecond()),
            "ms",
            ours.latency(0.99),
            "pass-through",
            theirs.latency(0.99)));
  }

  /// The measurements of one application.
  private static final class Measurements {
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> processorTimes = new ArrayList<>();
    private final List<Double> raw = new ArrayList<>();
    private double[] latencies = {};
    private int alerts;

    double rate() {
      return median(rates);
    }

    double processorTime() {
      return median(processorTimes);
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
      return "  rates %s items/s, %s µs an item, p50 %.0f ms, p99 %.0f ms of %d, %d alerts, raw %s"
          .formatted(
              rates.stream().map(rate -> "%.0f".formatted(rate)).toList(),
              processorTimes.stream().map(micros -> "%.0f".formatted(micros)).toList(),
              latency(0.5),
              latency(0.99),
              latencies.length,
              alerts,
              raw.stream().map(rate -> "%.0f".formatted(rate)).toList());
    }
  }
}
