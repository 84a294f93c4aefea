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
import org.vigie.analysis.Analyst;
import org.vigie.analysis.evaluate.Evaluation;
import org.vigie.analysis.evaluate.Interval;
import org.vigie.analysis.evaluate.Labelled;
import org.vigie.analysis.evaluate.Score;
import org.vigie.analysis.topic.Explanation;
import org.vigie.app.filter.Filter;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Evidence;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
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
    List<Labelled> items = new ArrayList<>();
    Filter filter = new Filter(terminal, "evaluate");
    filter.run(files, line -> items.add(ItemLines.labelled(line)));
    Evaluation evaluation = Evaluation.of(Analyst.bundled(), items);
    if (json) {
      terminal.print(Json.text(report(evaluation)));
    } else {
      tell(evaluation);
    }
    if (compare != null) {
      tellComparison(evaluation, Evaluation.of(new Analyst(PacksOption.with(compare)), items));
    }
    return filter.exitCode();
  }

  private void tell(Evaluation evaluation) {
    evaluation.misses().forEach(miss -> terminal.print(line(miss)));
    tellScores(evaluation);
  }

  private static String line(Evaluation.Miss miss) {
    return Terminal.clean(
        "%s %s  %s  %s  (score %.2f: %s%s)"
            .formatted(
                miss.overlooked() ? "missed" : "false ",
                miss.topic(),
                miss.item().id(),
                miss.item().content().title(),
                miss.explanation().score(),
                reason(miss.explanation()),
                miss.item().note() == null ? "" : "; note: " + miss.item().note()));
  }

  /// The signals that counted, those that a veto cancelled, the needs that nothing met.
  private static String reason(Explanation explanation) {
    Set<String> parts = new LinkedHashSet<>();
    for (Explanation.Step step : explanation.signals()) {
      double weight = step.evidence().stream().mapToDouble(Evidence::weight).sum();
      String words =
          "« " + String.join(" … ", step.evidence().stream().map(Evidence::text).toList()) + " »";
      if (step.veto() != null) {
        parts.add(words + " cancelled by " + step.veto());
      } else if (weight != 0) {
        parts.add(words + " " + step.evidence().getFirst().signal());
      }
    }
    explanation.missing().forEach(need -> parts.add("nothing meets " + need));
    return parts.isEmpty() ? "no signal" : String.join(", ", parts);
  }

  private void tellScores(Evaluation evaluation) {
    Table table =
        new Table("TOPIC", "PRECISION", "95 %", "RECALL", "95 %", "F1", "FOUND", "FALSE", "MISSED");
    evaluation.topics().forEach((topic, score) -> row(table, topic, score));
    row(table, "all (micro)", evaluation.micro());
    table.print(terminal);
    terminal.print(
        String.format(
            Locale.ROOT,
            "%d items; macro-F1 %.3f; micro-F1 between %.3f and %.3f (95 %%)",
            evaluation.items(),
            evaluation.macroF1(),
            evaluation.f1Interval().low(),
            evaluation.f1Interval().high()));
    if (evaluation.lures() > 0) {
      terminal.print(
          evaluation.luresFired() + " of " + evaluation.lures() + " hard negatives fire");
    }
  }

  private static void row(Table table, String topic, Score score) {
    if (score.found() + score.alarms() + score.overlooked() == 0) {
      table.row(topic, "–", "–", "–", "–", "–", "0", "0", "0");
      return;
    }
    table.row(
        topic,
        share(score.precision()),
        range(score.precisionInterval()),
        share(score.recall()),
        range(score.recallInterval()),
        share(score.f1()),
        Integer.toString(score.found()),
        Integer.toString(score.alarms()),
        Integer.toString(score.overlooked()));
  }

  private static String range(Interval interval) {
    return String.format(Locale.ROOT, "%.2f–%.2f", interval.low(), interval.high());
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private void tellComparison(Evaluation ours, Evaluation theirs) {
    if (json) {
      terminal.print(Json.text(report(theirs)));
      return;
    }
    terminal.print("");
    terminal.print("with " + compare + ":");
    theirs.newMissesAgainst(ours).forEach(miss -> terminal.print("lost   " + line(miss)));
    ours.newMissesAgainst(theirs).forEach(miss -> terminal.print("gained " + line(miss)));
    tellScores(theirs);
  }

  private static Map<String, Object> report(Evaluation evaluation) {
    Map<String, Object> topics = new LinkedHashMap<>();
    evaluation.topics().forEach((topic, score) -> topics.put(topic, report(score)));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("items", evaluation.items());
    report.put("topics", topics);
    report.put("micro", report(evaluation.micro()));
    report.put("macroF1", evaluation.macroF1());
    report.put("microF1Interval", evaluation.f1Interval());
    report.put("hardNegatives", evaluation.lures());
    report.put("hardNegativesFired", evaluation.luresFired());
    report.put("misses", evaluation.misses().stream().map(EvaluateCommand::report).toList());
    return report;
  }

  private static Map<String, Object> report(Score score) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("precision", score.precision());
    report.put("precisionInterval", score.precisionInterval());
    report.put("recall", score.recall());
    report.put("recallInterval", score.recallInterval());
    report.put("f1", score.f1());
    report.put("found", score.found());
    report.put("false", score.alarms());
    report.put("missed", score.overlooked());
    return report;
  }

  private static Map<String, Object> report(Evaluation.Miss miss) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", miss.item().id());
    report.put("topic", miss.topic());
    report.put("kind", miss.overlooked() ? "missed" : "false");
    report.put("score", miss.explanation().score());
    report.put("reason", reason(miss.explanation()));
    return report;
  }
}
