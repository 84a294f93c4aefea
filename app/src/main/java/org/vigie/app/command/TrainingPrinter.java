package org.vigie.app.command;

import java.util.List;
import java.util.Locale;
import org.vigie.analysis.evaluate.ConfidenceInterval;
import org.vigie.analysis.evaluate.ConfusionCounts;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.evaluate.WordTraining;
import org.vigie.app.terminal.Terminal;

/// Prints what a training has given and whether it pays.
final class TrainingPrinter {
  private final Terminal terminal;

  TrainingPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(List<WordTraining> trained, List<LabelledItem> items) {
    boolean any = trained.stream().anyMatch(training -> training.weights() != null);
    if (any) {
      printFigures(trained);
    }
    long ambiguous = items.stream().filter(LabelledItem::ambiguous).count();
    terminal.printLine(
        (items.size() - ambiguous)
            + " items"
            + (any ? ", each decided by weights trained without it" : "")
            + (ambiguous == 0 ? "" : "; " + ambiguous + " ambiguous left out"));
    trained.forEach(training -> terminal.printLine(training.topic() + ": " + judge(training)));
  }

  private void printFigures(List<WordTraining> trained) {
    TextTable table =
        new TextTable("TOPIC", "LABELLED", "DECIDED BY", "PRECISION", "RECALL", "F1", "95 %");
    for (WordTraining training : trained) {
      if (training.weights() != null) {
        addRow(table, training, "pack", training.packOnly(), training.packOnlyInterval());
        addRow(table, training, "pack, words", training.withWords(), training.withWordsInterval());
      }
    }
    table.print(terminal);
  }

  private static void addRow(
      TextTable table,
      WordTraining training,
      String reader,
      ConfusionCounts counts,
      ConfidenceInterval interval) {
    table.addRow(
        training.topic(),
        Integer.toString(training.positives()),
        reader,
        FigureTexts.formatShare(counts.precision()),
        FigureTexts.formatShare(counts.recall()),
        FigureTexts.formatShare(counts.f1()),
        FigureTexts.formatInterval(interval));
  }

  private static String judge(WordTraining training) {
    if (training.weights() == null) {
      return "not trained: only %d of the items have the topic, at least %d are needed"
          .formatted(training.positives(), WordTraining.MIN_POSITIVES);
    }
    String difference =
        String.format(
            Locale.ROOT,
            "F1 %+.3f, between %+.3f and %+.3f (95 %%)",
            training.withWords().f1() - training.packOnly().f1(),
            training.gain().low(),
            training.gain().high());
    if (!training.pays()) {
      return "the words do not pay, no weights are written: " + difference;
    }
    return training.paysSurely()
        ? "the words pay: " + difference
        : "the words may pay, but it can be chance: " + difference;
  }
}
