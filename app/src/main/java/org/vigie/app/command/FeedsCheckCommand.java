package org.vigie.app.command;

import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.FeedProbe;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.feed.Links;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.runtime.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vigie feeds check`: asks feeds once and stores nothing.
@Command(
    name = "check",
    description = "Asks feeds once, as the ingester would, and stores nothing; 1 if any fails.",
    mixinStandardHelpOptions = true)
final class FeedsCheckCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private FetchOptions fetch = new FetchOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "ID|URL",
      description = "Which; an address need not be among the feeds. Default: 'all'.")
  private List<String> which = List.of();

  FeedsCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = cluster.settings(terminal);
    List<Feed> feeds = findFeeds();
    List<Poll> polls;
    try (FeedProbe probe = new FeedProbe(fetch.createSettings(settings), terminal.clock())) {
      polls = pollHosts(probe, feeds, settings.get(IngestSettings.MAX_POLLS));
    }
    TextTable table = new TextTable("OUTLET", "ADDRESS", "STATE");
    for (Poll poll : polls) {
      table.addRow(
          poll.feed().outlet().name(),
          poll.feed().address().toString(),
          poll.hasSucceeded() ? "ok, " + poll.outcome() : "failed: " + poll.outcome());
    }
    table.print(terminal);
    long failed = polls.stream().filter(poll -> !poll.hasSucceeded()).count();
    if (failed > 0) {
      terminal.printStatus("vigie feeds check: " + failed + " of " + polls.size() + " feeds fail");
    }
    return failed == 0 ? 0 : 1;
  }

  private List<Feed> findFeeds() {
    boolean addressesAlone = !which.isEmpty() && which.stream().allMatch(Links::isHttp);
    if (addressesAlone) {
      return which.stream().map(PollCommand::createFeed).toList();
    }
    try (Cluster open = cluster.open(terminal);
        RequestStore wishes = new RequestStore(open.connection())) {
      List<Feed> all = wishes.readFeeds();
      return which.isEmpty() || which.contains(ALL)
          ? all
          : which.stream().flatMap(name -> findNamed(all, name)).distinct().toList();
    }
  }

  private static Stream<Feed> findNamed(List<Feed> all, String name) {
    return Links.isHttp(name)
        ? Stream.of(PollCommand.createFeed(name))
        : FeedsCommand.findFeeds(all, name).stream();
  }

  /// Host by host, as the ingester does: feeds of one host wait for each other, not for a turn.
  private static List<Poll> pollHosts(FeedProbe probe, List<Feed> feeds, int atOnce) {
    Semaphore room = new Semaphore(atOnce);
    Map<String, List<Feed>> hosts =
        feeds.stream().collect(Collectors.groupingBy(Feed::host, LinkedHashMap::new, toList()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Poll>>> polls =
          hosts.values().stream()
              .map(ofHost -> threads.submit(() -> pollHost(probe, ofHost, room)))
              .toList();
      return polls.stream().flatMap(ofHost -> awaitPolls(ofHost).stream()).toList();
    }
  }

  private static List<Poll> pollHost(FeedProbe probe, List<Feed> feeds, Semaphore room)
      throws InterruptedException {
    room.acquire();
    try {
      return feeds.stream().map(probe::poll).toList();
    } finally {
      room.release();
    }
  }

  private static List<Poll> awaitPolls(Future<List<Poll>> polls) {
    try {
      return polls.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
