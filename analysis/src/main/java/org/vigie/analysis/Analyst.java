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

/// Determines the topics, countries and codes of a text by a set of topic packs. Thread-safe.
public final class Analyst {
  private final Topics topics;
  private final Map<String, List<String>> codes = new TreeMap<>();
  private final String packs;

  /// Compiles topic packs.
  ///
  /// @throws org.vigie.analysis.topic.PackException if the packs cannot be used together
  public Analyst(Packs packs) {
    topics = new Topics(packs);
    packs.all().forEach(pack -> codes.put(pack.topic(), pack.codes()));
    this.packs = packs.hash();
  }

  /// Creates an instance with the topic packs that come with Vigie.
  public static Analyst bundled() {
    return new Analyst(Packs.bundled());
  }

  /// Tokenizes a content and classifies it.
  public Studied study(Content content, Outlet outlet) {
    Text text = new Text(content);
    return new Studied(text, findings(text), outlet);
  }

  /// Tokenizes a plain article and classifies it. Evidence offsets point into the text of the
  /// article, under the field name `text`.
  public Findings findings(Article article) {
    return findings(Text.of(article));
  }

  /// Classifies a tokenized text.
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

  /// Explains the score of every topic for a text, including topics that do not match.
  public List<Explanation> explain(Text text) {
    return topics.explain(text);
  }

  /// Returns the hash of all topic packs, 16 hexadecimal digits.
  public String packs() {
    return packs;
  }
}
