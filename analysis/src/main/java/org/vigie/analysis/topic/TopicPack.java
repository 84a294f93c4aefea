package org.vigie.analysis.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A topic pack: the content of one YAML file that describes a topic.
///
/// @param topic topic id, as in subscriptions and alerts: lower-case letters, digits and `-`
/// @param label display names by language (`fr`, `en`)
/// @param codes standard codes as QCodes (`medtop:20000642`, `cameo:163`)
/// @param threshold total weight from which on a text is about the topic
/// @param repeat how long another story about the same phase and countries tells nothing new; null
///     if it always does
/// @param groups named phrases that other phrases refer to
/// @param signals phrases that indicate the topic, or with a negative weight contradict it
/// @param needs conditions that must all be met
/// @param vetoes contexts that cancel signals
/// @param phases stages of the matter that a text may report, each a pack of its own, whose `topic`
///     is the id of the phase and which uses the groups of this one
/// @param examples texts that test the pack; of a phase, only texts that match
public record TopicPack(
    String topic,
    Map<String, String> label,
    List<String> codes,
    double threshold,
    @Nullable Duration repeat,
    Map<String, List<PackPhrase>> groups,
    List<Signal> signals,
    List<Need> needs,
    List<Veto> vetoes,
    List<TopicPack> phases,
    Examples examples) {

  /// Returns the number of its examples and those of its phases.
  public int countExamples() {
    return examples.match().size()
        + examples.noMatch().size()
        + phases.stream().mapToInt(TopicPack::countExamples).sum();
  }

  /// A weighted set of phrases.
  ///
  /// @param name unique within the pack
  /// @param weight weight added once if a phrase is in the summary
  /// @param title weight added once if a phrase is in the title
  /// @param any phrases of which one suffices
  /// @param with phrases of which one must be in title or summary; empty for no condition
  record Signal(
      String name, double weight, double title, List<PackPhrase> any, List<PackPhrase> with) {}

  /// A condition of the topic.
  ///
  /// @param any phrases of which one must be in title or summary
  record Need(String name, List<PackPhrase> any) {}

  /// A context that cancels signals.
  ///
  /// @param where reach of the context
  /// @param of names of the cancelled signals; empty for all
  /// @param unless phrases whose presence in title or summary disables the veto
  record Veto(
      String name,
      VetoScope where,
      List<PackPhrase> any,
      List<String> of,
      List<PackPhrase> unless) {}

  /// The reach of a veto.
  enum VetoScope {
    /// Hits that share a word with the context.
    OVER,
    /// Hits in the sentence of the context.
    SENTENCE,
    /// Hits in the passage of the context, title or summary; in a body, which is long, hits in its
    /// sentence.
    PASSAGE,
    /// All hits of the text if the context is in the title.
    TITLE,
    /// All hits of the text.
    TEXT
  }

  /// Texts that must match and texts that must not.
  ///
  /// @param match texts about the topic
  /// @param noMatch texts that only resemble it
  public record Examples(List<String> match, List<String> noMatch) {}
}
