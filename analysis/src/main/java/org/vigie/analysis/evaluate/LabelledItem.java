package org.vigie.analysis.evaluate;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// An item with the topics that a human reader has assigned.
///
/// @param id name of the item in reports
/// @param labels ids of the assigned topics; may be empty
/// @param hardNegative whether the item is a hard negative: uses the words of a topic in another
/// sense
/// @param note remark of the reader, null for none
public record LabelledItem(
    String id, Content content, Set<String> labels, boolean hardNegative, @Nullable String note) {
  /// Copies the set.
  public LabelledItem {
    labels = Set.copyOf(labels);
  }
}
