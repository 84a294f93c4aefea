package org.vigie.console.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.admin.Admin;
import org.vigie.admin.index.NewsFilter;
import org.vigie.admin.index.NewsIndex;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.console.ConsoleRole;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.testkit.SampleNews;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// The console as it runs, on an embedded broker with the news of [SampleStories] and what
/// [SampleDesk] has made of them. Its clock begins at [SampleNews#NOW]. Tests that write use ids of
/// their own.
final class BrowserConsole implements AutoCloseable {
  static final Catalogue CATALOGUE = Catalogue.live();
  private static final Duration START = Duration.ofSeconds(60);

  private final Path directory;
  private final EmbeddedBroker broker;
  private final TopicWriter writer;
  private final Clock clock;
  private final TextAnalyser analyser;
  private final Admin admin;
  private final NewsIndex index;
  private final ConsoleRole role;
  private final List<Item> published = new ArrayList<>();
  private final List<Story> told = new ArrayList<>();

  private BrowserConsole(
      Path directory, EmbeddedBroker broker, Clock clock, TopicPacks packs, NewsIndex index) {
    this.directory = directory;
    this.broker = broker;
    this.clock = clock;
    this.index = index;
    analyser = new TextAnalyser(packs);
    writer = TopicWriter.open(broker.connection());
    admin = new Admin(broker.connection(), () -> packs, clock);
    role = SampleRole.create(broker.connection(), directory, clock, admin, index);
  }

  static BrowserConsole start() throws IOException, InterruptedException {
    Files.createDirectories(Path.of("target"));
    Path directory = Files.createTempDirectory(Path.of("target"), "browser-console-");
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).createAndCheck(CATALOGUE);
    TopicPacks packs = TopicPacks.bundled();
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), SampleNews.NOW));
    NewsIndex index =
        new NewsIndex(
            directory.resolve("index"), broker.connection(), new TextAnalyser(packs), clock);
    BrowserConsole console = new BrowserConsole(directory, broker, clock, packs, index);
    SampleDesk.fill(console);
    console.role.start();
    assertThat(index.awaitComplete(START)).isTrue();
    return console;
  }

  /// Where the page is, without a slash at the end.
  String address() {
    return role.describeAddress().orElseThrow().replaceFirst("/$", "");
  }

  Instant now() {
    return clock.instant();
  }

  Admin admin() {
    return admin;
  }

  TextAnalyser analyser() {
    return analyser;
  }

  TopicWriter writer() {
    return writer;
  }

  KafkaConnection connection() {
    return broker.connection();
  }

  /// Writes an article that is read just now.
  Item publish(String id, String outlet, String title, String summary) {
    return publish(SampleStories.createItem(id, outlet, now(), title, summary));
  }

  /// Writes an article.
  Item publish(Item item) {
    writer.write(CATALOGUE.items(), item).join();
    published.add(item);
    return item;
  }

  /// Writes a version of a story of these articles.
  Story tell(String name, int version, Item... articles) {
    return tell(
        SampleStories.createStory(analyser, SampleStories.id(name), version, List.of(articles)));
  }

  /// Writes a version of a story.
  Story tell(Story story) {
    writer.write(CATALOGUE.stories(), story).join();
    told.add(story);
    return story;
  }

  /// Takes back what was published and told, so that other tests find the console as it was.
  void withdraw() {
    if (published.isEmpty() && told.isEmpty()) {
      return;
    }
    published.forEach(item -> writer.remove(CATALOGUE.items(), item).join());
    told.forEach(story -> writer.remove(CATALOGUE.stories(), story).join());
    Set<String> gone = told.stream().map(Story::id).collect(Collectors.toSet());
    await()
        .atMost(START)
        .until(
            () ->
                index.listStories(NewsFilter.ALL, null, 100).stories().stream()
                    .noneMatch(story -> gone.contains(story.id())));
    published.clear();
    told.clear();
  }

  @Override
  public void close() {
    role.close();
    admin.close();
    writer.close();
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(BrowserConsole::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
