package org.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Deadline;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// Measures the resident memory of `vigie up` and of each role in its own process, a few seconds
/// after all feeds were read for the first time, compared with what a small server offers. It also
/// measures an ingester that reads two thousand feeds, each on its own host.
final class MemoryBenchmark {
  private static final FeedSet FEW_FEEDS = new FeedSet(8, 100);
  private static final FeedSet MANY_FEEDS = new FeedSet(2_000, 20);
  private static final double LIMIT_ALL = 1_024;
  private static final double LIMIT_ROLE = 512;
  private static final double LIMIT_MANY = 400e6 / (1 << 20);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration SETTLE_TIME = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Pattern RESIDENT_SIZE = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /// The feeds to read.
  ///
  /// @param feeds number of feeds
  /// @param entries number of entries in each feed
  private record FeedSet(int feeds, int entries) {
    List<byte[]> createDocuments(BenchmarkContext context) {
      List<SampleItems.SampleText> samples = context.createSamples(feeds * entries);
      List<byte[]> documents = new ArrayList<>();
      for (int i = 0; i < feeds; i++) {
        documents.add(
            SampleFeeds.createRss("Journal " + i, samples.subList(i * entries, (i + 1) * entries)));
      }
      return documents;
    }
  }

  private final BenchmarkContext context;
  private final FeedSet feedSet;
  private final FeedServer server;

  private MemoryBenchmark(BenchmarkContext context, FeedSet press, FeedServer server) {
    this.context = context;
    this.feedSet = press;
    this.server = server;
  }

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    if (!context.workspace().hasLauncher() || !Files.exists(Path.of("/proc/self/status"))) {
      context.progress().accept("memory left out: needs ./vigie bench and a /proc");
      return List.of();
    }
    List<BenchmarkResult> comparisons = new ArrayList<>();
    comparisons.addAll(
        measureWithServer(FEW_FEEDS, context, memory -> List.of(memory.measureAllInOne())));
    comparisons.addAll(measureWithServer(FEW_FEEDS, context, MemoryBenchmark::measureRoles));
    comparisons.addAll(
        measureWithServer(MANY_FEEDS, context, memory -> List.of(memory.measureManyFeeds())));
    return comparisons;
  }

  private interface MemoryMeasurement {
    List<BenchmarkResult> measure(MemoryBenchmark memory) throws Exception;
  }

  private static List<BenchmarkResult> measureWithServer(
      FeedSet press, BenchmarkContext context, MemoryMeasurement part) throws Exception {
    try (FeedServer server = FeedServer.start(press.createDocuments(context), 1)) {
      return part.measure(new MemoryBenchmark(context, press, server));
    }
  }

  /// Each feed has its own host; otherwise the delay between polls of one host would make a round
  /// last minutes.
  private URI feedAddress(int feed) {
    return URI.create(
        "http://127.1.%d.%d:%d/%d".formatted(feed / 250, feed % 250 + 1, server.port(), feed));
  }

  private BenchmarkResult measureAllInOne() throws IOException, InterruptedException {
    context.progress().accept("memory of the all-in-one process");
    Path directory = context.workspace().createDirectory("up");
    Path opml = Files.writeString(directory.resolve("feeds.opml"), createOpml());
    Process up =
        context
            .workspace()
            .startCommand(
                "up",
                "--json",
                "--opml",
                opml.toString(),
                "--allow-private-addresses",
                "--data",
                directory.resolve("data").toString());
    try {
      awaitFeeds(List.of(up));
      return BenchmarkResult.cost(
          "memory of the all-in-one process", "MiB", readResidentMebibytes(up), "1 GiB", LIMIT_ALL);
    } finally {
      context.workspace().stop(up);
    }
  }

  private String createOpml() {
    StringBuilder opml = new StringBuilder("<opml version=\"2.0\"><head/><body>\n");
    for (int i = 0; i < feedSet.feeds(); i++) {
      opml.append(
          "<outline type=\"rss\" text=\"Journal %d\" xmlUrl=\"%s\"/>%n"
              .formatted(i, feedAddress(i)));
    }
    return opml.append("</body></opml>\n").toString();
  }

  private List<BenchmarkResult> measureRoles() throws Exception {
    context.progress().accept("memory of each role");
    List<BenchmarkResult> comparisons = new ArrayList<>();
    measureResidentMemory("streams", "notifier", "ingest")
        .forEach(
            (role, resident) ->
                comparisons.add(
                    BenchmarkResult.cost(
                        "memory of " + role, "MiB", resident, "half a GiB", LIMIT_ROLE)));
    return comparisons;
  }

  private BenchmarkResult measureManyFeeds() throws Exception {
    context.progress().accept("memory of an ingester with many feeds");
    return BenchmarkResult.cost(
        "memory of ingest, %,d feeds".formatted(feedSet.feeds()),
        "MiB",
        measureResidentMemory("ingest").values().iterator().next(),
        "400 MB",
        LIMIT_MANY);
  }

  /// Starts roles with a broker and reads their memory once all feeds have been read.
  ///
  /// @return resident memory in MiB, by role
  private Map<String, Double> measureResidentMemory(String... names) throws Exception {
    Map<String, Process> roles = new LinkedHashMap<>();
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(context.workspace().createDirectory("broker"))) {
      new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
      writeFeeds(broker);
      try {
        for (String role : names) {
          roles.put(role, startRole(role, broker.bootstrapServers()));
        }
        awaitFeeds(roles.values());
        Map<String, Double> resident = new LinkedHashMap<>();
        for (Map.Entry<String, Process> role : roles.entrySet()) {
          resident.put(role.getKey(), readResidentMebibytes(role.getValue()));
        }
        return resident;
      } finally {
        roles.values().forEach(context.workspace()::stop);
      }
    }
  }

  private void writeFeeds(EmbeddedBroker broker) {
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      for (int i = 0; i < feedSet.feeds(); i++) {
        Feed feed = Feed.of(feedAddress(i), Outlet.named("Journal " + i), null, null);
        writer.write(Catalogue.live().feeds(), feed).join();
      }
    }
  }

  private Process startRole(String role, String bootstrapServers) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                role,
                "--bootstrap-servers",
                bootstrapServers,
                "--data",
                context.workspace().createDirectory(role).toString()));
    if (role.equals("ingest")) {
      arguments.add("--allow-private-addresses");
    }
    return context.workspace().startCommand(arguments.toArray(String[]::new));
  }

  private void awaitFeeds(Iterable<Process> processes) throws InterruptedException {
    Deadline deadline = Deadline.after(TIMEOUT);
    while (server.servedBodies() < feedSet.feeds()) {
      for (Process process : processes) {
        if (!process.isAlive()) {
          throw new IllegalStateException("a process ended with code " + process.exitValue());
        }
      }
      if (!deadline.sleep(LOOK)) {
        throw new IllegalStateException("the feeds were not read within " + TIMEOUT);
      }
    }
    TimeUnit.NANOSECONDS.sleep(SETTLE_TIME.toNanos());
  }

  private static double readResidentMebibytes(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Matcher resident = RESIDENT_SIZE.matcher(Files.readString(status));
    if (!resident.find()) {
      throw new IllegalStateException(status + " names no VmRSS");
    }
    return Long.parseLong(resident.group(1)) / 1024.0;
  }
}
