package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.InitialSubscriptions;
import org.vigie.admin.RecentAlerts;
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
import org.vigie.app.time.DisplayTime;
import org.vigie.ingest.IngestProgress;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Alert;
import org.vigie.model.Feed;
import org.vigie.model.Language;
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

  /// Generous: a machine that has much else to do takes minutes.
  private static final Duration START = Duration.ofMinutes(5);

  private static final Duration PAST = Duration.ofHours(48);
  private static final int SAMPLES = 20;

  private final Terminal terminal;
  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private ZoneOption zone = new ZoneOption();

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
    return run(settings, packs, feeds, zone.createDisplay(all));
  }

  private int run(RoleSettings settings, TopicPacks packs, List<Feed> feeds, DisplayTime display)
      throws InterruptedException {
    TopicLabels labels = new TopicLabels(packs);
    StartupReport report = new StartupReport(terminal::printStatus, terminal.clock(), display);
    AlertPrinter live = createPrinter(AlertPrinter.AlertFormat.LIVE, labels, display);
    AlertPrinter archive = createPrinter(AlertPrinter.AlertFormat.ARCHIVE, labels, display);
    // Made in parallel: it takes about as long as the broker takes to start.
    CompletableFuture<TextAnalyser> analyser =
        CompletableFuture.supplyAsync(() -> new TextAnalyser(packs));
    try (Cluster cluster =
        Cluster.startBroker(settings.data(), note -> terminal.printStatus("vigie: " + note))) {
      printInitialSubscriptions(
          cluster.addInitialRequests(
              feeds, InitialSubscriptions.create(labels.topicIds(), terminal.clock())));
      RoleParts parts =
          new RoleParts(
              packs,
              analyser.join(),
              List.of(new ConsoleSender(live)),
              report::reportPoll,
              warning -> terminal.printStatus("vigie: " + warning),
              terminal.clock());
      try (RoleAssembly roles =
              new RoleAssembly(settings, cluster.connection(), parts, RoleName.all());
          SideReports reports = new SideReports(terminal)) {
        roles.start();
        roles.describeManagement().ifPresent(line -> terminal.printStatus("vigie: " + line));
        roles.describeConsole().ifPresent(line -> terminal.printStatus("vigie: " + line));
        if (!roles.awaitReady(START, terminal.shutdown()::await)) {
          return reportNotReady(roles.health());
        }
        printReady(roles);
        ChannelProblems.of(settings).start(reports, terminal, cluster.connection());
        watch(
            roles,
            report,
            reports,
            () -> {
              try (Admin admin = new Admin(cluster.connection(), () -> packs, terminal.clock())) {
                return admin
                    .recentAlerts()
                    .summarise(analyser.join(), PAST, settings.streams().maxAge());
              }
            },
            archive);
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
              + " (vigie subscriptions list)");
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
      RoleAssembly roles,
      StartupReport report,
      SideReports reports,
      Supplier<RecentAlerts.AlertSummary> summary,
      AlertPrinter archive)
      throws InterruptedException {
    AtomicBoolean printed = new AtomicBoolean();
    roles.awaitStop(
        terminal.shutdown()::await,
        health -> {
          if (!printed.get() && report.isComplete(progress(roles))) {
            printed.set(true);
            int read = report.printSummary(progress(roles).feeds());
            reports.start(
                "what was raised in the last 48 h",
                summary,
                past -> printPast(past, read, archive));
          }
        });
    terminal.printStatus("vigie: stopping");
  }

  /// What was raised, and what subscribers would have heard had Vigie run before: for people only,
  /// nobody is alerted.
  private void printPast(RecentAlerts.AlertSummary past, int read, AlertPrinter archive) {
    UnjudgedItems.print(terminal, "vigie", past.unjudged());
    if (past.raised() > 0) {
      terminal.printStatus("vigie: " + describeRaised(past));
    }
    List<Alert> notRaised = past.notRaised();
    int count = notRaised.size();
    if (count == 0) {
      describeNothing(past, read).ifPresent(line -> terminal.printStatus("vigie: " + line));
      return;
    }
    terminal.printStatus(
        "archive, not sent: %s of the last 48 h that came before Vigie or the subscription%s"
            .formatted(
                count == 1 ? "1 alert" : count + " alerts",
                json ? "" : count > SAMPLES ? ", the newest " + SAMPLES + ":" : ":"));
    if (!json) {
      notRaised.stream()
          .skip(Math.max(0, count - SAMPLES))
          .forEach(
              alert ->
                  archive.print(
                      alert, past.languages().getOrDefault(alert.subscription(), Language.FR)));
      terminal.printStatus("end of archive; what follows is live");
    }
  }

  private static String describeRaised(RecentAlerts.AlertSummary past) {
    String words =
        past.deliveries().entrySet().stream()
            .sorted(Comparator.comparing(entry -> describeKind(entry.getKey())))
            .map(entry -> entry.getValue() + " " + describeKind(entry.getKey()))
            .collect(Collectors.joining(", "));
    int count = past.raised();
    return "%s in the last 48 h%s (vigie alerts list --since 48h)"
        .formatted(
            count == 1 ? "1 alert was raised" : count + " alerts were raised",
            words.isEmpty() ? "" : "; deliveries: " + words);
  }

  private static String describeKind(RecentAlerts.DeliveryKind kind) {
    return DeliveryTexts.formatStatus(kind.status()) + " by " + kind.channel();
  }

  /// Where no feed could be read, the archive says nothing of the last hours.
  private static Optional<String> describeNothing(RecentAlerts.AlertSummary past, int read) {
    if (read == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "of the last 48 h nothing "
            + (past.raised() == 0 ? "" : "else ")
            + "would have alerted; new articles alert as they come");
  }

  private AlertPrinter createPrinter(
      AlertPrinter.AlertFormat form, TopicLabels labels, DisplayTime display) {
    return new AlertPrinter(terminal, json ? AlertPrinter.AlertFormat.JSON : form, labels, display);
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
