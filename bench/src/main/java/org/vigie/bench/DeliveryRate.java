package org.vigie.bench;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.vigie.http.AddressResolver;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.channel.http.ChannelHttpClient;

/// Measures how many alerts that wait in Kafka are delivered to webhooks in a second, compared with
/// the bare HTTP client of the notifier, which posts the same bodies to as many addresses, at each
/// one after another, and remembers nothing.
final class DeliveryRate {
  /// How soon receivers answer: at once, which leaves the processors to what is compared, and as
  /// those beyond a network do.
  private static final List<Duration> ANSWER_TIMES = List.of(Duration.ZERO, Duration.ofMillis(20));

  private final BenchmarkContext context;
  private final List<SampleItems.SampleText> texts;
  private final DeliveryBenchmark.DeliverySize size;

  private DeliveryRate(
      BenchmarkContext context,
      List<SampleItems.SampleText> texts,
      DeliveryBenchmark.DeliverySize size) {
    this.context = context;
    this.texts = texts;
    this.size = size;
  }

  static List<BenchmarkResult> compare(
      BenchmarkContext context,
      List<SampleItems.SampleText> texts,
      DeliveryBenchmark.DeliverySize size)
      throws Exception {
    DeliveryRate rate = new DeliveryRate(context, texts, size);
    List<BenchmarkResult> results = new ArrayList<>();
    for (Duration answerTime : ANSWER_TIMES) {
      context
          .progress()
          .accept(
              "deliveries to webhooks that answer after %d ms".formatted(answerTime.toMillis()));
      results.addAll(rate.measure(answerTime));
    }
    return results;
  }

  /// @param rate of alerts a second
  /// @param processorMicros processor time of an alert, of the receivers too, and of Kafka
  private record Figures(double rate, double processorMicros) {
    static Figures of(int alerts, long nanos, long processorNanos) {
      return new Figures(alerts * 1e9 / nanos, processorNanos / 1e3 / alerts);
    }
  }

  private List<BenchmarkResult> measure(Duration answerTime) throws Exception {
    try (DeliveryRun run =
        new DeliveryRun(context.workspace().createDirectory("deliveries"), texts, answerTime)) {
      Figures ours = measureNotifier(run);
      Figures bare = measureClient(answerTime, run.receivers().bodies());
      String answers =
          answerTime.isZero() ? "" : ", answers after " + answerTime.toMillis() + " ms";
      return List.of(
          BenchmarkResult.rate(
              "deliver to %d webhooks%s".formatted(size.addresses(), answers),
              "alerts/s",
              ours.rate(),
              "bare HTTP client",
              bare.rate()),
          BenchmarkResult.cost(
              "processor time of an alert" + answers,
              "µs",
              ours.processorMicros(),
              "bare HTTP client",
              bare.processorMicros()));
    }
  }

  private Figures measureNotifier(DeliveryRun run) throws InterruptedException {
    for (int address = 0; address < size.addresses(); address++) {
      run.subscribe(
          address, run.receivers().createChannel(DeliveryReceivers.Kind.WEBHOOK, address));
    }
    int all = size.warmUp() + size.backlog();
    for (int number = 0; number < all; number++) {
      run.writeAlert(number, number % size.addresses());
    }
    run.flush();
    run.startNotifier();
    run.awaitReceipts(size.warmUp());
    long processor = PipelineBenchmark.readProcessorNanos();
    run.awaitReceipts(all);
    long[] receipts =
        run.receivers().receipts().values().stream().mapToLong(Long::longValue).sorted().toArray();
    return Figures.of(
        size.backlog(),
        receipts[all - 1] - receipts[size.warmUp() - 1],
        PipelineBenchmark.readProcessorNanos() - processor);
  }

  private Figures measureClient(Duration answerTime, List<byte[]> bodies) throws Exception {
    CallSettings settings =
        new CallSettings(
            Channel.Webhook.KIND, DeliveryRun.ATTEMPT_TIME, true, AddressResolver.system());
    try (DeliveryReceivers receivers = new DeliveryReceivers(answerTime);
        ChannelHttpClient client =
            new ChannelHttpClient(
                settings, InstantSource.system(), ChannelHttpClient.SHORT_ANSWER);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      long processor = PipelineBenchmark.readProcessorNanos();
      List<Future<?>> running = new ArrayList<>();
      for (int number = 0; number < size.addresses(); number++) {
        int address = number;
        running.add(
            threads.submit(
                () -> {
                  for (int i = address; i < bodies.size(); i += size.addresses()) {
                    post(client, receivers.createAddress(address), bodies.get(i));
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
      return Figures.of(
          bodies.size(),
          System.nanoTime() - begin,
          PipelineBenchmark.readProcessorNanos() - processor);
    }
  }

  private static void post(ChannelHttpClient client, URI to, byte[] body)
      throws InterruptedException {
    HttpPost post = new HttpPost(to);
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    if (!(client.call(post, ChannelAnswer::toResult) instanceof SendResult.Delivered)) {
      throw new IllegalStateException("the bare client was not answered");
    }
  }
}
