package org.vigie.app.command;

import java.util.Locale;
import org.vigie.analysis.evaluate.ConfidenceInterval;

/// The figures of evaluations in tables.
final class FigureTexts {
  private FigureTexts() {}

  static String formatShare(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static String formatInterval(ConfidenceInterval interval) {
    return String.format(Locale.ROOT, "%.2f–%.2f", interval.low(), interval.high());
  }
}
