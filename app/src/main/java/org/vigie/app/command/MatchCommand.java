package org.vigie.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie match`: which subscriptions each article concerns.
@Command(
    name = "match",
    description = "Says which subscriptions each article matches.",
    mixinStandardHelpOptions = true)
public final class MatchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PacksOption packs = new PacksOption();

  @Option(
      names = "--subscriptions",
      paramLabel = "FILE",
      required = true,
      description = "JSON Lines of subscriptions (id, topics, query); the last of an id counts.")
  private Path subscriptions = Path.of("");

  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON Lines of articles (id, title, summary, body, outlet); default: standard input.")
  private List<Path> files = List.of();

  public MatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// One line of the answer.
  private record MatchLine(String id, List<String> subscriptions) {}

  @Override
  public Integer call() {
    if (!Files.isReadable(subscriptions)) {
      throw new CliException("--subscriptions: " + subscriptions + " cannot be read");
    }
    LineFilter filter = new LineFilter(terminal, "match");
    SubscriptionIndex index = new SubscriptionIndex();
    TopicPacks known = packs.read();
    TopicLabels topics = new TopicLabels(known);
    filter.run(List.of(subscriptions), line -> index.put(readSubscription(line, topics)));
    index
        .findFaults()
        .forEach(
            fault ->
                filter.reportProblem(
                    "subscription " + fault.subscription().id() + ": " + fault.problem()));
    TextAnalyser analyser = new TextAnalyser(known);
    return filter.run(files, line -> print(index, analyser, ItemLine.read(line)));
  }

  private static Subscription readSubscription(String line, TopicLabels topics) {
    SubscriptionLine read = SubscriptionLine.read(line);
    topics.requireKnown(read);
    return read.toSubscription(Instant.EPOCH);
  }

  private void print(SubscriptionIndex index, TextAnalyser analyser, ItemLine item) {
    List<SubscriptionMatch> matches =
        index.findMatches(null, analyser.analyse(item.toContent(), item.toOutlet()));
    List<String> ids = matches.stream().map(SubscriptionMatch::subscription).toList();
    terminal.printLine(Json.toText(new MatchLine(item.id(), ids)));
  }
}
