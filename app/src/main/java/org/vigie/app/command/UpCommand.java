package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.InitialSubscriptions;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RoleAssembly;
import org.vigie.app.pipeline.RoleName;
import org.vigie.app.pipeline.RoleParts;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.pipeline.StartupReport;
import org.vigie.app.settings.TopicPackSettings;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.LogSetup;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.IngestProgress;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Alert;
import org.vigie.model.Feed;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.runtime.Health;
import org.vigie.runtime.settings.DataSettings;
import org.vigie.runtime.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie up`: everything in one process, on real feeds.
@Command(
    name = "up",
    description = {
      "Watches real feeds: broker, ingester, streams and notifier in this process, data kept.",
      "Alerts are printed as they come; Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  /// Bytes of the longest list of feeds: a hundred thousand take some twenty million.
  private static final long LONGEST_LIST = 64 << 20;

  private static final Duration START = Duration.ofSeconds(90);
  private static final int SAMPLES = 20;

  private final Terminal terminal;
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--opml",
      paramLabel = "FILE",
      description = "Feeds to add; default: the bundled list of French-language news.")
  private @Nullable Path opml;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory; default: the key data (see vigie config).")
  private @Nullable Path data;

  @Option(
      names = "--allow-private-addresses",
      description = "Polls feeds on loopback and private addresses too.")
  private boolean allowPrivateAddresses;

  @Option(names = "--json", description = "One JSON object an alert on standard output.")
  private boolean json;

  public UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings all = config.read(terminal);
    Path directory = data == null ? DataSettings.of(all).directory() : data;
    RoleSettings settings =
        RoleSettings.createForEmbeddedBroker(all, directory)
            .allowPrivateAddresses(allowPrivateAddresses);
    List<Feed> feeds = readFeeds();
    LogSetup.logToFile(directory.resolve("vigie.log"));
    TopicPacks packs = TopicPackSettings.of(all).readPacks();
    terminal.printStatus("vigie: starting; data and log in " + directory);
    settings
        .ingest()
        .findContactWarning()
        .ifPresent(lack -> terminal.printStatus("vigie: " + lack));
    return run(settings, packs, feeds);
  }

  private int run(RoleSettings settings, TopicPacks packs, List<Feed> feeds)
      throws InterruptedException {
    TopicLabels labels = new TopicLabels(packs);
    StartupReport report = new StartupReport(terminal::printStatus, terminal.clock());
    // Made in parallel: it takes about as long as the broker takes to start.
    CompletableFuture<TextAnalyser> analyser =
        CompletableFuture.supplyAsync(() -> new TextAnalyser(packs));
    try (Cluster cluster = Cluster.startBroker(settings.data())) {
      printInitialSubscriptions(
          cluster.addInitialRequests(
              feeds, InitialSubscriptions.create(labels.topicIds(), terminal.clock())));
      RoleParts parts =
          new RoleParts(
              analyser.join(),
              List.of(new ConsoleSender(createPrinter(AlertPrinter.AlertFormat.LIVE, labels))),
              report::reportPoll,
              terminal.clock());
      try (RoleAssembly roles =
          new RoleAssembly(settings, cluster.connection(), parts, RoleName.all())) {
        roles.start();
        roles.describeManagement().ifPresent(line -> terminal.printStatus("vigie: " + line));
        if (!roles.awaitReady(START, terminal.shutdown()::await)) {
          return reportNotReady(roles.health());
        }
        printReady(roles);
        watch(
            roles,
            report,
            () -> report.findPastAlerts(cluster.connection(), analyser.join()),
            labels);
      }
    }
    return 0;
  }

  private void printReady(RoleAssembly roles) {
    int feeds = progress(roles).feeds();
    terminal.printStatus(
        "vigie: ready; watching "
            + feeds
            + (feeds == 1 ? " feed" : " feeds")
            + " (Ctrl-C ends it)");
  }

  private static IngestProgress progress(RoleAssembly roles) {
    return roles.ingestProgress().orElseThrow();
  }

  private void printInitialSubscriptions(List<Subscription> added) {
    if (!added.isEmpty()) {
      terminal.printStatus(
          "vigie: nobody had subscribed to anything, so every topic is watched: "
              + String.join(", ", added.stream().map(Subscription::id).toList())
              + " (vigie subscriptions)");
    }
  }

  private int reportNotReady(Health health) {
    if (!terminal.shutdown().isRequested()) {
      throw new CliException(
          "not ready after "
              + START.toSeconds()
              + " s ("
              + health.cause()
              + "); the log says more");
    }
    return 0;
  }

  private void watch(
      RoleAssembly roles, StartupReport report, Supplier<List<Alert>> past, TopicLabels labels)
      throws InterruptedException {
    AtomicBoolean printed = new AtomicBoolean();
    roles.awaitStop(
        terminal.shutdown()::await,
        health -> {
          if (!printed.get() && report.isComplete(progress(roles))) {
            printed.set(true);
            printPastAlerts(past.get(), labels);
          }
        });
    terminal.printStatus("vigie: stopping");
  }

  /// What subscribers would have heard had Vigie run before: for people only, nobody is alerted.
  private void printPastAlerts(List<Alert> past, TopicLabels labels) {
    terminal.printStatus(
        past.isEmpty()
            ? "every feed was tried once; of the last 48 h nothing would have alerted. New articles"
                + " alert as they come"
            : "archive, not sent: %d alerts of the last 48 h%s"
                .formatted(
                    past.size(), past.size() > SAMPLES ? ", the newest " + SAMPLES + ":" : ":"));
    if (!json && !past.isEmpty()) {
      past.stream()
          .skip(Math.max(0, past.size() - SAMPLES))
          .forEach(createPrinter(AlertPrinter.AlertFormat.ARCHIVE, labels));
      terminal.printStatus("end of archive; what follows is live");
    }
  }

  private AlertPrinter createPrinter(AlertPrinter.AlertFormat form, TopicLabels labels) {
    return new AlertPrinter(terminal, json ? AlertPrinter.AlertFormat.JSON : form, labels);
  }

  private List<Feed> readFeeds() {
    Opml.FeedList list = opml == null ? Opml.readBundled() : Opml.read(readFile(opml));
    list.problems().forEach(problem -> terminal.printStatus("vigie: " + opml + ": " + problem));
    if (list.feeds().isEmpty()) {
      throw new CliException((opml == null ? "the bundled list" : opml) + " names no feed");
    }
    return list.feeds();
  }

  /// A list of feeds as a file, within reason.
  static byte[] readFile(Path file) {
    try {
      if (Files.size(file) > LONGEST_LIST) {
        throw new CliException(file + ": larger than " + (LONGEST_LIST >> 20) + " MiB");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CliException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
