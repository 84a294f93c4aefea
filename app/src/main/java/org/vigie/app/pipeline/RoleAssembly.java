package org.vigie.app.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.IngestProgress;
import org.vigie.ingest.Ingester;
import org.vigie.notifier.Notifier;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.runtime.Health;
import org.vigie.runtime.Role;
import org.vigie.runtime.RoleRunner;
import org.vigie.runtime.StopSignal;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.management.ManagementServer;
import org.vigie.runtime.metrics.Metrics;
import org.vigie.streams.StreamsRole;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;

/// The roles of a process with their metrics, its management address and its probe of the cluster.
/// Processes differ in the list of their roles only.
///
/// Opens nothing before [#start]. [#health], [#ingestProgress] and [#metrics] may be called from
/// any thread, the rest from one.
public final class RoleAssembly implements AutoCloseable {
  private final RoleSettings settings;
  private final KafkaConnection connection;
  private final ClusterProbe probe;
  private final RoleParts parts;
  private final Metrics metrics = new Metrics();
  private final RoleRunner runner;
  private final ManagementServer management;
  private @Nullable Ingester ingester;
  private @Nullable ConsoleAssembly console;

  /// @param settings of all roles
  /// @param connection to the cluster, which need not answer yet
  /// @param parts with a classifier if the streams are among the roles
  /// @param names in the order in which they start
  public RoleAssembly(
      RoleSettings settings, KafkaConnection connection, RoleParts parts, List<RoleName> names) {
    this.settings = settings;
    this.connection = connection;
    probe = new ClusterProbe(connection);
    this.parts = parts;
    // First, since the registry warns of a filter that comes after a meter.
    metrics.registerProcess();
    List<Role> roles = new ArrayList<>();
    if (names.contains(RoleName.STREAMS)) {
      // First: whatever else fails on a full disk fails because of it.
      roles.add(new DiskRole(settings.data()));
    }
    roles.add(createMachine());
    names.forEach(name -> roles.add(createRole(name)));
    runner = new RoleRunner(roles);
    management = new ManagementServer(settings.management(), runner::parts, metrics);
  }

  private Role createRole(RoleName name) {
    return switch (name) {
      case INGEST -> createIngester();
      case STREAMS -> createStreams();
      case NOTIFIER -> createNotifier();
      case CONSOLE -> createConsole();
    };
  }

  private Role createMachine() {
    MachineRole created = new MachineRole(parts.warnings());
    created.registerMetrics(metrics);
    return created;
  }

  private Role createIngester() {
    Ingester created =
        new Ingester(
            connection, probe, Catalogue.live(), settings.ingest(), parts.clock(), parts.polls());
    created.registerMetrics(metrics);
    ingester = created;
    return created;
  }

  private Role createStreams() {
    StreamsRole created =
        new StreamsRole(
            connection,
            probe,
            Catalogue.live(),
            Objects.requireNonNull(parts.analyser(), "the streams need a classifier"),
            parts.clock(),
            settings.data().resolve("streams"),
            settings.streams());
    created.registerMetrics(metrics);
    return created;
  }

  private Role createNotifier() {
    Notifier created =
        new Notifier(settings.notifier(), connection, probe, createSenders(), parts.clock());
    created.registerMetrics(metrics);
    return created;
  }

  private Role createConsole() {
    ConsoleAssembly created = new ConsoleAssembly(settings, connection, parts, this::createSenders);
    console = created;
    return created.role();
  }

  /// The channels of this process and those of all.
  private List<ChannelSender> createSenders() {
    List<ChannelSender> all = new ArrayList<>(parts.senders());
    all.addAll(settings.channels().createSenders(settings.secrets(), parts.clock()));
    return all;
  }

  /// Starts the roles and the management server. Returns before the roles are ready, see
  /// [#awaitReady].
  public void start() {
    management.start();
    probe.start();
    runner.start();
  }

  /// Waits until every role is ready.
  ///
  /// @return false if the stop was requested or the time has passed before
  /// @throws org.vigie.runtime.RoleFailedException if a role has failed
  public boolean awaitReady(Duration atMost, StopSignal stop) throws InterruptedException {
    return runner.awaitReady(atMost, stop);
  }

  /// Waits until the stop is requested.
  ///
  /// @param observer gets the health of all roles every 50 ms, on this thread
  /// @throws org.vigie.runtime.RoleFailedException if a role has failed
  public void awaitStop(StopSignal stop, Consumer<Health> observer) throws InterruptedException {
    runner.awaitStop(stop, observer);
  }

  /// The health of all roles as one.
  public Health health() {
    return runner.health();
  }

  /// How far the ingester is; empty if the process has none.
  public Optional<IngestProgress> ingestProgress() {
    return Optional.ofNullable(ingester).map(Ingester::progress);
  }

  /// The numbers of this process.
  public Metrics metrics() {
    return metrics;
  }

  /// One line that says where health and metrics are; empty if they are served nowhere.
  public Optional<String> describeManagement() {
    return management.address().map(RoleAssembly::describe);
  }

  /// One line that says where the console is, with the token where it was made here; empty if there
  /// is none.
  public Optional<String> describeConsole() {
    return Optional.ofNullable(console)
        .flatMap(one -> one.role().describeAddress())
        .map(address -> "console on " + address);
  }

  private static String describe(BindAddress address) {
    return "health and metrics on http://" + address;
  }

  /// Stops the roles, all at the same time, waits at most 12 s for them, then stops the rest. Work
  /// that one role has left in Kafka for another is done after the next start.
  @Override
  public void close() {
    ConsoleAssembly ofConsole = console;
    try (metrics;
        management;
        probe;
        ofConsole) {
      runner.close();
    }
  }
}
