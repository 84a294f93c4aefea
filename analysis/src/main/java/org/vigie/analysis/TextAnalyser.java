package org.vigie.analysis;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.form.FormFinder;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.TopicFinder;
import org.vigie.analysis.topic.TopicPack;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Article;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// Determines the form of a text, and its topics, countries and codes by a set of topic packs.
/// Thread-safe.
public final class TextAnalyser {
  private final TopicFinder topics;

  /// Codes by topic id, and by topic and phase as in `sanctions/imposed`.
  private final Map<String, List<String>> codesByTopic = new TreeMap<>();

  private final Map<String, Map<String, String>> labelsByTopic = new TreeMap<>();
  private final Map<String, Duration> repeatByTopic = new HashMap<>();
  private final String packsHash;

  /// Compiles topic packs.
  ///
  /// @throws org.vigie.analysis.topic.PackException if the packs cannot be used together
  public TextAnalyser(TopicPacks packs) {
    topics = new TopicFinder(packs);
    for (TopicPack pack : packs.all()) {
      codesByTopic.put(pack.topic(), pack.codes());
      pack.phases().forEach(phase -> putPhaseCodes(pack, phase));
      labelsByTopic.put(pack.topic(), pack.label());
      Duration repeat = pack.repeat();
      if (repeat != null) {
        repeatByTopic.put(pack.topic(), repeat);
      }
    }
    this.packsHash = packs.hash();
  }

  /// The codes of a phase take the place of those that its topic has of the same scheme, such as
  /// `cameo`: they say more exactly what happened.
  private void putPhaseCodes(TopicPack pack, TopicPack phase) {
    Set<String> schemes =
        phase.codes().stream().map(TextAnalyser::findScheme).collect(Collectors.toSet());
    codesByTopic.put(
        pack.topic() + "/" + phase.topic(),
        Stream.concat(
                pack.codes().stream().filter(code -> !schemes.contains(findScheme(code))),
                phase.codes().stream())
            .toList());
  }

  private static String findScheme(String code) {
    return code.substring(0, code.indexOf(':') + 1);
  }

  /// Creates an instance with the topic packs that come with Vigie.
  public static TextAnalyser bundled() {
    return new TextAnalyser(TopicPacks.bundled());
  }

  /// Tokenizes a content and classifies it.
  public AnalysedItem analyse(Content content, Outlet outlet) {
    TokenizedText text = new TokenizedText(content);
    return new AnalysedItem(text, classify(text), outlet);
  }

  /// Tokenizes a plain article and classifies it. Evidence offsets point into the text of the
  /// article, under the field name `text`.
  public Classification classify(Article article) {
    return classify(TokenizedText.of(article));
  }

  /// Classifies a tokenized text.
  public Classification classify(TokenizedText text) {
    TopicFinder.TopicsAndCountries found = topics.find(text);
    return new Classification(
        found.topics(),
        found.countries(),
        collectCodes(found.topics()),
        packsHash,
        FormFinder.bundled().find(text));
  }

  private List<String> collectCodes(List<TopicMatch> found) {
    return found.stream()
        .flatMap(match -> codesByTopic.getOrDefault(findCodesKey(match), List.of()).stream())
        .distinct()
        .toList();
  }

  private static String findCodesKey(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return phase == null ? match.topic() : match.topic() + "/" + phase.id();
  }

  /// Returns the display names of topics by topic id and language (`fr`, `en`). A topic that no
  /// pack describes, which a process with other packs may have found, has none.
  public Map<String, Map<String, String>> labelTopics(Collection<String> topics) {
    return topics.stream()
        .distinct()
        .collect(
            Collectors.toMap(topic -> topic, topic -> labelsByTopic.getOrDefault(topic, Map.of())));
  }

  /// Returns how long another story about the same phase and countries of a topic tells nothing
  /// new; null if it always does, or no pack describes the topic.
  public @Nullable Duration findRepeat(String topic) {
    return repeatByTopic.get(topic);
  }

  /// Explains the score of every topic for a text, including topics that do not match.
  public List<Explanation> explain(TokenizedText text) {
    return topics.explain(text);
  }

  /// Returns the hash of all topic packs, 16 hexadecimal digits.
  public String packsHash() {
    return packsHash;
  }
}
