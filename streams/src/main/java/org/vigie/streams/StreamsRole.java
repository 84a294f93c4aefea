package org.vigie.streams;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.AudienceRules;
import org.vigie.analysis.alert.SubscriptionVersions;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.takeover.Takeover;
import org.vigie.streams.topology.ApplicationId;
import org.vigie.streams.topology.DeadLetterHandlers;
import org.vigie.streams.topology.StreamsApplication;
import org.vigie.streams.topology.StreamsConfiguration;
import org.vigie.streams.topology.VigieTopology;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// The live application: reads readings, and writes items, decisions, stories, matches and alerts.
/// The Kafka topics of the catalogue must exist. Any number of instances share the work, each with
/// a state directory of its own.
///
/// The constructor does no I/O. Call [#start] once, then [#close] once. The other methods may be
/// called from any thread.
public final class StreamsRole implements AutoCloseable {
  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Clock clock;
  private final Path stateDirectory;
  private final StreamsSettings settings;
  private final StageCounts counts = new StageCounts();
  private final SubscriptionIndex subscriptionIndex = new SubscriptionIndex();
  private final VigieTopology topology;
  private final SubscriptionStateWriter stateWriter;
  private volatile @Nullable StreamsApplication application;

  /// @param connection the Kafka cluster
  /// @param catalogue the Kafka topics to read and write
  /// @param analyst classifies texts
  /// @param clock gives the time of decisions
  /// @param stateDirectory the directory of the state stores; created if missing
  /// @param settings the settings of this instance
  public StreamsRole(
      KafkaConnection connection,
      Catalogue catalogue,
      TextAnalyser analyst,
      Clock clock,
      Path stateDirectory,
      StreamsSettings settings) {
    this.connection = connection;
    this.catalogue = catalogue;
    this.clock = clock;
    this.stateDirectory = stateDirectory;
    this.settings = settings;
    topology =
        new VigieTopology(
            new VigieTopology.TopologyDependencies(
                catalogue,
                new VigieTopology.EntryPoint.LiveReadings(
                    clock, AudienceRules.live(settings.maxAge())),
                analyst,
                SubscriptionVersions.ofIndex(subscriptionIndex),
                counts));
    stateWriter =
        new SubscriptionStateWriter(
            connection, catalogue.subscriptionStates(), this::findDisabledSubscriptions, clock);
    topology.subscriptionStore().setListener(stateWriter::signalChange);
  }

  /// The application id of a topology version. It is also the consumer group, and the prefix of the
  /// application's internal Kafka topics.
  public static String applicationId(int version) {
    return ApplicationId.of(version);
  }

  /// True if one consumer group belongs to a later version of this application than the other;
  /// false if either belongs to another application.
  public static boolean isSuccessor(String group, String of) {
    OptionalInt later = ApplicationId.parseVersion(group);
    OptionalInt earlier = ApplicationId.parseVersion(of);
    return later.isPresent() && earlier.isPresent() && later.getAsInt() > earlier.getAsInt();
  }

  /// Takes over from an earlier version if this version has never run, then starts the application.
  /// Returns before the tasks run.
  ///
  /// @throws IllegalStateException if an earlier version is still running, or a later one has taken
  ///     over
  public void start() {
    new Takeover(connection, catalogue, clock).prepareVersion(settings.version());
    DeadLetterHandlers rejecting = new DeadLetterHandlers(catalogue.rejected(), counts, clock);
    StreamsApplication started =
        new StreamsApplication(topology.get(), createProperties(rejecting), rejecting, clock);
    application = started;
    started.start();
    stateWriter.start();
  }

  private Properties createProperties(DeadLetterHandlers rejecting) {
    return new StreamsConfiguration(stateDirectory, settings.threads())
        .createProperties(connection.streams(applicationId(settings.version())), rejecting);
  }

  /// True if this instance processes news: it runs at least one task, or all of them if it is the
  /// only instance.
  public boolean isReady() {
    StreamsApplication running = application;
    int tasks = running == null ? 0 : running.findRunningTasks().size();
    return settings.singleInstance() ? tasks == countAllTasks() : tasks > 0;
  }

  private int countAllTasks() {
    return Stream.of(catalogue.readings(), catalogue.decided(), catalogue.matches())
        .mapToInt(KafkaTopic::partitions)
        .sum();
  }

  /// The health of this instance, with the cause if it is not healthy.
  public StreamsHealth health() {
    StreamsApplication running = application;
    return running == null
        ? new StreamsHealth(false, "NOT_STARTED", 0, null, Map.of())
        : new StreamsHealth(
            isReady(),
            running.state().toString(),
            running.findRunningTasks().size(),
            running.lastFailure(),
            findDisabledSubscriptions());
  }

  private Map<String, String> findDisabledSubscriptions() {
    Map<String, String> disabled = new TreeMap<>(topology.subscriptionStore().listUnreadable());
    subscriptionIndex
        .findFaults()
        .forEach(fault -> disabled.put(fault.subscription().key(), fault.problem()));
    return disabled;
  }

  /// The counts of every stage since the start.
  public StageCounts counts() {
    return counts;
  }

  /// Stops the application and leaves the consumer group.
  @Override
  public void close() {
    StreamsApplication running = application;
    if (running != null) {
      running.close();
    }
    stateWriter.close();
  }
}
