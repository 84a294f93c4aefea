package org.vigie.admin.index;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.AdminException;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Audience;
import org.vigie.model.Content;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.Story;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;
import org.vigie.testkit.SampleNews;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// The index on an embedded broker. The broker keeps what each test writes: each uses words of its
/// own.
class NewsIndexTest {
  private static final Instant DAY = Instant.parse("2026-11-10T09:00:00Z");
  private static final Outlet PHARE = Outlet.named("Le Phare");
  private static final Outlet CAP = Outlet.named("Radio Cap");
  private static final Catalogue CATALOGUE = Catalogue.live();
  private static final TextAnalyser ANALYSER = TextAnalyser.bundled();

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static TopicWriter writer;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory.resolve("data"));
    new TopicAdmin(broker.connection()).createAndCheck(CATALOGUE);
    writer = TopicWriter.open(broker.connection());
  }

  @AfterAll
  static void stop() {
    writer.close();
    broker.close();
  }

  private static NewsIndex open(String name) throws InterruptedException {
    return open(name, ANALYSER);
  }

  private static NewsIndex open(String name, TextAnalyser analyser) throws InterruptedException {
    NewsIndex index =
        new NewsIndex(
            directory.resolve(name), broker.connection(), analyser, () -> DAY.plusSeconds(3600));
    index.start();
    assertThat(index.awaitComplete(Duration.ofSeconds(60))).isTrue();
    return index;
  }

  private static Item item(String id, Outlet outlet, Instant seen, String title, String summary) {
    Content content =
        Content.of(title, summary).withUrl("https://phare.example/" + id).withPublished(seen);
    return Item.live(id, Identity.contentVersion(content), outlet, content, seen);
  }

  private static Item put(String id, Outlet outlet, Instant seen, String title, String summary) {
    Item item = item(id, outlet, seen, title, summary);
    writer.write(CATALOGUE.items(), item).join();
    return item;
  }

  private static Story.Member member(Item item, String... topics) {
    return Story.Member.of(item, item.outlet().id(), List.of(topics));
  }

  private static Story putStory(String id, int version, Story.Member... members) {
    Story story =
        new Story(
            id,
            version,
            List.of(members),
            List.of(new TopicMatch("ceasefire", 1.5, List.of(), null)),
            List.of());
    writer.write(CATALOGUE.stories(), story).join();
    return story;
  }

  private static NewsFilter text(String query) {
    return new NewsFilter(query, List.of(), List.of(), List.of(), null, null);
  }

  private static List<String> ids(NewsIndex index, NewsFilter filter) {
    return index.searchArticles(filter, null, 50).articles().stream().map(ArticleCard::id).toList();
  }

  @Test
  void findsWordsInTheirInflectionsWithAccentsFolded() throws Exception {
    put("find-1", PHARE, DAY, "Les négociateurs zébrés se retrouvent à Valmer", "");
    put("find-2", CAP, DAY.plusSeconds(60), "Rien de neuf", "Un négociateur zébré attend.");
    put("find-3", CAP, DAY.plusSeconds(120), "Une zébrure sur la carte", "");
    try (NewsIndex index = open("find")) {
      assertThat(ids(index, text("negociateur zebre"))).containsExactly("find-2", "find-1");
      assertThat(ids(index, text("\"négociateurs zébrés\""))).containsExactly("find-1");
      assertThat(ids(index, text("zebr* NOT valmer"))).containsExactly("find-3", "find-2");
      assertThat(ids(index, text("zébré outlet:radio-cap"))).containsExactly("find-2");
      ArticleCard card = index.searchArticles(text("zébré"), null, 1).articles().getFirst();
      assertThat(card.marks())
          .filteredOn(mark -> mark.topic() == null)
          .extracting(mark -> card.summary().substring(mark.start(), mark.end()))
          .containsExactly("zébré");
      assertThat(card.url()).isEqualTo("https://phare.example/find-2");
    }
  }

  @Test
  void refusesAQueryThatIsNoneAndACursorThatIsNone() throws Exception {
    try (NewsIndex index = open("refuse")) {
      assertThatThrownBy(() -> index.searchArticles(text("(trêve"), null, 5))
          .isInstanceOfSatisfying(
              AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("text"));
      for (String cursor : List.of("?", "", "AAAA", "MTI", "bm9wZTp4")) {
        assertThatThrownBy(() -> index.listStories(NewsFilter.ALL, cursor, 5))
            .as(cursor)
            .isInstanceOf(StaleCursorException.class);
      }
    }
  }

  @Test
  void pagesThroughArticlesOfOneMomentWithoutLossOrRepeat() throws Exception {
    for (int i = 0; i < 7; i++) {
      put("page-" + i, PHARE, DAY, "Un paginateur paginé " + i, "");
    }
    try (NewsIndex index = open("pages")) {
      List<String> all = new ArrayList<>();
      @Nullable String cursor = null;
      do {
        ArticlePage page = index.searchArticles(text("paginateur"), cursor, 3);
        assertThat(page.total()).isEqualTo(7);
        page.articles().forEach(one -> all.add(one.id()));
        cursor = page.next();
      } while (cursor != null);
      assertThat(all)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(0, 6).mapToObj(i -> "page-" + (6 - i)).toList());
    }
  }

  @Test
  void countsOverTimeAndByWhatArticlesAreAbout() throws Exception {
    String truce = "Kiev et Moscou concluent un cessez-le-feu comptable";
    put("count-1", PHARE, Instant.parse("2026-10-24T21:30:00Z"), truce, "");
    put("count-2", PHARE, Instant.parse("2026-10-25T22:30:00Z"), truce, "");
    put("count-3", CAP, Instant.parse("2026-10-25T23:30:00Z"), truce, "");
    put("count-4", CAP, Instant.parse("2026-10-31T10:00:00Z"), "La fanfare comptable", "");
    try (NewsIndex index = open("counts")) {
      ArticleCounts counts = index.countArticles(text("comptable"));
      assertThat(counts.total()).isEqualTo(4);
      assertThat(counts.unit()).isEqualTo(ArticleCounts.TimeUnit.DAY);
      assertThat(counts.histogram())
          .as("days of Paris, over the end of summer time")
          .extracting(ArticleCounts.TimeBar::count)
          .containsExactly(1L, 1L, 1L, 0L, 0L, 0L, 0L, 1L);
      assertThat(counts.histogram())
          .extracting(ArticleCounts.TimeBar::start)
          .startsWith(
              Instant.parse("2026-10-23T22:00:00Z"),
              Instant.parse("2026-10-24T22:00:00Z"),
              Instant.parse("2026-10-25T23:00:00Z"));
      assertThat(counts.topics()).containsExactly(new ArticleCounts.IdCount("ceasefire", 3));
      assertThat(counts.outlets())
          .containsExactly(
              new ArticleCounts.OutletCount("le-phare", "Le Phare", 2),
              new ArticleCounts.OutletCount("radio-cap", "Radio Cap", 2));
      NewsFilter october =
          new NewsFilter(
              "comptable",
              List.of("ceasefire"),
              List.of(),
              List.of("le-phare"),
              Instant.parse("2026-10-25T00:00:00Z"),
              null);
      assertThat(ids(index, october)).containsExactly("count-2");
      assertThat(index.countArticles(text("comptable xylophone")).histogram()).isEmpty();
    }
  }

  @Test
  void showsVersionsWithTheDecisionOnEach() throws Exception {
    Item first = put("version-1", PHARE, DAY, "Un cessez-le-feu est conclu à Ostrava", "");
    Item second =
        put("version-1", PHARE, DAY.plusSeconds(60), "La fanfare défile à Ostrava", "Elle joue.");
    writer
        .write(
            CATALOGUE.decided(),
            new DecisionRecord.Decision(
                first,
                ANALYSER.analyse(first.content(), PHARE).findings(),
                Audience.STALE,
                DAY.plusSeconds(1)))
        .join();
    try (NewsIndex index = open("versions")) {
      ArticleHistory history = index.showArticle("version-1");
      assertThat(history.versions())
          .extracting(ArticleHistory.VersionRead::version)
          .containsExactly(first.version(), second.version());
      ArticleHistory.VersionDecision decided = history.versions().getFirst().decision();
      assertThat(decided.decided()).isEqualTo(DAY.plusSeconds(1));
      assertThat(decided.audience()).isEqualTo("stale");
      assertThat(decided.topics()).extracting(TopicFound::id).contains("ceasefire");
      assertThat(decided.marks()).isNotEmpty();
      ArticleHistory.VersionDecision ofNow = history.versions().getLast().decision();
      assertThat(ofNow.decided()).isNull();
      assertThat(ofNow.topics()).isEmpty();
      assertThat(ids(index, text("ostrava"))).as("its newest version alone").hasSize(1);
      assertThatThrownBy(() -> index.showArticle("nobody"))
          .isInstanceOf(AdminException.NotFound.class)
          .hasMessage("there is no article 'nobody'");
    }
  }

  @Test
  void showsStoriesAndTellsOfNewOnes() throws Exception {
    Item truce =
        put("story-1", PHARE, DAY, "Kiev et Moscou concluent un cessez-le-feu boréal", "Enfin.");
    putStory("story-1", 1, member(truce, "ceasefire"));
    List<StoryCard> told = new CopyOnWriteArrayList<>();
    List<AlertNotice> alerts = new CopyOnWriteArrayList<>();
    try (NewsIndex index = open("stories")) {
      index.addListener(
          new NewsListener() {
            @Override
            public void onStory(StoryCard story) {
              told.add(story);
            }

            @Override
            public void onGap() {
              told.clear();
            }

            @Override
            public void onAlert(AlertNotice alert) {
              alerts.add(alert);
            }
          });
      StoryCard card = index.listStories(text("boréal"), null, 5).stories().getFirst();
      assertThat(card.headline()).isEqualTo(truce.content().title());
      assertThat(card.summary()).isEqualTo("Enfin.");
      assertThat(card.marks())
          .isNotEmpty()
          .allSatisfy(m -> assertThat(m.topic()).isEqualTo("ceasefire"));

      Item more = item("story-2", CAP, DAY.plusSeconds(90), "Le cessez-le-feu boréal tient", "");
      putStory("story-1", 2, member(truce, "ceasefire"), member(more, "ceasefire"));
      Alert alert = SampleAlerts.alert().story("story-1").item("story-2").time(DAY).build();
      writer.write(CATALOGUE.alerts(), alert).join();
      await().atMost(60, SECONDS).until(() -> !alerts.isEmpty());
      assertThat(told).as("its article is not there yet").isEmpty();
      writer.write(CATALOGUE.items(), more).join();
      await().atMost(60, SECONDS).until(() -> !told.isEmpty());
      assertThat(told.getFirst())
          .satisfies(one -> assertThat(one.headline()).isEqualTo("Le cessez-le-feu boréal tient"))
          .satisfies(one -> assertThat(one.outlets()).containsExactly(PHARE, CAP))
          .satisfies(one -> assertThat(one.updated()).isEqualTo(more.seen()));

      StoryTimeline timeline = index.showStory("story-1");
      assertThat(timeline.articles())
          .extracting(ArticleHistory::id)
          .containsExactly("story-1", "story-2");
      assertThat(timeline.articles())
          .allSatisfy(one -> assertThat(one.story()).isEqualTo("story-1"));
      assertThat(timeline.alerts()).containsExactly(AlertNotice.of(alert));
      assertThat(index.listAlerts(alert.subscription(), null, null, 5).alerts())
          .contains(AlertNotice.of(alert));
      assertThat(index.newestAlerts(alert.subscription(), 5)).contains(alert);
      writer.write(CATALOGUE.alerts(), SampleNews.sanctions()).join();
      await()
          .atMost(60, SECONDS)
          .until(() -> !index.listAlerts(null, "sanctions", null, 5).alerts().isEmpty());
      assertThat(index.listAlerts(null, "no-topic", null, 5).alerts()).isEmpty();

      writer.remove(CATALOGUE.stories(), putStory("story-1", 3, member(truce))).join();
      await()
          .atMost(60, SECONDS)
          .until(() -> index.listStories(text("boréal"), null, 5).stories().isEmpty());
    }
  }

  @Test
  void goesOnWhereItWasAndLeavesOutWhatCannotBeRead() throws Exception {
    put("again-1", PHARE, DAY, "Une reprise réglée", "");
    try (NewsIndex index = open("again")) {
      assertThat(ids(index, text("reprise réglée"))).hasSize(1);
    }
    try (var broken =
        new KafkaProducer<>(
            broker.connection().producerSettings(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      broken.send(new ProducerRecord<>(CATALOGUE.items().name(), 0, null, new byte[] {1})).get();
    }
    put(
        "again-x",
        Outlet.named("n".repeat(200)),
        DAY,
        "Une reprise réglée " + "x".repeat(40_000),
        "");
    put("again-2", PHARE, DAY.plusSeconds(60), "Une reprise réglée encore", "");
    try (NewsIndex index = open("again")) {
      assertThat(index.progress().total()).as("what came since the last commit").isLessThan(10);
      assertThat(ids(index, text("reprise réglée"))).containsExactly("again-2", "again-1");
      assertThat(index.progress().problem()).isNull();
    }
  }

  @Test
  void isBuiltAnewIfItIsDamagedOrOfOtherTopicPacks() throws Exception {
    put("anew-1", PHARE, DAY, "Une reconstruction", "");
    open("anew").close();
    try (Stream<Path> files = Files.list(directory.resolve("anew"))) {
      files
          .filter(file -> file.getFileName().toString().startsWith("segments"))
          .forEach(NewsIndexTest::damage);
    }
    try (NewsIndex index = open("anew")) {
      assertThat(ids(index, text("reconstruction"))).containsExactly("anew-1");
    }
    TextAnalyser other = new TextAnalyser(TopicPacks.bundled().withoutWeights());
    try (NewsIndex index = open("anew", other)) {
      assertThat(index.progress().done()).isPositive();
      assertThat(ids(index, text("reconstruction"))).containsExactly("anew-1");
    }
  }

  private static void damage(Path file) {
    try {
      Files.write(file, new byte[] {1, 2, 3});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void previewsASubscription() throws Exception {
    Instant seen = DAY.minus(Duration.ofDays(1));
    String summary = "Le cessez-le-feu doit commencer à minuit.";
    put("preview-1", PHARE, seen, "Kiev et Moscou concluent un cessez-le-feu prévisible", summary);
    put("preview-2", CAP, seen, "Kiev et Moscou concluent un cessez-le-feu prévisible", summary);
    put("preview-3", CAP, seen, "La fanfare prévisible", "Elle joue.");
    put("preview-4", CAP, DAY.minus(Duration.ofDays(30)), "Cessez-le-feu prévisible", summary);
    try (NewsIndex index = open("preview")) {
      Subscription wanted =
          Subscription.builder("new", DAY).topics(List.of("ceasefire")).query("prévisible").build();
      SubscriptionPreview preview = index.preview(wanted, 7);
      assertThat(preview.matching()).isEqualTo(2);
      assertThat(preview.articles()).isGreaterThanOrEqualTo(3);
      assertThat(preview.alerts()).as("both articles are one story").isEqualTo(1);
      assertThat(preview.samples())
          .extracting(ArticleCard::id)
          .containsExactly("preview-2", "preview-1");
    }
  }

  @Test
  void answersThatItIsNotOpenBeforeItIsStarted() {
    NewsIndex index =
        new NewsIndex(directory.resolve("closed"), broker.connection(), ANALYSER, () -> DAY);
    assertThatThrownBy(() -> index.listStories(NewsFilter.ALL, null, 5))
        .isInstanceOf(AdminException.IndexUnavailable.class);
    assertThat(index.progress().complete()).isFalse();
    index.close();
  }
}
