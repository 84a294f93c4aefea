package org.vigie.analysis.evaluate;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// An item with the topics that a human reader has assigned.
///
/// @param id name of the item in reports
/// @param labels ids of the assigned topics; may be empty
/// @param lure whether the item is a hard negative: uses the words of a topic in another sense
/// @param note remark of the reader, null for none
public record Labelled(
    String id, Content content, Set<String> labels, boolean lure, @Nullable String note) {
  /// Copies the set.
  public Labelled {
    labels = Set.copyOf(labels);
  }
}
