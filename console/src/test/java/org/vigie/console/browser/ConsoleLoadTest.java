package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.console.access.AccessLevel;
import org.vigie.model.Evidence;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// Many stories, many pages that follow, and some that never read.
class ConsoleLoadTest {
  private static final Catalogue CATALOGUE = Catalogue.live();
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final String TITLE = "Un cessez-le-feu est proclamé à Port-Clair, numéro ";

  @TempDir Path directory;

  /// A broker and a console in a process of its own.
  private final class LoadedConsole implements AutoCloseable {
    private final EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
    private final TopicWriter writer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<EventClient> readers = new ArrayList<>();
    private final List<EventClient> others = new ArrayList<>();
    private final ChildProcess process;
    private final URI address;

    LoadedConsole(int stories, Duration indexTime) throws IOException, InterruptedException {
      new TopicAdmin(broker.connection()).createAndCheck(CATALOGUE);
      writer = TopicWriter.open(broker.connection());
      for (int i = 0; i < stories; i++) {
        write(i, START.plusSeconds(i));
      }
      writer.flush();
      List<String> command =
          new ArrayList<>(ChildProcess.createJavaCommand(ConsoleProcess.class, "-Xmx256m"));
      command.add(broker.bootstrapServers());
      command.add(directory.resolve("console").toString());
      process =
          ChildProcess.start(
              new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
      address =
          URI.create(
              process
                  .awaitLine(line -> line.startsWith(ConsoleProcess.ADDRESS), indexTime)
                  .substring(ConsoleProcess.ADDRESS.length()));
    }

    /// Writes an article and its story, and waits for neither.
    private String write(int number, Instant seen) {
      String id = SampleStories.id("load-" + number);
      Item item =
          SampleStories.createItem(
              id, "Journal " + number % 50, seen, TITLE + number, "Les délégations se retrouvent.");
      TopicMatch topic =
          new TopicMatch(
              "ceasefire", 2, List.of(Evidence.ofRule("title", TITLE, 3, 17, "cessez-le-feu")));
      Story.Member member = Story.Member.of(item, item.outlet().id(), List.of("ceasefire"));
      writer.write(CATALOGUE.items(), item);
      writer.write(
          CATALOGUE.stories(), new Story(id, 1, List.of(member), List.of(topic), List.of()));
      return id;
    }

    void connect(int reading, int silent) throws IOException, InterruptedException {
      for (int i = 0; i < reading; i++) {
        readers.add(EventClient.connect(http, address, true));
      }
      for (int i = 0; i < silent; i++) {
        others.add(EventClient.connect(http, address, false));
      }
    }

    /// Waits until each page that reads has so many stories.
    void awaitAll(int stories) {
      await()
          .pollInterval(2, MILLISECONDS)
          .atMost(ANSWER)
          .until(() -> readers.stream().allMatch(one -> one.received().size() >= stories));
    }

    long measureHeap() throws IOException, InterruptedException {
      long before = process.lines().size();
      process.writeLine("");
      await().atMost(ANSWER).until(() -> process.lines().size() > before);
      return Long.parseLong(process.lines().getLast().substring(ConsoleProcess.HEAP.length()));
    }

    @Override
    public void close() throws IOException {
      for (EventClient client : readers) {
        client.close();
      }
      for (EventClient client : others) {
        client.close();
      }
      process.close();
      http.shutdownNow();
      writer.close();
      broker.close();
    }
  }

  @Test
  @Timeout(180)
  void everyPageThatReadsGetsEverythingInTheSameOrder() throws Exception {
    try (LoadedConsole console = new LoadedConsole(500, ANSWER)) {
      console.connect(18, 2);
      List<String> written =
          IntStream.range(500, 560).mapToObj(i -> console.write(i, Instant.now())).toList();
      console.awaitAll(written.size());
      List<String> first = ids(console.readers.getFirst());
      assertThat(first).containsExactlyInAnyOrderElementsOf(written);
      assertThat(console.readers).allSatisfy(one -> assertThat(ids(one)).isEqualTo(first));
    }
  }

  private static List<String> ids(EventClient client) {
    return client.received().stream().map(EventClient.ReceivedStory::id).toList();
  }

  @Test
  @Tag("proof")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void twoHundredPagesOnFiftyThousandStories() throws Exception {
    int stories = 50_000;
    int rounds = 100;
    try (LoadedConsole console = new LoadedConsole(stories, Duration.ofMinutes(15))) {
      long idle = console.measureHeap();
      console.connect(195, 5);
      List<Double> delays = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        long start = System.nanoTime();
        console.write(stories + i, Instant.now());
        console.awaitAll(i + 1);
        for (EventClient client : console.readers) {
          delays.add((client.received().get(i).nanos() - start) / 1e6);
        }
      }
      delays.sort(null);
      System.out.printf(
          "event to %d pages, ms: p50 %.0f, p99 %.0f, max %.0f%n",
          console.readers.size(), at(delays, 0.5), at(delays, 0.99), delays.getLast());
      System.out.printf(
          "heap after collection, MB: idle %.0f, with 200 pages %.0f (of 256)%n",
          idle / 1e6, console.measureHeap() / 1e6);
      measurePaint(console.address);
      assertThat(at(delays, 0.99)).as("ms from Kafka to the pages").isLessThan(500);
    }
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }

  /// How long the page takes to show the newest stories, with an empty cache and with a full one.
  private static void measurePaint(URI address) throws IOException, InterruptedException {
    try (HeadlessBrowser browser = HeadlessBrowser.start(BrowserTools.prepare());
        BrowserContext context = browser.browser().newContext()) {
      Page page = context.newPage();
      page.navigate(address + "#token=" + SampleRole.token(AccessLevel.READER));
      for (int i = 0; i < 5; i++) {
        assertThat(page.getByTestId("story")).hasCount(30);
        System.out.printf(
            "first contentful paint %s ms, 30 stories %s ms%n",
            page.evaluate(
                "() =>"
                    + " Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)"),
            page.evaluate(
                "() => Math.round(performance.getEntriesByType('resource')"
                    + ".find(({name}) => name.includes('/stories')).responseEnd)"));
        page.reload();
      }
    } catch (BrowserTools.MissingTool e) {
      throw new TestAbortedException(e.getMessage());
    }
  }
}
