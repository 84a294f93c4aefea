package org.vigie.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigie.analysis.evaluate.PhaseEvaluation;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Evidence;
import org.vigie.model.SafeText;

/// What `vigie evaluate` says of phases, if items have labels of them.
final class PhaseReport {
  private PhaseReport() {}

  static void print(PhaseEvaluation evaluation, Terminal terminal) {
    if (evaluation.topics().isEmpty()) {
      return;
    }
    terminal.printLine("");
    evaluation.wrong().forEach(wrong -> terminal.printLine(formatWrong(wrong)));
    TextTable table =
        new TextTable("PHASES OF", "MATCHES", "GIVEN", "SHARE", "RIGHT", "PRECISION", "95 %");
    evaluation.topics().forEach((topic, counts) -> addRow(table, topic, counts));
    addRow(table, "all", evaluation.total());
    table.print(terminal);
  }

  private static String formatWrong(PhaseEvaluation.WrongPhase wrong) {
    List<String> words = wrong.phase().evidence().stream().map(Evidence::text).distinct().toList();
    return SafeText.toLine(
        "phase  %s  %s  %s  (%s, labelled %s: « %s »)"
            .formatted(
                wrong.topic(),
                wrong.item().id(),
                wrong.item().content().title(),
                wrong.phase().id(),
                wrong.item().phases().get(wrong.topic()),
                String.join(" … ", words)));
  }

  private static void addRow(TextTable table, String name, PhaseEvaluation.PhaseCounts counts) {
    table.addRow(
        name,
        Integer.toString(counts.matches()),
        Integer.toString(counts.given()),
        String.format(Locale.ROOT, "%.2f", counts.coverage()),
        Integer.toString(counts.right()),
        counts.given() == 0 ? "–" : FigureTexts.formatShare(counts.precision()),
        counts.given() == 0 ? "–" : FigureTexts.formatInterval(counts.precisionInterval()));
  }

  /// The counts by topic, for JSON.
  static Map<String, Object> toJsonObject(PhaseEvaluation evaluation) {
    Map<String, Object> report = new LinkedHashMap<>(evaluation.topics());
    report.put("all", evaluation.total());
    return report;
  }
}
