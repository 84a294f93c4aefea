package org.vigie.app.command;

import java.util.List;
import java.util.Locale;
import org.vigie.analysis.form.FormFinder;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.Explanation.ExplainedSignal;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Evidence;
import org.vigie.model.FormMatch;
import org.vigie.model.SafeText;

/// Prints for a person what every topic made of a text: what counted, what a veto cancelled, and
/// which vetoes were met but did not hold.
final class ExplanationPrinter {
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String FAINT = "\u001b[2m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  /// Below this, a topic without any signal is not worth a line.
  private static final double WORTH_TELLING = 0.5;

  private static final int MAX_WORDS = 8;

  private final Terminal terminal;

  ExplanationPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(String id, TokenizedText text, List<Explanation> explanations) {
    terminal.printLine(
        coloured(BOLD, SafeText.toLine(id)) + "  " + SafeText.toLine(text.content().headline()));
    print(FormFinder.bundled().find(text));
    explanations.forEach(this::print);
  }

  private void print(FormMatch match) {
    terminal.printLine("  form " + match.form());
    for (Evidence span : match.evidence()) {
      terminal.printLine(
          "    « %s »  %s [%d, %d)  %s"
              .formatted(
                  SafeText.toLine(span.text()),
                  span.field(),
                  span.start(),
                  span.end(),
                  coloured(FAINT, "as in: " + SafeText.toLine(span.signal()))));
    }
  }

  private void print(Explanation explanation) {
    if (explanation.signals().isEmpty() && explanation.score() < WORTH_TELLING) {
      return;
    }
    String heading =
        "  %s  score %.2f, %s"
            .formatted(
                explanation.topic(),
                explanation.score(),
                explanation.matches() ? "matches" : "does not match");
    terminal.printLine(coloured(explanation.matches() ? GREEN : PLAIN, heading));
    explanation.signals().forEach(signal -> print("    ", signal));
    if (!explanation.words().isEmpty()) {
      terminal.printLine("    pack alone: score %.2f".formatted(explanation.packScore()));
      printWords(explanation, true);
      printWords(explanation, false);
    }
    explanation.missingNeeds().forEach(need -> terminal.printLine("    missing: " + need));
    for (String veto : explanation.idleVetoes()) {
      terminal.printLine(
          coloured(FAINT, "    veto " + veto + ": met, but concerns no signal here"));
    }
    explanation.phases().stream()
        .filter(phase -> !phase.signals().isEmpty())
        .forEach(phase -> printPhase(phase, phase.topic().equals(explanation.phase())));
  }

  private void printPhase(Explanation phase, boolean given) {
    String heading =
        "    phase %s  score %.2f%s"
            .formatted(phase.topic(), phase.score(), given ? ", given" : "");
    terminal.printLine(coloured(given ? GREEN : PLAIN, heading));
    phase.signals().forEach(signal -> print("      ", signal));
  }

  private void printWords(Explanation explanation, boolean inFavour) {
    String described = describeWords(explanation, inFavour);
    if (!described.isEmpty()) {
      terminal.printLine("    " + described);
    }
  }

  /// Describes the words with a positive weight, or those with a negative one, the greatest first;
  /// empty if there are none.
  static String describeWords(Explanation explanation, boolean inFavour) {
    List<String> words =
        explanation.words().stream()
            .filter(word -> word.weight() > 0 == inFavour)
            .map(
                word ->
                    String.format(
                        Locale.ROOT, "« %s » %+.3f", SafeText.toLine(word.text()), word.weight()))
            .toList();
    return words.isEmpty()
        ? ""
        : (inFavour ? "words for it: " : "words against it: ")
            + String.join(", ", words.subList(0, Math.min(MAX_WORDS, words.size())))
            + (words.size() > MAX_WORDS ? ", …" : "");
  }

  private void print(String indent, ExplainedSignal step) {
    for (Evidence span : step.evidence()) {
      String line =
          indent
              + "%+.2f  « %s »  %s [%d, %d)  %s"
                  .formatted(
                      span.weight(),
                      SafeText.toLine(span.text()),
                      span.field(),
                      span.start(),
                      span.end(),
                      SafeText.toLine(span.signal()));
      terminal.printLine(
          step.veto() == null
              ? line
              : coloured(YELLOW, line + "  cancelled by " + SafeText.toLine(step.veto())));
    }
  }

  private String coloured(String colour, String line) {
    return terminal.colours() ? colour + line + PLAIN : line;
  }
}
