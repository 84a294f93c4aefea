package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.story.Stories;
import org.vigie.analysis.story.StoryMemory;
import org.vigie.analysis.text.Text;
import org.vigie.model.Audience;
import org.vigie.model.Content;
import org.vigie.model.Decided;
import org.vigie.model.Findings;
import org.vigie.model.Item;
import org.vigie.model.Origin;

/// Measures the assignment of an item to a story, with few and with many stories that it may join,
/// compared with the classification of a text. Nearly every item founds a story, which is the most
/// expensive case: all candidates are compared and none ends the search. The texts are always
/// generated, since no file has a hundred thousand different ones.
final class StoryBenchmark {
  private static final int DRAWN_AT_ONCE = 2_000;

  private static final List<String> SYLLABLES =
      List.of(
          "ba", "bor", "can", "del", "fer", "gui", "jol", "kal", "lan", "mor", "nev", "pau", "quin",
          "ros", "sev", "tan", "vil", "zan", "mir", "dol");

  /// Syllables of a generated name: enough for more place names than there are stories.
  private static final int LONG = 4;

  /// Generated texts contain a number, which would make any two differ before they are compared.
  private static final Pattern NUMBER = Pattern.compile(" n° \\d+");

  private final Stories stories = new Stories(StoryMemory.inMaps());
  private List<SampleItems.Sample> drawn = List.of();
  private int placed;

  static List<Comparison> compare(Scene scene) throws Exception {
    List<SampleItems.Sample> samples = scene.samples(scene.effort().texts());
    Analyst analyst = Analyst.bundled();
    double reading = scene.rate(1, from -> analyst.findings(new Text(samples.get(from).content())));
    List<Comparison> lines = new ArrayList<>();
    StoryBenchmark benchmark = new StoryBenchmark();
    for (int count : scene.effort().stories()) {
      scene.progress().accept("stories: " + count + " to join");
      benchmark.fill(count);
      double ours = scene.rate(1, from -> benchmark.place());
      lines.add(
          Comparison.rate(
              "stories, %,d to join".formatted(count),
              "items/s",
              ours,
              "reading and deciding",
              reading));
    }
    return lines;
  }

  private void fill(int count) {
    while (stories.joinable() < count) {
      place();
    }
  }

  private void place() {
    int next = placed % DRAWN_AT_ONCE;
    if (next == 0) {
      drawn = SampleItems.of(DRAWN_AT_ONCE, Scene.SEED + placed);
    }
    SampleItems.Sample sample = drawn.get(next);
    Item item =
        new Item(
            "item-" + placed++,
            "v",
            List.of(),
            sample.outlet(),
            null,
            Origin.LIVE,
            in(place(placed), sample.content()),
            SampleItems.BEGIN,
            false,
            SampleItems.BEGIN,
            null);
    stories.place(
        new Decided.Decision(
            item,
            new Findings(List.of(), List.of(), List.of(), ""),
            Audience.SUBSCRIBERS,
            SampleItems.BEGIN));
  }

  /// An event at a different place is a different event.
  private static Content in(String place, Content content) {
    return Content.of(
        NUMBER.matcher(content.title()).replaceAll("") + " à " + place,
        NUMBER.matcher(content.summary()).replaceAll("") + " " + place + " attend.");
  }

  private static String place(int number) {
    StringBuilder name = new StringBuilder();
    for (int i = 0, rest = number; i < LONG; i++, rest /= SYLLABLES.size()) {
      name.append(SYLLABLES.get(rest % SYLLABLES.size()));
    }
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
