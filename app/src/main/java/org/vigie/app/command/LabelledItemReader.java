package org.vigie.app.command;

import java.util.List;
import java.util.Set;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.wire.ItemLine;

/// Lines of items with what a reader said of them.
final class LabelledItemReader {
  private LabelledItemReader() {}

  /// @throws IllegalArgumentException where the line is no item or has no labels
  static LabelledItem readLabelled(String line) {
    ItemLine item = ItemLine.read(line);
    List<String> labels = item.labels();
    if (labels == null) {
      throw new IllegalArgumentException("'labels' is missing");
    }
    return new LabelledItem(
        item.id(), item.toContent(), Set.copyOf(labels), item.hardNegative(), item.note());
  }
}
