package org.vigie.app.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Article;
import org.vigie.model.ArticleForm;
import org.vigie.model.Classification;
import org.vigie.model.Evidence;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie classify`: what texts are about, and why.
@Command(
    name = "classify",
    description = "Says what articles are about, with the words that say so.",
    mixinStandardHelpOptions = true)
public final class ClassifyCommand implements Callable<Integer> {
  private static final Charset OLD_PAGES = Charset.forName("windows-1252");

  private final Terminal terminal;

  @Mixin private PacksOption packs = new PacksOption();

  @Option(names = "--text", description = "The files are plain-text articles, not JSON Lines.")
  private boolean text;

  @Option(
      names = "--explain",
      description = "For people: every signal with its weight and place, and every veto.")
  private boolean explain;

  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON Lines of articles (id, title, summary, body, outlet), with --text articles;"
              + " default: standard input.")
  private List<Path> files = List.of();

  public ClassifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// One line of the answer.
  private record ClassifiedLine(
      String id, List<TopicScore> topics, ArticleForm form, List<EvidenceSpan> formEvidence) {}

  private record TopicScore(
      String topic, double score, List<EvidenceSpan> evidence, @Nullable PhaseAnswer phase) {}

  private record PhaseAnswer(String id, List<EvidenceSpan> evidence) {}

  private record EvidenceSpan(String field, int start, int end, String text) {}

  @Override
  public Integer call() throws IOException {
    TextAnalyser mine = new TextAnalyser(packs.read());
    LineFilter filter = new LineFilter(terminal, "classify");
    if (text) {
      classifyArticles(mine, filter);
      return filter.exitCode();
    }
    filter.run(
        files,
        line -> {
          ItemLine item = readItem(line);
          print(mine, item.id(), new TokenizedText(item.toContent()));
        });
    return filter.exitCode();
  }

  private static ItemLine readItem(String line) {
    if (!line.stripLeading().startsWith("{")) {
      throw new IllegalArgumentException("no JSON object; for plain text give --text");
    }
    return ItemLine.read(line);
  }

  private void classifyArticles(TextAnalyser mine, LineFilter filter) throws IOException {
    if (files.isEmpty()) {
      print(mine, "standard input", readArticle(terminal.in().readAllBytes()));
    }
    for (Path file : files) {
      try {
        print(mine, file.getFileName().toString(), readArticle(Files.readAllBytes(file)));
      } catch (IOException e) {
        filter.reportProblem(file + ": cannot be read: " + e.getMessage());
      }
    }
    terminal.flush();
  }

  private static TokenizedText readArticle(byte[] bytes) {
    return TokenizedText.of(Article.parse(decode(bytes)));
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, OLD_PAGES);
    }
  }

  private void print(TextAnalyser mine, String id, TokenizedText read) {
    if (explain) {
      new ExplanationPrinter(terminal).print(id, read, mine.explain(read));
      return;
    }
    Classification found = mine.classify(read);
    terminal.printLine(
        Json.toText(
            new ClassifiedLine(
                id,
                found.topics().stream().map(ClassifyCommand::toTopic).toList(),
                found.form().form(),
                toSpans(found.form().evidence()))));
  }

  private static TopicScore toTopic(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return new TopicScore(
        match.topic(),
        match.score(),
        toSpans(match.evidence()),
        phase == null ? null : new PhaseAnswer(phase.id(), toSpans(phase.evidence())));
  }

  private static List<EvidenceSpan> toSpans(List<Evidence> evidence) {
    return evidence.stream()
        .map(span -> new EvidenceSpan(span.field(), span.start(), span.end(), span.text()))
        .toList();
  }
}
