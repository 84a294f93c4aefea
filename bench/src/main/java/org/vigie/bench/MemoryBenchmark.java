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
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// Measures the resident memory of `vigie up` and of each role in its own process, a few seconds
/// after all feeds were read for the first time, compared with what a small server offers. It also
/// measures an ingester that reads two thousand feeds, each on its own host.
final class MemoryBenchmark {
  private static final Press FEW = new Press(8, 100);
  private static final Press MANY = new Press(2_000, 20);
  private static final double LIMIT_ALL = 1_024;
  private static final double LIMIT_ROLE = 512;
  private static final double LIMIT_MANY = 400e6 / (1 << 20);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 100;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /// The feeds to read.
  ///
  /// @param feeds number of feeds
  /// @param entries number of entries in each feed
  private record Press(int feeds, int entries) {
    List<byte[]> documents(Scene scene) {
      List<SampleItems.Sample> samples = scene.samples(feeds * entries);
      List<byte[]> documents = new ArrayList<>();
      for (int i = 0; i < feeds; i++) {
        documents.add(
            SampleFeeds.rss("Journal " + i, samples.subList(i * entries, (i + 1) * entries)));
      }
      return documents;
    }
  }

  private final Scene scene;
  private final Press press;
  private final FeedServer server;

  private MemoryBenchmark(Scene scene, Press press, FeedServer server) {
    this.scene = scene;
    this.press = press;
    this.server = server;
  }

  static List<Comparison> compare(Scene scene) throws Exception {
    if (!scene.place().hasLauncher() || !Files.exists(Path.of("/proc/self/status"))) {
      scene.progress().accept("memory left out: needs ./vigie bench and a /proc");
      return List.of();
    }
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.addAll(reading(FEW, scene, memory -> List.of(memory.allInOne())));
    comparisons.addAll(reading(FEW, scene, MemoryBenchmark::roles));
    comparisons.addAll(reading(MANY, scene, memory -> List.of(memory.ofManyFeeds())));
    return comparisons;
  }

  private interface Part {
    List<Comparison> of(MemoryBenchmark memory) throws Exception;
  }

  private static List<Comparison> reading(Press press, Scene scene, Part part) throws Exception {
    try (FeedServer server = FeedServer.start(press.documents(scene), 1)) {
      return part.of(new MemoryBenchmark(scene, press, server));
    }
  }

  /// Each feed has its own host; otherwise the delay between polls of one host would make a round
  /// last minutes.
  private URI address(int feed) {
    return URI.create(
        "http://127.1.%d.%d:%d/%d".formatted(feed / 250, feed % 250 + 1, server.port(), feed));
  }

  private Comparison allInOne() throws IOException, InterruptedException {
    scene.progress().accept("memory of the all-in-one process");
    Path directory = scene.place().directory("up");
    Path opml = Files.writeString(directory.resolve("feeds.opml"), opml());
    Process up =
        scene
            .place()
            .vigie(
                "up",
                "--json",
                "--opml",
                opml.toString(),
                "--allow-private-addresses",
                "--data",
                directory.resolve("data").toString());
    try {
      awaitFeeds(List.of(up));
      return Comparison.cost(
          "memory of the all-in-one process", "MiB", mebibytes(up), "1 GiB", LIMIT_ALL);
    } finally {
      scene.place().end(up);
    }
  }

  private String opml() {
    StringBuilder opml = new StringBuilder("<opml version=\"2.0\"><head/><body>\n");
    for (int i = 0; i < press.feeds(); i++) {
      opml.append(
          "<outline type=\"rss\" text=\"Journal %d\" xmlUrl=\"%s\"/>%n".formatted(i, address(i)));
    }
    return opml.append("</body></opml>\n").toString();
  }

  private List<Comparison> roles() throws Exception {
    scene.progress().accept("memory of each role");
    List<Comparison> comparisons = new ArrayList<>();
    resident("streams", "notifier", "ingest")
        .forEach(
            (role, resident) ->
                comparisons.add(
                    Comparison.cost(
                        "memory of " + role, "MiB", resident, "half a GiB", LIMIT_ROLE)));
    return comparisons;
  }

  private Comparison ofManyFeeds() throws Exception {
    scene.progress().accept("memory of an ingester with many feeds");
    return Comparison.cost(
        "memory of ingest, %,d feeds".formatted(press.feeds()),
        "MiB",
        resident("ingest").values().iterator().next(),
        "400 MB",
        LIMIT_MANY);
  }

  /// Starts roles with a broker and reads their memory once all feeds have been read.
  ///
  /// @return resident memory in MiB, by role
  private Map<String, Double> resident(String... names) throws Exception {
    Map<String, Process> roles = new LinkedHashMap<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(scene.place().directory("broker"))) {
      new TopicAdmin(broker.connection()).prepare(Catalogue.live());
      writeWishes(broker);
      try {
        for (String role : names) {
          roles.put(role, start(role, broker.bootstrapServers()));
        }
        awaitFeeds(roles.values());
        Map<String, Double> resident = new LinkedHashMap<>();
        for (Map.Entry<String, Process> role : roles.entrySet()) {
          resident.put(role.getKey(), mebibytes(role.getValue()));
        }
        return resident;
      } finally {
        roles.values().forEach(scene.place()::end);
      }
    }
  }

  private void writeWishes(EmbeddedBroker broker) {
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      for (int i = 0; i < press.feeds(); i++) {
        Feed feed = Feed.of(address(i), Outlet.named("Journal " + i), null, null);
        writer.write(Catalogue.live().feeds(), feed).join();
      }
    }
  }

  private Process start(String role, String bootstrapServers) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                role,
                "--bootstrap-servers",
                bootstrapServers,
                "--data",
                scene.place().directory(role).toString()));
    if (role.equals("ingest")) {
      arguments.add("--allow-private-addresses");
    }
    return scene.place().vigie(arguments.toArray(String[]::new));
  }

  private void awaitFeeds(Iterable<Process> processes) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (server.bodies() < press.feeds()) {
      for (Process process : processes) {
        if (!process.isAlive()) {
          throw new IllegalStateException("a process ended with code " + process.exitValue());
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the feeds were not read within " + LONGEST);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
  }

  private static double mebibytes(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Matcher resident = RESIDENT.matcher(Files.readString(status));
    if (!resident.find()) {
      throw new IllegalStateException(status + " names no VmRSS");
    }
    return Long.parseLong(resident.group(1)) / 1024.0;
  }
}
