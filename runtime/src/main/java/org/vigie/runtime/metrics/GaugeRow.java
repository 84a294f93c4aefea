package org.vigie.runtime.metrics;

import java.util.Map;

/// One series of a gauge whose label values come and go.
///
/// @param labels the value of each label by its name
public record GaugeRow(Map<String, String> labels, double value) {
  /// Copies the labels.
  public GaugeRow {
    labels = Map.copyOf(labels);
  }
}
