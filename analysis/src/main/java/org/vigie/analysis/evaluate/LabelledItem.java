package org.vigie.analysis.evaluate;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// An item with the topics that a human reader has assigned, and phases of these topics.
///
/// @param id name of the item in reports
/// @param outlet name of the outlet, null if unknown
/// @param labels ids of the assigned topics; may be empty
/// @param phases the phase of the text by topic id, `-` if the text does not say; without the
///     topics whose phase was not read
/// @param hardNegative whether the item is a hard negative: uses the words of a topic in another
/// sense
/// @param ambiguous whether readers may well disagree; neither evaluated nor trained on
/// @param note remark of the reader, null for none
public record LabelledItem(
    String id,
    Content content,
    @Nullable String outlet,
    Set<String> labels,
    Map<String, String> phases,
    boolean hardNegative,
    boolean ambiguous,
    @Nullable String note) {
  /// Copies the collections.
  public LabelledItem {
    labels = Set.copyOf(labels);
    phases = Map.copyOf(phases);
  }

  /// An item whose phases were not read.
  public LabelledItem(
      String id, Content content, Set<String> labels, boolean hardNegative, @Nullable String note) {
    this(id, content, null, labels, Map.of(), hardNegative, false, note);
  }
}
