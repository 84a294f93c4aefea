package org.vigie.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.vigie.bench.DeliveryReceivers.Fault;
import org.vigie.bench.DeliveryReceivers.Kind;

/// Measures the way of alerts from Kafka to their receivers: how long it takes while some addresses
/// are dead or slow, compared with the same load while all are well; and how many are delivered in
/// a second, compared with the bare HTTP client.
final class DeliveryBenchmark {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Fault> FAULTS = List.of(Fault.values());

  private final BenchmarkContext context;
  private final DeliverySize size;
  private final List<SampleItems.SampleText> texts;

  private DeliveryBenchmark(BenchmarkContext context) {
    this.context = context;
    size = context.scale().deliveries();
    texts = context.createSamples(context.scale().texts());
  }

  /// The amount of work.
  ///
  /// @param addresses number of addresses, of four kinds in turn
  /// @param warmUp number of alerts before those that are measured
  /// @param paced number of alerts at a steady pace
  /// @param perSecond that pace
  /// @param backlog number of alerts that wait when the notifier starts
  record DeliverySize(int addresses, int warmUp, int paced, int perSecond, int backlog) {
    /// About two minutes on two processors.
    static final DeliverySize FULL = new DeliverySize(50, 4_000, 20_000, 1_000, 20_000);

    /// A few seconds.
    static final DeliverySize TRIAL = new DeliverySize(12, 50, 100, 100, 100);
  }

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    return new DeliveryBenchmark(context).run();
  }

  private List<BenchmarkResult> run() throws Exception {
    Latencies well = measure("all addresses well", Set.of(), false);
    Latencies bad = measure("five dead or slow", Set.copyOf(FAULTS), false);
    Latencies noMail = measure("the mail server hangs", Set.of(), true);
    List<BenchmarkResult> results = new ArrayList<>();
    for (double share : new double[] {0.5, 0.99}) {
      results.add(
          BenchmarkResult.cost(
              "alert to receipt, p%.0f, %,d/s, 5 of %d bad"
                  .formatted(share * 100, size.perSecond(), size.addresses()),
              "ms",
              PipelineRun.quantile(bad.all(), share),
              "none bad",
              PipelineRun.quantile(well.all(), share)));
    }
    results.add(
        BenchmarkResult.cost(
            "the same to webhooks, p99, no mail server",
            "ms",
            PipelineRun.quantile(noMail.webhooks(), 0.99),
            "all well",
            PipelineRun.quantile(well.webhooks(), 0.99)));
    results.addAll(DeliveryRate.compare(context, texts, size));
    return results;
  }

  /// From the moment when an alert was due to be written to its receipt, in ms, sorted.
  private record Latencies(double[] all, double[] webhooks) {}

  private Latencies measure(String what, Set<Fault> faults, boolean mailHangs) throws Exception {
    context.progress().accept("deliveries, " + what);
    try (DeliveryRun run =
        new DeliveryRun(context.workspace().createDirectory("deliveries"), texts, Duration.ZERO)) {
      subscribe(run, faults);
      run.startNotifier();
      IntPredicate wanted =
          address -> address >= FAULTS.size() && !(mailHangs && kindOf(address) == Kind.EMAIL);
      if (mailHangs) {
        run.receivers().hangMailServer();
      }
      writeAtPace(run, 0, size.warmUp());
      Map<Integer, Long> due = writeAtPace(run, size.warmUp(), size.warmUp() + size.paced());
      // The same addresses in every run.
      due.keySet().removeIf(number -> !wanted.test(addressOf(number)));
      run.awaitReceipts(due.keySet());
      if (run.receivers().countRepeats() > 0) {
        throw new IllegalStateException(run.receivers().countRepeats() + " alerts came twice");
      }
      return new Latencies(
          compute(run, due, address -> true),
          compute(run, due, address -> kindOf(address) == Kind.WEBHOOK));
    }
  }

  /// The first addresses are those that may be bad.
  private void subscribe(DeliveryRun run, Set<Fault> faults) {
    for (int address = 0; address < size.addresses(); address++) {
      boolean isBad = address < FAULTS.size() && faults.contains(FAULTS.get(address));
      run.subscribe(
          address,
          isBad
              ? run.receivers().createFailingChannel(FAULTS.get(address), kindOf(address), address)
              : run.receivers().createChannel(kindOf(address), address));
    }
  }

  private static Kind kindOf(int address) {
    return KINDS.get(address % KINDS.size());
  }

  private int addressOf(int alert) {
    return alert % size.addresses();
  }

  /// @return when each alert was due to be written, by its number
  private Map<Integer, Long> writeAtPace(DeliveryRun run, int from, int to) {
    Map<Integer, Long> due = new HashMap<>();
    long begin = System.nanoTime();
    long interval = Duration.ofSeconds(1).toNanos() / size.perSecond();
    for (int number = from; number < to; number++) {
      long moment = begin + interval * (number - from);
      while (System.nanoTime() < moment) {
        LockSupport.parkNanos(moment - System.nanoTime());
      }
      due.put(number, moment);
      run.writeAlert(number, addressOf(number));
    }
    return due;
  }

  private double[] compute(DeliveryRun run, Map<Integer, Long> due, IntPredicate addresses) {
    return due.entrySet().stream()
        .filter(alert -> addresses.test(addressOf(alert.getKey())))
        .mapToDouble(
            alert ->
                (Objects.requireNonNull(run.receivers().receipts().get(alert.getKey()))
                        - alert.getValue())
                    / 1e6)
        .sorted()
        .toArray();
  }
}
