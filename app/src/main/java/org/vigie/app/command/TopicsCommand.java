package org.vigie.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.evaluate.MissKind;
import org.vigie.analysis.evaluate.WordTraining;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.Explanation.ExplainedSignal;
import org.vigie.analysis.topic.FailedExample;
import org.vigie.analysis.topic.TopicPack;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.analysis.topic.WordWeights;
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

/// `vigie topics`: the topic packs: list, show, check, new, train.
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
      @Mixin PacksOption option,
      @Option(names = "--words", description = "Prints the weights of words beside the pack.")
          boolean words,
      @Parameters(paramLabel = "TOPIC", description = "Its id, as in topics list.") String topic) {
    TopicPacks packs = option.readOrConfigured(terminal);
    String source = packs.sourceOf(topic);
    if (!words) {
      source.lines().forEach(line -> terminal.printLine(line.isBlank() ? "" : indentText(line)));
      return 0;
    }
    WordWeights weights = packs.weightsOf(topic);
    if (weights == null) {
      throw new CliException("the topic '" + topic + "' has no weights of words");
    }
    for (String line : weights.format().lines().toList()) {
      terminal.printLine(
          Stream.of(line.split("\t")).map(SafeText::toLine).collect(Collectors.joining("\t")));
    }
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
    TopicPacks alone = packs.withoutWeights();
    int failed = 0;
    for (TopicPack pack : packs.all()) {
      List<FailedExample> failures = FailedExample.findFailures(pack.topic(), alone);
      int examples = pack.countExamples();
      terminal.printLine(
          "%s: %d of %d examples as they should be"
              .formatted(pack.topic(), examples - failures.size(), examples));
      failures.forEach(this::print);
      failed += failures.size();
      WordWeights weights = packs.weightsOf(pack.topic());
      if (weights != null) {
        checkWeights(weights, packs, failures);
      }
    }
    return failed == 0 ? 0 : 1;
  }

  /// Warns of weights that do not fit the pack any more. Examples test the pack alone: what the
  /// words make of them is told and is no failure.
  private void checkWeights(WordWeights weights, TopicPacks packs, List<FailedExample> failures) {
    if (!weights.packHash().equals(packs.packHash(weights.topic()))) {
      terminal.printLine(
          "  the pack has changed since the weights of its words were trained; train them again:"
              + " vigie topics train");
    }
    List<String> known = failures.stream().map(FailedExample::example).toList();
    for (FailedExample other : FailedExample.findFailures(weights.topic(), packs)) {
      if (!known.contains(other.example())) {
        terminal.printLine(
            "  %s with the words, score %.2f: %s"
                .formatted(
                    other.shouldMatch() ? "no longer matches" : "matches",
                    other.explanation().score(),
                    SafeText.toLine(other.example())));
        String words = ExplanationPrinter.describeWords(other.explanation(), !other.shouldMatch());
        terminal.printLine("    " + (words.isEmpty() ? "no word speaks for it" : words));
      }
    }
  }

  private static String findRemedy(MissKind kind) {
    return switch (kind.cause()) {
      case NO_SIGNAL -> "give a signal a phrase that stands here";
      case BELOW_THRESHOLD ->
          "raise the weight of a signal, or give another a phrase that stands here";
      case CANCELLED ->
          "narrow the veto: its phrases, `where`, `of`, or a phrase of this under `unless`";
      case NEED_MISSING -> "give the need a phrase that stands here";
      case ONE_SIGNAL, SIGNALS ->
          "give a veto a phrase of this, the signal a condition (`with`) or less weight";
      case WORDS_AGAINST, SIGNAL_AND_WORDS, WORDS_ALONE ->
          "label such texts and train the words again";
    };
  }

  private void print(FailedExample failure) {
    MissKind kind = MissKind.of(failure.explanation());
    terminal.printLine(
        "  %s (%s, score %.2f): %s"
            .formatted(
                describe(failure),
                kind,
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
    terminal.printLine("    to mend it: " + findRemedy(kind));
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
      name = "train",
      description = {
        "Trains weights of words beside the packs from labelled items, and says on items left out"
            + " of the training whether they pay.",
        "Items: JSON Lines with title, summary and labels, as for evaluate."
      },
      mixinStandardHelpOptions = true)
  int train(
      @Mixin PacksOption option,
      @Option(
              names = "--topics",
              paramLabel = "TOPICS",
              split = ",",
              description = "Only these topics (default: all).")
          @Nullable List<String> topics,
      @Option(
              names = "--seed",
              paramLabel = "N",
              defaultValue = "1",
              description = "Decides which undated item is left out when (default: 1).")
          long seed,
      @Option(
              names = "--beta",
              paramLabel = "N",
              defaultValue = "1",
              description =
                  "How much recall weighs against precision where the threshold is chosen; 0.5 for"
                      + " more precision (default: 1).")
          double beta,
      @Option(
              names = "--keep-matches",
              description =
                  "What the pack finds stands: words only add to it, whatever speaks against.")
          boolean keepMatches,
      @Option(names = "--pairs", description = "Weighs pairs of words in a row too.") boolean pairs,
      @Option(
              names = "--into",
              paramLabel = "FOLDER",
              description = "Writes the weights that pay there, as TOPIC.weights.tsv.")
          @Nullable Path folder,
      @Parameters(paramLabel = "FILE") List<Path> files) {
    if (!(beta > 0 && beta <= 10)) {
      throw CliException.createUsageError("--beta must be a number above 0, up to 10");
    }
    TopicPacks packs = option.readOrConfigured(terminal);
    List<String> known = packs.all().stream().map(TopicPack::topic).toList();
    List<String> chosen = topics == null ? known : topics;
    for (String topic : chosen) {
      if (!known.contains(topic)) {
        throw CliException.createUsageError(
            "--topics: no topic is called '" + topic + "', only " + String.join(", ", known));
      }
    }
    List<LabelledItem> items = new ArrayList<>();
    LineFilter filter = new LineFilter(terminal, "topics train");
    LabelledItemReader reader = new LabelledItemReader(packs);
    filter.run(files, line -> items.add(reader.readLabelled(line)));
    reader.reportIgnored(terminal);
    List<WordTraining> trained =
        WordTraining.trainTopics(
            packs, chosen, items, new WordTraining.TrainingOptions(seed, beta, keepMatches, pairs));
    new TrainingPrinter(terminal).print(trained, items);
    for (WordTraining training : trained) {
      if (folder != null) {
        writeWeights(folder, training);
      }
    }
    boolean none = trained.stream().allMatch(training -> training.weights() == null);
    return none ? 1 : filter.exitCode();
  }

  private void writeWeights(Path folder, WordTraining training) {
    Path file = folder.resolve(training.topic() + WordWeights.FILE_SUFFIX);
    WordWeights weights = training.weights();
    if (weights == null || !training.pays()) {
      if (Files.exists(file)) {
        terminal.printLine(file + " is of an earlier training; remove it");
      }
      return;
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(file, weights.format(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CliException(file + " cannot be written: " + e.getMessage(), e);
    }
    terminal.printLine(file + ": " + weights.words().size() + " weights");
  }
}
