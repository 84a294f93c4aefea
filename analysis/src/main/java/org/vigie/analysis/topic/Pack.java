package org.vigie.analysis.topic;

import java.util.List;
import java.util.Map;

/// A topic as an analyst describes it: the contents of one file.
///
/// @param topic its id, as in subscriptions and alerts: lower-case letters, digits and `-`
/// @param label what people call it, by language (`fr`, `en`)
/// @param codes standard codes as QCodes (`medtop:20000642`, `cameo:163`)
/// @param threshold the total weight from which on a text is about the topic
/// @param groups named phrases that others refer to
/// @param signals what speaks for the topic, or with a negative weight against it
/// @param needs all of these must be hit as well
/// @param vetoes contexts in which signals mean something else
/// @param examples the pack's own proof
public record Pack(
    String topic,
    Map<String, String> label,
    List<String> codes,
    double threshold,
    Map<String, List<Phrase>> groups,
    List<Signal> signals,
    List<Need> needs,
    List<Veto> vetoes,
    Examples examples) {

  /// @param name unique within the pack
  /// @param weight what it adds to the total, once, where the summary has it
  /// @param title the same where the title has it
  /// @param any phrases; one is enough
  /// @param with phrases of which one must stand anywhere in title and summary; empty asks for none
  record Signal(String name, double weight, double title, List<Phrase> any, List<Phrase> with) {}

  /// @param any phrases of which one must stand in title and summary
  record Need(String name, List<Phrase> any) {}

  /// @param where how far the context reaches
  /// @param of the signals that it cancels; empty means all
  /// @param unless phrases whose presence in title and summary keeps the veto from holding
  record Veto(String name, Where where, List<Phrase> any, List<String> of, List<Phrase> unless) {}

  /// How far a veto reaches.
  enum Where {
    /// Hits that share a word with it.
    OVER,
    /// Hits in its sentence.
    SENTENCE,
    /// Hits in its passage, title or summary; in a body, which is long, hits in its sentence.
    PASSAGE,
    /// All hits of the text, if it stands in the title.
    TITLE,
    /// All hits of the text.
    TEXT
  }

  /// Texts that must and must not match.
  ///
  /// @param match texts about the topic
  /// @param noMatch texts that only look like it
  public record Examples(List<String> match, List<String> noMatch) {}
}
