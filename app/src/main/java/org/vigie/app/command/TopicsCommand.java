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
import org.vigie.analysis.Analyst;
import org.vigie.analysis.evaluate.Interval;
import org.vigie.analysis.evaluate.Labelled;
import org.vigie.analysis.evaluate.Score;
import org.vigie.analysis.evaluate.WeightFit;
import org.vigie.analysis.topic.Explanation.Step;
import org.vigie.analysis.topic.Pack;
import org.vigie.analysis.topic.PackCheck;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.filter.Filter;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Evidence;
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

  /// A line of the list.
  private record Listed(
      String topic, Map<String, String> label, List<String> codes, int signals, int vetoes) {}

  @Command(name = "list", description = "Lists the topics.", mixinStandardHelpOptions = true)
  int list(
      @Mixin PacksOption packs,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    Table table = new Table("TOPIC", "LABEL", "CODES", "SIGNALS", "VETOES");
    for (Pack pack : packs.read().all()) {
      if (json) {
        terminal.print(
            Json.text(
                new Listed(
                    pack.topic(),
                    pack.label(),
                    pack.codes(),
                    pack.signals().size(),
                    pack.vetoes().size())));
      } else {
        table.row(
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
        .read()
        .source(topic)
        .lines()
        .forEach(line -> terminal.print(line.isBlank() ? "" : indent(line)));
    return 0;
  }

  private static String indent(String line) {
    int blanks = line.length() - line.stripLeading().length();
    return " ".repeat(blanks) + Terminal.clean(line);
  }

  @Command(
      name = "check",
      description = "Runs the examples of the packs.",
      mixinStandardHelpOptions = true)
  int check(@Mixin PacksOption option) {
    Packs packs = option.read();
    int failed = 0;
    for (Pack pack : packs.all()) {
      List<PackCheck> failures = PackCheck.of(pack.topic(), packs);
      int examples = pack.examples().match().size() + pack.examples().noMatch().size();
      terminal.print(
          "%s: %d of %d examples as they should be"
              .formatted(pack.topic(), examples - failures.size(), examples));
      failures.forEach(this::print);
      failed += failures.size();
    }
    return failed == 0 ? 0 : 1;
  }

  private void print(PackCheck failure) {
    terminal.print(
        "  %s, score %.2f: %s"
            .formatted(
                failure.shouldMatch() ? "must match, but does not" : "must not match, but does",
                failure.explanation().score(),
                Terminal.clean(failure.example())));
    for (Step step : failure.explanation().signals()) {
      for (Evidence span : step.evidence()) {
        terminal.print(
            "    « %s » %s%s"
                .formatted(
                    Terminal.clean(span.text()),
                    span.signal(),
                    step.veto() == null ? "" : ", cancelled by " + step.veto()));
      }
    }
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
      throw Problem.usage("topic '" + topic + "': lower-case letters, digits and '-' only");
    }
    Path file = folder.resolve(topic + ".yaml");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file, TEMPLATE.formatted(topic), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new Problem(file + " exists already", e);
    } catch (IOException e) {
      throw new Problem(file + " cannot be written: " + e.getMessage(), e);
    }
    terminal.print(file.toString());
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
    List<Labelled> items = new ArrayList<>();
    Filter filter = new Filter(terminal, "topics fit");
    filter.run(files, line -> items.add(ItemLines.labelled(line)));
    Packs packs = option.read();
    List<WeightFit> fits = WeightFit.of(new Analyst(packs), items, folds, seed);
    tell(fits, items.size(), folds);
    if (folder != null) {
      fits.forEach(fit -> write(folder, fit, packs));
    }
    return filter.exitCode();
  }

  private void tell(List<WeightFit> fits, int items, int folds) {
    Table table = new Table("TOPIC", "LABELLED", "BY HAND: F1", "FITTED: F1 ON UNSEEN");
    for (WeightFit fit : fits) {
      table.row(
          fit.topic(),
          Integer.toString(fit.byHand().found() + fit.byHand().overlooked()),
          f1(fit.byHand(), fit.byHandInterval()),
          f1(fit.fitted(), fit.fittedInterval()));
    }
    table.print(terminal);
    terminal.print(items + " items in " + folds + " parts");
    Table factors = new Table("TOPIC", "SIGNAL", "FACTOR");
    for (WeightFit fit : fits) {
      fit.factors()
          .forEach(
              (signal, factor) ->
                  factors.row(fit.topic(), signal, String.format(Locale.ROOT, "%.2f", factor)));
    }
    factors.print(terminal);
  }

  private static String f1(Score score, Interval interval) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", score.f1(), interval.low(), interval.high());
  }

  private void write(Path folder, WeightFit fit, Packs packs) {
    Path file = folder.resolve(fit.topic() + ".yaml");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, packs.reweighted(fit.topic(), fit.factors()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Problem(file + " cannot be written: " + e.getMessage(), e);
    }
    terminal.print(file.toString());
  }
}
