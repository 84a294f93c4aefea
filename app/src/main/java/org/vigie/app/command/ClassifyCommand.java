package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.analysis.Analyst;
import org.vigie.app.filter.Filter;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Article;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vigie classify`: what texts are about, and why.
@Command(
    name = "classify",
    description = "Says what articles are about, with the words that say so.",
    mixinStandardHelpOptions = true)
public final class ClassifyCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--text",
      description = "The files are plain-text articles in UTF-8; their id is the file name.")
  private boolean text;

  @Option(
      names = "--explain",
      description = "For people: the signals, their weight and their place.")
  private boolean explain;

  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON Lines of articles (id, title, summary, body, outlet); default: standard input.")
  private List<Path> files = List.of();

  public ClassifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// One line of the answer.
  private record Answer(String id, List<Topic> topics) {}

  private record Topic(String topic, double score, List<Span> evidence) {}

  private record Span(String field, int start, int end, String text) {}

  @Override
  public Integer call() {
    Analyst analyst = Analyst.bundled();
    Filter filter = new Filter(terminal, "classify");
    if (text) {
      if (files.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "--text needs files");
      }
      files.forEach(file -> classify(analyst, filter, file));
      terminal.flush();
      return filter.exitCode();
    }
    return filter.run(
        files,
        line -> {
          ItemLine item = ItemLine.read(line);
          print(item.id(), analyst.study(item.content(), item.publisher()).findings().topics());
        });
  }

  private void classify(Analyst analyst, Filter filter, Path file) {
    try {
      Article article = Article.read(Files.readString(file));
      print(String.valueOf(file.getFileName()), analyst.findings(article).topics());
    } catch (IOException e) {
      filter.problem(file + ": cannot be read as UTF-8 text: " + e.getMessage());
    }
  }

  private void print(String id, List<TopicMatch> topics) {
    if (explain) {
      explain(id, topics);
    } else {
      terminal.print(
          Json.text(new Answer(id, topics.stream().map(ClassifyCommand::topic).toList())));
    }
  }

  private static Topic topic(TopicMatch match) {
    return new Topic(
        match.topic(),
        match.score(),
        match.evidence().stream()
            .map(span -> new Span(span.field(), span.start(), span.end(), span.text()))
            .toList());
  }

  private void explain(String id, List<TopicMatch> topics) {
    terminal.print(Terminal.clean(id));
    if (topics.isEmpty()) {
      terminal.print("  no topic");
    }
    for (TopicMatch match : topics) {
      terminal.print("  %s  score %.2f".formatted(match.topic(), match.score()));
      match.evidence().forEach(span -> terminal.print("    " + sentence(span)));
    }
  }

  private static String sentence(Evidence span) {
    return "%+.2f  « %s »  %s [%d, %d)  %s"
        .formatted(
            span.weight(),
            Terminal.clean(span.text()),
            span.field(),
            span.start(),
            span.end(),
            Terminal.clean(span.signal()));
  }
}
