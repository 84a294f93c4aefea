package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.story.StoryAssigner;
import org.vigie.analysis.story.StoryState;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;

/// Measures the assignment of an item to a story, with few and with many stories that it may join,
/// compared with the classification of a text. Nearly every item founds a story, which is the most
/// expensive case: all candidates are compared and none ends the search. The texts are always
/// generated, since no file has a hundred thousand different ones.
final class StoryBenchmark {
  private static final int BATCH_SIZE = 2_000;

  private static final List<String> SYLLABLES =
      List.of(
          "ba", "bor", "can", "del", "fer", "gui", "jol", "kal", "lan", "mor", "nev", "pau", "quin",
          "ros", "sev", "tan", "vil", "zan", "mir", "dol");

  /// Syllables of a generated name: enough for more place names than there are stories.
  private static final int SYLLABLES_PER_NAME = 4;

  /// Generated texts contain a number, which would make any two differ before they are compared.
  private static final Pattern ITEM_NUMBER = Pattern.compile(" n° \\d+");

  private final StoryAssigner stories = new StoryAssigner(StoryState.inMaps());
  private List<SampleItems.SampleText> batch = List.of();
  private int placed;

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    List<SampleItems.SampleText> samples = context.createSamples(context.scale().texts());
    TextAnalyser analyser = TextAnalyser.bundled();
    double reading =
        context.measureRate(
            1, from -> analyser.classify(new TokenizedText(samples.get(from).content())));
    List<BenchmarkResult> lines = new ArrayList<>();
    StoryBenchmark benchmark = new StoryBenchmark();
    for (int count : context.scale().stories()) {
      context.progress().accept("stories: " + count + " to join");
      benchmark.addStories(count);
      double ours = context.measureRate(1, from -> benchmark.placeNextItem());
      lines.add(
          BenchmarkResult.rate(
              "stories, %,d to join".formatted(count),
              "items/s",
              ours,
              "reading and deciding",
              reading));
    }
    return lines;
  }

  private void addStories(int count) {
    while (stories.countJoinable() < count) {
      placeNextItem();
    }
  }

  private void placeNextItem() {
    int next = placed % BATCH_SIZE;
    if (next == 0) {
      batch = SampleItems.generate(BATCH_SIZE, BenchmarkContext.SEED + placed);
    }
    SampleItems.SampleText sample = batch.get(next);
    Item item =
        Item.live(
            "item-" + placed++,
            "v",
            sample.outlet(),
            withPlace(createPlaceName(placed), sample.content()),
            SampleItems.BEGIN);
    stories.assignStory(
        new DecisionRecord.Decision(
            item,
            new Classification(List.of(), List.of(), List.of(), ""),
            Audience.SUBSCRIBERS,
            SampleItems.BEGIN));
  }

  /// An event at a different place is a different event.
  private static Content withPlace(String place, Content content) {
    return Content.of(
        ITEM_NUMBER.matcher(content.title()).replaceAll("") + " à " + place,
        ITEM_NUMBER.matcher(content.summary()).replaceAll("") + " " + place + " attend.");
  }

  private static String createPlaceName(int number) {
    StringBuilder name = new StringBuilder();
    for (int i = 0, rest = number; i < SYLLABLES_PER_NAME; i++, rest /= SYLLABLES.size()) {
      name.append(SYLLABLES.get(rest % SYLLABLES.size()));
    }
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
