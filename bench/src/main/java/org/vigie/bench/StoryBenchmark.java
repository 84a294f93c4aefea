package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
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

/// What finding the story of an item costs, with few and with many stories that it might join,
/// beside reading a text and deciding on it. Every item founds a story of its own, which is the
/// dearest case: all candidates are compared, and none ends the search.
final class StoryBenchmark {
  private final List<SampleItems.Sample> samples;
  private final Stories stories = new Stories(StoryMemory.inMaps());
  private int placed;

  private StoryBenchmark(List<SampleItems.Sample> samples) {
    this.samples = samples;
  }

  static List<Comparison> compare(Scene scene) throws Exception {
    List<SampleItems.Sample> samples = scene.samples(scene.effort().texts());
    Analyst analyst = Analyst.bundled();
    double reading = scene.rate(1, from -> analyst.findings(new Text(samples.get(from).content())));
    List<Comparison> lines = new ArrayList<>();
    StoryBenchmark benchmark = new StoryBenchmark(samples);
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
    SampleItems.Sample sample = samples.get(placed % samples.size());
    Item item =
        new Item(
            "item-" + placed++,
            "v",
            List.of(),
            sample.outlet(),
            null,
            Origin.LIVE,
            numbered(sample.content()),
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

  /// A text under a number of its own tells of nothing that another tells of.
  private Content numbered(Content content) {
    return Content.of(content.title() + " n° " + placed, content.summary());
  }
}
