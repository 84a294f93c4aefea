package org.vigie.analysis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.analysis.text.Text;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.Packs;
import org.vigie.analysis.topic.Topics;
import org.vigie.model.Article;
import org.vigie.model.Content;
import org.vigie.model.Findings;
import org.vigie.model.Outlet;
import org.vigie.model.TopicMatch;

/// Decides what a text is about. Safe to share between threads.
public final class Analyst {
  private final Topics topics;
  private final Map<String, List<String>> codes = new TreeMap<>();
  private final String packs;

  /// An analyst of these topic packs.
  ///
  /// @throws org.vigie.analysis.topic.PackException where they cannot be used together
  public Analyst(Packs packs) {
    topics = new Topics(packs);
    packs.all().forEach(pack -> codes.put(pack.topic(), pack.codes()));
    this.packs = packs.hash();
  }

  /// The analyst of the topic packs that come with Vigie.
  public static Analyst bundled() {
    return new Analyst(Packs.bundled());
  }

  /// Reads a text and decides on it.
  public Studied study(Content content, Outlet outlet) {
    Text text = new Text(content);
    return new Studied(text, findings(text), outlet);
  }

  /// Reads a plain article and decides on it; evidence points into its text, under the field
  /// `text`.
  public Findings findings(Article article) {
    return findings(Text.of(article));
  }

  /// What a text that was read is about.
  public Findings findings(Text text) {
    Topics.Found found = topics.find(text);
    return new Findings(found.topics(), found.countries(), codes(found.topics()), packs);
  }

  private List<String> codes(List<TopicMatch> found) {
    return found.stream()
        .flatMap(match -> codes.getOrDefault(match.topic(), List.of()).stream())
        .distinct()
        .toList();
  }

  /// What every topic makes of a text, also those that do not match.
  public List<Explanation> explain(Text text) {
    return topics.explain(text);
  }

  /// The hash of all topic packs.
  public String packs() {
    return packs;
  }
}
