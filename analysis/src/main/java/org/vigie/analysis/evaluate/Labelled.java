package org.vigie.analysis.evaluate;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;

/// An item of which a reader has said what it is about.
///
/// @param id names it in the report
/// @param labels its topics; may be empty
/// @param lure whether it uses the words of a topic in another sense
/// @param note the reader's remark, null for none
public record Labelled(
    String id, Content content, Set<String> labels, boolean lure, @Nullable String note) {
  /// Copies the set.
  public Labelled {
    labels = Set.copyOf(labels);
  }
}
