package org.vigie.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.evaluate.ConfusionCounts;
import org.vigie.analysis.evaluate.Evaluation;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.evaluate.PhaseEvaluation;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Evidence;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie evaluate`: how well topics are found in labelled items.
@Command(
    name = "evaluate",
    description = "Compares what is found in labelled items with their labels.",
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "One JSON object: the scores and the misses.")
  private boolean json;

  @Mixin private PacksOption packs = new PacksOption();

  @Option(
      names = "--compare",
      paramLabel = "PACKS",
      description = "A folder of packs: also evaluates it and says what it gains and loses.")
  private @Nullable Path compare;

  @Parameters(
      paramLabel = "FILE",
      description = "JSON Lines of articles with labels; default: standard input.")
  private List<Path> files = List.of();

  public EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<LabelledItem> items = new ArrayList<>();
    LineFilter filter = new LineFilter(terminal, "evaluate");
    TopicPacks known = packs.read();
    LabelledItemReader reader = new LabelledItemReader(known);
    filter.run(files, line -> items.add(reader.readLabelled(line)));
    reader.reportIgnored(terminal);
    TextAnalyser analyser = new TextAnalyser(known);
    Evaluation evaluation = Evaluation.evaluate(analyser, items);
    PhaseEvaluation phases = PhaseEvaluation.evaluate(analyser, items);
    if (json) {
      Map<String, Object> report = toJsonObject(evaluation);
      report.put("phases", PhaseReport.toJsonObject(phases));
      terminal.printLine(Json.toText(report));
    } else {
      printEvaluation(evaluation);
      PhaseReport.print(phases, terminal);
    }
    if (compare != null) {
      printComparison(
          evaluation,
          Evaluation.evaluate(new TextAnalyser(PacksOption.readWithFolder(compare)), items));
    }
    return filter.exitCode();
  }

  private void printEvaluation(Evaluation evaluation) {
    evaluation.misses().forEach(miss -> terminal.printLine(formatMiss(miss)));
    printScores(evaluation);
  }

  private static String formatMiss(Evaluation.Miss miss) {
    return SafeText.toLine(
        "%s %s  %s  %s  (score %.2f: %s%s)"
            .formatted(
                miss.falseNegative() ? "missed" : "false ",
                miss.topic(),
                miss.item().id(),
                miss.item().content().title(),
                miss.explanation().score(),
                describeReason(miss.explanation()),
                miss.item().note() == null ? "" : "; note: " + miss.item().note()));
  }

  /// The signals that counted, those that a veto cancelled, the needs that nothing met.
  private static String describeReason(Explanation explanation) {
    Set<String> parts = new LinkedHashSet<>();
    for (Explanation.ExplainedSignal step : explanation.signals()) {
      double weight = step.evidence().stream().mapToDouble(Evidence::weight).sum();
      String words =
          "« " + String.join(" … ", step.evidence().stream().map(Evidence::text).toList()) + " »";
      if (step.veto() != null) {
        parts.add(words + " cancelled by " + step.veto());
      } else if (weight != 0) {
        parts.add(words + " " + step.evidence().getFirst().signal());
      }
    }
    explanation.missingNeeds().forEach(need -> parts.add("nothing meets " + need));
    if (explanation.matches() != explanation.packMatches()) {
      parts.add(ExplanationPrinter.describeWords(explanation, explanation.matches()));
      parts.remove("");
    }
    return parts.isEmpty() ? "no signal" : String.join(", ", parts);
  }

  private void printScores(Evaluation evaluation) {
    TextTable table =
        new TextTable(
            "TOPIC", "PRECISION", "95 %", "RECALL", "95 %", "F1", "FOUND", "FALSE", "MISSED");
    evaluation.topics().forEach((topic, score) -> addScoreRow(table, topic, score));
    addScoreRow(table, "all (micro)", evaluation.microAveraged());
    table.print(terminal);
    terminal.printLine(
        String.format(
            Locale.ROOT,
            "%d items%s; macro-F1 %.3f; micro-F1 between %.3f and %.3f (95 %%)",
            evaluation.items(),
            evaluation.ambiguous() == 0
                ? ""
                : ", " + evaluation.ambiguous() + " ambiguous left out",
            evaluation.macroF1(),
            evaluation.f1Interval().low(),
            evaluation.f1Interval().high()));
    if (evaluation.hardNegatives() > 0) {
      terminal.printLine(
          evaluation.hardNegativesMatched()
              + " of "
              + evaluation.hardNegatives()
              + " hard negatives fire");
    }
    printKinds(evaluation.countKinds());
  }

  private void printKinds(List<Evaluation.KindCount> kinds) {
    if (kinds.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("TOPIC", "MISS", "KIND", "COUNT", "HARD NEGATIVES", "EXAMPLE");
    for (Evaluation.KindCount one : kinds) {
      table.addRow(
          one.topic(),
          formatDirection(one.falseNegative()),
          one.kind().toString(),
          Integer.toString(one.count()),
          one.falseNegative() ? "" : Integer.toString(one.hardNegatives()),
          SafeText.toLine(one.example()));
    }
    terminal.printLine("");
    table.print(terminal);
  }

  private static String formatDirection(boolean falseNegative) {
    return falseNegative ? "missed" : "false";
  }

  private static void addScoreRow(TextTable table, String topic, ConfusionCounts score) {
    if (score.truePositives() + score.falsePositives() + score.falseNegatives() == 0) {
      table.addRow(topic, "–", "–", "–", "–", "–", "0", "0", "0");
      return;
    }
    table.addRow(
        topic,
        FigureTexts.formatShare(score.precision()),
        FigureTexts.formatInterval(score.precisionInterval()),
        FigureTexts.formatShare(score.recall()),
        FigureTexts.formatInterval(score.recallInterval()),
        FigureTexts.formatShare(score.f1()),
        Integer.toString(score.truePositives()),
        Integer.toString(score.falsePositives()),
        Integer.toString(score.falseNegatives()));
  }

  private void printComparison(Evaluation ours, Evaluation theirs) {
    if (json) {
      terminal.printLine(Json.toText(toJsonObject(theirs)));
      return;
    }
    terminal.printLine("");
    terminal.printLine("with " + compare + ":");
    theirs.findNewMisses(ours).forEach(miss -> terminal.printLine("lost   " + formatMiss(miss)));
    ours.findNewMisses(theirs).forEach(miss -> terminal.printLine("gained " + formatMiss(miss)));
    printScores(theirs);
  }

  private static Map<String, Object> toJsonObject(Evaluation evaluation) {
    Map<String, Object> topics = new LinkedHashMap<>();
    evaluation.topics().forEach((topic, score) -> topics.put(topic, toJsonObject(score)));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("items", evaluation.items());
    report.put("ambiguous", evaluation.ambiguous());
    report.put("topics", topics);
    report.put("micro", toJsonObject(evaluation.microAveraged()));
    report.put("macroF1", evaluation.macroF1());
    report.put("microF1Interval", evaluation.f1Interval());
    report.put("hardNegatives", evaluation.hardNegatives());
    report.put("hardNegativesFired", evaluation.hardNegativesMatched());
    report.put(
        "kinds", evaluation.countKinds().stream().map(EvaluateCommand::toJsonObject).toList());
    report.put("misses", evaluation.misses().stream().map(EvaluateCommand::toJsonObject).toList());
    return report;
  }

  private static Map<String, Object> toJsonObject(ConfusionCounts score) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("precision", score.precision());
    report.put("precisionInterval", score.precisionInterval());
    report.put("recall", score.recall());
    report.put("recallInterval", score.recallInterval());
    report.put("f1", score.f1());
    report.put("found", score.truePositives());
    report.put("false", score.falsePositives());
    report.put("missed", score.falseNegatives());
    return report;
  }

  private static Map<String, Object> toJsonObject(Evaluation.KindCount one) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("topic", one.topic());
    report.put("miss", formatDirection(one.falseNegative()));
    report.put("kind", one.kind().toString());
    report.put("count", one.count());
    report.put("hardNegatives", one.hardNegatives());
    report.put("example", one.example());
    return report;
  }

  private static Map<String, Object> toJsonObject(Evaluation.Miss miss) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", miss.item().id());
    report.put("topic", miss.topic());
    report.put("kind", formatDirection(miss.falseNegative()));
    report.put("score", miss.explanation().score());
    report.put("reason", describeReason(miss.explanation()));
    return report;
  }
}
