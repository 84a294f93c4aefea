package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.demo.RunSummary;
import org.vigie.app.demo.SampleClock;
import org.vigie.app.demo.SampleFeedServer;
import org.vigie.app.demo.SamplePress;
import org.vigie.app.demo.TemporaryDirectory;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RoleAssembly;
import org.vigie.app.pipeline.RoleName;
import org.vigie.app.pipeline.RoleParts;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.settings.TopicPackSettings;
import org.vigie.app.settings.VigieSettings;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.LogSetup;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.IngestSettings;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.runtime.StopSignal;
import org.vigie.runtime.settings.Durations;
import org.vigie.runtime.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `vigie demo`: the whole pipeline on a bundled press.
@Command(
    name = "demo",
    description = {
      "Runs the whole pipeline for you to see: an invented press of French-language outlets plays"
          + " for half a minute, and alerts appear as they come.",
      "Needs no network and no configuration."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /// Generous: a machine that has much else to do takes minutes.
  private static final Duration START = Duration.ofMinutes(5);

  private static final String CLOCK = "sample-clock.json";

  private final Terminal terminal;

  /// Set by picocli before [#call].
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  private final RunSummary summary = new RunSummary();

  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long to run once ready, such as 40s; default: until Ctrl-C.")
  private @Nullable String length;

  @Option(names = "--json", description = "One JSON object an alert on standard output.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keeps the data there; a later run goes on where this one was. Default: a fresh directory"
              + " that is removed at the end.")
  private @Nullable Path data;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    @Nullable Duration limit = length == null ? null : parseDuration(length);
    if (data != null) {
      run(Files.createDirectories(data), limit);
      return 0;
    }
    // From here on, Ctrl-C waits for an orderly end, which removes the directory.
    if (terminal.shutdown().isRequested()) {
      return 0;
    }
    try (TemporaryDirectory fresh = createDirectory()) {
      terminal.shutdown().onForcedEnd(fresh::close);
      run(fresh.path(), limit);
    } catch (IllegalStateException e) {
      // Kafka does not start in a JVM that ends.
      if (!terminal.shutdown().isRequested()) {
        throw e;
      }
    }
    return 0;
  }

  private static TemporaryDirectory createDirectory() {
    try {
      return TemporaryDirectory.create();
    } catch (IOException e) {
      throw new CliException(
          "cannot make a directory in "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + e.getClass().getSimpleName()
              + "); name one that can be written with --data DIR",
          e);
    }
  }

  private Duration parseDuration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--for: " + e.getMessage(), e);
    }
  }

  private void run(Path directory, @Nullable Duration limit)
      throws IOException, InterruptedException {
    Instant begun = terminal.clock().instant();
    LogSetup.logToFile(directory.resolve("vigie.log"));
    SamplePress press = SamplePress.readBundled();
    SampleClock clock =
        SampleClock.open(directory.resolve(CLOCK), terminal.clock(), press.createFeeds().size());
    printOpening(press, clock, directory);
    Settings settings = VigieSettings.read(null, terminal.environment());
    TopicPacks packs = TopicPackSettings.of(settings).readPacks();
    // Made in parallel: it takes about as long as the broker takes to start.
    CompletableFuture<TextAnalyser> analyser =
        CompletableFuture.supplyAsync(() -> new TextAnalyser(packs));
    try (SampleFeedServer server = SampleFeedServer.start(press, clock);
        Cluster cluster =
            Cluster.startBroker(directory, note -> terminal.printStatus("vigie: " + note));
        RoleAssembly roles =
            new RoleAssembly(
                createSettings(settings, directory, server),
                cluster.connection(),
                new RoleParts(
                    packs,
                    analyser.join(),
                    List.of(createConsole(settings, new TopicLabels(packs))),
                    summary::addPoll,
                    warning -> terminal.printStatus("vigie: " + warning),
                    terminal.clock()),
                RoleName.all())) {
      if (terminal.shutdown().isRequested()) {
        return;
      }
      cluster.addInitialRequests(press.createFeeds(), SamplePress.createSubscriptions());
      roles.start();
      if (roles.awaitReady(START, terminal.shutdown()::await)) {
        printReady(begun, roles);
        watch(roles, clock, limit);
      } else if (!terminal.shutdown().isRequested()) {
        throw new CliException("the demo was not ready after " + START.toSeconds() + " s");
      }
    }
    printSummary();
  }

  private static RoleSettings createSettings(
      Settings settings, Path directory, SampleFeedServer server) {
    return RoleSettings.createForEmbeddedBroker(settings, directory)
        .withIngest(IngestSettings.defaults().withFetch(server.fetchSettings()));
  }

  private ConsoleSender createConsole(Settings settings, TopicLabels labels) {
    AlertPrinter printer =
        new AlertPrinter(
            terminal,
            json ? AlertPrinter.AlertFormat.JSON : AlertPrinter.AlertFormat.LIVE,
            labels,
            zone.createDisplay(settings));
    return new ConsoleSender(new CountingPrinter(printer, summary));
  }

  /// Counts what it prints.
  private record CountingPrinter(AlertPrinter printer, RunSummary summary)
      implements ConsoleSender.ConsolePrinter {
    @Override
    public void print(Message message) {
      printer.print(message);
      summary.addAlerts(message);
    }

    @Override
    public boolean isReadByPeople() {
      return printer.isReadByPeople();
    }
  }

  /// Until the time is up or a person has seen enough.
  private void watch(RoleAssembly roles, SampleClock clock, @Nullable Duration limit)
      throws InterruptedException {
    long started = System.nanoTime();
    StopSignal stop =
        atMost ->
            terminal.shutdown().await(atMost)
                || (limit != null
                    && Duration.ofNanos(System.nanoTime() - started).compareTo(limit) >= 0);
    AtomicBoolean printed = new AtomicBoolean();
    roles.awaitStop(
        stop,
        health -> {
          if (!printed.get() && clock.hasEnded()) {
            printed.set(true);
            printNote("");
            printNote(
                "The sample has been played to its end; nothing new will come."
                    + formatHint(limit));
          }
        });
  }

  private static String formatHint(@Nullable Duration limit) {
    return limit == null ? " Ctrl-C ends the demo." : "";
  }

  private void printOpening(SamplePress press, SampleClock clock, Path directory) {
    printNote(
        "Vigie demo: %d invented outlets, %d feeds, %d articles in French, about half of them on"
                .formatted(press.outlets().size(), press.createFeeds().size(), press.countItems())
            + " ceasefires, summits, sanctions and coalitions.");
    printNote("A real Kafka broker runs in this process. Data and log: " + directory);
    if (clock.currentSecond() > 0 && !clock.hasEnded()) {
      printNote(
          "The sample goes on at second %d of %d."
              .formatted(clock.currentSecond(), SamplePress.DURATION_SECONDS));
    }
    printNote("Starting …");
  }

  private void printReady(Instant begun, RoleAssembly roles) {
    long millis = Duration.between(begun, terminal.clock().instant()).toMillis();
    printNote("Ready after %.1f s. Every feed is polled each second.".formatted(millis / 1000.0));
    roles.describeConsole().ifPresent(line -> printNote("Watch: " + line));
    roles.describeManagement().ifPresent(line -> printNote("Look inside: " + line));
    printNote("");
  }

  private void printSummary() {
    printNote("");
    summary.formatLines().forEach(this::printNote);
    printNote(
        "Next: ./vigie up (real feeds), ./vigie subscriptions --help, ./vigie classify --help");
  }

  /// Words about the work: beside the alerts for people, apart from them for scripts.
  private void printNote(String line) {
    if (json) {
      terminal.printStatus(line);
    } else {
      terminal.printLine(line);
      terminal.flush();
    }
  }
}
