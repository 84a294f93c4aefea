package org.vigie.app.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

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
        item.id(),
        item.toContent(),
        item.outlet(),
        Set.copyOf(labels),
        readPhases(line),
        item.hardNegative(),
        item.ambiguous(),
        item.note());
  }

  private static Map<String, String> readPhases(String line) {
    Map<String, String> phases = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        Json.MAPPER.readTree(line).path("phases").properties()) {
      if (!entry.getValue().isString()) {
        throw new IllegalArgumentException(
            "phases." + entry.getKey() + " must be the id of a phase, or \"-\"");
      }
      phases.put(entry.getKey(), entry.getValue().stringValue());
    }
    return phases;
  }
}
