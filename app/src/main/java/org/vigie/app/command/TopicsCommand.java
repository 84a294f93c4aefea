package org.vigie.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.vigie.analysis.topic.Explanation.Step;
import org.vigie.analysis.topic.Pack;
import org.vigie.analysis.topic.PackCheck;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Evidence;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie topics`: the topic packs: list, show, check, new.
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
    Table table = new Table("topic", "label", "codes", "signals", "vetoes");
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
  int show(@Mixin PacksOption packs, @Parameters(paramLabel = "TOPIC") String topic) {
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
                failure.shouldMatch() ? "does not match" : "matches",
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
      @Parameters(paramLabel = "TOPIC") String topic,
      @Parameters(paramLabel = "FOLDER") Path folder) {
    if (!topic.matches("[a-z][a-z0-9-]*")) {
      throw new Problem("topic '" + topic + "': lower-case letters, digits and '-' only");
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
}
