package org.vigie.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.vigie.admin.index.NewsFilter;
import org.vigie.admin.index.NewsIndex;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Item;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// Measures the index of the console: how fast it follows an archive in Kafka, compared with
/// reading and deciding alone, and how soon a search has its first page and its histogram, compared
/// with the limit that people are promised.
final class SearchBenchmark {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final double LIMIT_MILLIS = 200;
  private static final int PAGE = 30;

  /// A minute between two articles.
  private static final Duration STEP = Duration.ofMinutes(1);

  /// Of every shape that people write, over the words of the generated texts.
  private static final List<String> QUERIES =
      List.of(
          "sanctions",
          "cessez-le-feu OR trêve",
          "sommet Bruxelles",
          "\"trains de nuit\"",
          "négociation* NOT budget",
          "coalition NEAR/5 garantir",
          "topic:sanctions",
          "topic:ceasefire outlet:radio-fleuve",
          "le");

  private SearchBenchmark() {}

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    int count = context.scale().articles();
    List<SampleItems.SampleText> samples = context.createSamples(context.scale().texts());
    TextAnalyser analyser = TextAnalyser.bundled();
    double deciding =
        context.measureRate(
            1, from -> analyser.classify(new TokenizedText(samples.get(from).content())));
    context.progress().accept("search: writing %,d articles".formatted(count));
    Path directory = context.workspace().createDirectory("search");
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"))) {
      new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
      write(broker.connection(), context.createSamples(count));
      context.progress().accept("search: building the index");
      long begin = System.nanoTime();
      try (NewsIndex index =
          new NewsIndex(
              directory.resolve("index"),
              broker.connection(),
              analyser,
              () -> SampleItems.BEGIN.plus(STEP.multipliedBy(count)))) {
        index.start();
        if (!index.awaitComplete(LONGEST)) {
          throw new IllegalStateException("the index is not complete: " + index.progress());
        }
        double rate = count * 1e9 / (System.nanoTime() - begin);
        List<BenchmarkResult> results = new ArrayList<>();
        results.add(
            BenchmarkResult.rate(
                "index, %,d articles".formatted(count),
                "items/s",
                rate,
                "reading and deciding",
                deciding));
        context.progress().accept("search: asking");
        results.add(measure("search, first page, p95", filter -> search(index, filter), context));
        results.add(measure("search, histogram and facets, p95", index::countArticles, context));
        return results;
      }
    }
  }

  private static void write(KafkaConnection connection, List<SampleItems.SampleText> texts) {
    try (TopicWriter writer = TopicWriter.open(connection)) {
      for (int i = 0; i < texts.size(); i++) {
        SampleItems.SampleText text = texts.get(i);
        writer.write(
            Catalogue.live().items(),
            Item.live(
                "item-" + i,
                "v",
                text.outlet(),
                text.content(),
                SampleItems.BEGIN.plus(STEP.multipliedBy(i))));
      }
      writer.flush();
    }
  }

  private static void search(NewsIndex index, NewsFilter filter) {
    index.searchArticles(filter, null, PAGE);
  }

  private interface Question {
    void ask(NewsFilter filter);
  }

  private static BenchmarkResult measure(String name, Question question, BenchmarkContext context) {
    askFor(question, context.scale().warmUp());
    List<Double> millis = askFor(question, context.scale().measured());
    Collections.sort(millis);
    return BenchmarkResult.cost(
        name, "ms", millis.get(millis.size() * 95 / 100), "limit", LIMIT_MILLIS);
  }

  /// Asks every query in turn, each at least once.
  ///
  /// @return how long each took, in ms
  private static List<Double> askFor(Question question, Duration length) {
    List<Double> millis = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < QUERIES.size() || System.nanoTime() - begin < length.toNanos(); i++) {
      String query = QUERIES.get(i % QUERIES.size());
      long start = System.nanoTime();
      question.ask(new NewsFilter(query, List.of(), List.of(), List.of(), null, null));
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }
}
