package org.vigie.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.evaluate.ConfidenceInterval;
import org.vigie.analysis.evaluate.ConfusionCounts;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.evaluate.WeightFit;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.Explanation.ExplainedSignal;
import org.vigie.analysis.topic.FailedExample;
import org.vigie.analysis.topic.TopicPack;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Evidence;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie topics`: the topic packs: list, show, check, new, fit.
@Command(
    name = "topics",
    description = "The topics and the packs of phrases that define them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand {
  private static final String TEMPLATE =
      """
      # How phrases are written: docs/topic-packs.md. Check with: vigie topics check --packs FOLDER
      topic: %1$s
      label:
        fr: %1$s
        en: %1$s
      codes: []
      threshold: 1

      signals:
        named:
          weight: 1
          any:
            - %1$s

      vetoes: {}

      examples:
        match:
          - "Un titre où il est question de %1$s"
        no-match:
          - "Un titre qui parle d'autre chose"
      """;

  private final Terminal terminal;

  public TopicsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// A row of the list.
  private record Listed(
      String topic, Map<String, String> label, List<String> codes, int signals, int vetoes) {}

  @Command(name = "list", description = "Lists the topics.", mixinStandardHelpOptions = true)
  int list(
      @Mixin PacksOption packs,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    TextTable table = new TextTable("TOPIC", "LABEL", "CODES", "SIGNALS", "VETOES");
    for (TopicPack pack : packs.readOrConfigured(terminal).all()) {
      if (json) {
        terminal.printLine(
            Json.toText(
                new Listed(
                    pack.topic(),
                    pack.label(),
                    pack.codes(),
                    pack.signals().size(),
                    pack.vetoes().size())));
      } else {
        table.addRow(
            pack.topic(),
            pack.label().getOrDefault("fr", ""),
            String.join(" ", pack.codes()),
            Integer.toString(pack.signals().size()),
            Integer.toString(pack.vetoes().size()));
      }
    }
    if (!json) {
      table.print(terminal);
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "Prints the pack of a topic as it is written.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin PacksOption packs,
      @Parameters(paramLabel = "TOPIC", description = "Its id, as in topics list.") String topic) {
    packs
        .readOrConfigured(terminal)
        .sourceOf(topic)
        .lines()
        .forEach(line -> terminal.printLine(line.isBlank() ? "" : indentText(line)));
    return 0;
  }

  private static String indentText(String line) {
    int blanks = line.length() - line.stripLeading().length();
    return " ".repeat(blanks) + SafeText.toLine(line);
  }

  @Command(
      name = "check",
      description = "Runs the examples of the packs.",
      mixinStandardHelpOptions = true)
  int check(@Mixin PacksOption option) {
    TopicPacks packs = option.readOrConfigured(terminal);
    int failed = 0;
    for (TopicPack pack : packs.all()) {
      List<FailedExample> failures = FailedExample.findFailures(pack.topic(), packs);
      int examples = pack.countExamples();
      terminal.printLine(
          "%s: %d of %d examples as they should be"
              .formatted(pack.topic(), examples - failures.size(), examples));
      failures.forEach(this::print);
      failed += failures.size();
    }
    return failed == 0 ? 0 : 1;
  }

  private void print(FailedExample failure) {
    terminal.printLine(
        "  %s, score %.2f: %s"
            .formatted(
                describe(failure),
                failure.explanation().score(),
                SafeText.toLine(failure.example())));
    for (ExplainedSignal step : failure.explanation().signals()) {
      for (Evidence span : step.evidence()) {
        terminal.printLine(
            "    « %s » %s%s"
                .formatted(
                    SafeText.toLine(span.text()),
                    span.signal(),
                    step.veto() == null ? "" : ", cancelled by " + step.veto()));
      }
    }
  }

  private static String describe(FailedExample failure) {
    Explanation found = failure.explanation();
    if (found.matches() != failure.shouldMatch()) {
      return failure.shouldMatch() ? "must match, but does not" : "must not match, but does";
    }
    return "must have the phase %s, but has %s"
        .formatted(failure.phase(), found.phase() == null ? "none" : found.phase());
  }

  @Command(
      name = "new",
      description = "Writes the beginning of a pack into a folder.",
      mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = "TOPIC", description = "Its id, as in topics list.") String topic,
      @Parameters(paramLabel = "FOLDER", description = "Where TOPIC.yaml is written.")
          Path folder) {
    if (!topic.matches("[a-z][a-z0-9-]*")) {
      throw CliException.createUsageError(
          "topic '" + topic + "': lower-case letters, digits and '-' only");
    }
    Path file = folder.resolve(topic + ".yaml");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file, TEMPLATE.formatted(topic), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CliException(file + " exists already", e);
    } catch (IOException e) {
      throw new CliException(file + " cannot be written: " + e.getMessage(), e);
    }
    terminal.printLine(file.toString());
    return 0;
  }

  @Command(
      name = "fit",
      description = {
        "Fits the weights of the packs' signals to labelled items and says, on items that were not"
            + " fitted, whether that pays.",
        "Items: JSON Lines with title, summary and labels, as for evaluate."
      },
      mixinStandardHelpOptions = true)
  int fit(
      @Mixin PacksOption option,
      @Option(
              names = "--folds",
              paramLabel = "N",
              defaultValue = "10",
              description = "Parts into which the items are dealt (default: 10).")
          int folds,
      @Option(
              names = "--seed",
              paramLabel = "N",
              defaultValue = "1",
              description = "Decides who gets into which part (default: 1).")
          long seed,
      @Option(
              names = "--into",
              paramLabel = "FOLDER",
              description = "Writes the packs with the fitted weights there.")
          @Nullable Path folder,
      @Parameters(paramLabel = "FILE") List<Path> files) {
    List<LabelledItem> items = new ArrayList<>();
    LineFilter filter = new LineFilter(terminal, "topics fit");
    filter.run(files, line -> items.add(LabelledItemReader.readLabelled(line)));
    TopicPacks packs = option.readOrConfigured(terminal);
    List<WeightFit> fits = WeightFit.fitTopics(new TextAnalyser(packs), items, folds, seed);
    printFits(fits, items.size(), folds);
    if (folder != null) {
      fits.forEach(fit -> writePack(folder, fit, packs));
    }
    return filter.exitCode();
  }

  private void printFits(List<WeightFit> fits, int items, int folds) {
    TextTable table = new TextTable("TOPIC", "LABELLED", "BY HAND: F1", "FITTED: F1 ON UNSEEN");
    for (WeightFit fit : fits) {
      table.addRow(
          fit.topic(),
          Integer.toString(fit.current().truePositives() + fit.current().falseNegatives()),
          formatScore(fit.current(), fit.currentInterval()),
          formatScore(fit.fitted(), fit.fittedInterval()));
    }
    table.print(terminal);
    terminal.printLine(items + " items in " + folds + " parts");
    TextTable factors = new TextTable("TOPIC", "SIGNAL", "FACTOR");
    for (WeightFit fit : fits) {
      fit.factors()
          .forEach(
              (signal, factor) ->
                  factors.addRow(fit.topic(), signal, String.format(Locale.ROOT, "%.2f", factor)));
    }
    factors.print(terminal);
  }

  private static String formatScore(ConfusionCounts score, ConfidenceInterval interval) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", score.f1(), interval.low(), interval.high());
  }

  private void writePack(Path folder, WeightFit fit, TopicPacks packs) {
    Path file = folder.resolve(fit.topic() + ".yaml");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, packs.reweight(fit.topic(), fit.factors()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CliException(file + " cannot be written: " + e.getMessage(), e);
    }
    terminal.printLine(file.toString());
  }
}
