package org.vigie.streams;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.alert.AudienceRules;
import org.vigie.analysis.alert.Subscriptions;
import org.vigie.analysis.match.SubscriptionIndex;
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
  static final String NAME = "vigie-streams-v";
  private static final Pattern ID = Pattern.compile(Pattern.quote(NAME) + "(\\d{1,6})");

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Clock clock;
  private final Path stateDirectory;
  private final StreamsSettings settings;
  private final StageCounts counts = new StageCounts();
  private final SubscriptionIndex index = new SubscriptionIndex();
  private final VigieTopology topology;
  private final FaultyRules faults;
  private volatile @Nullable Application application;

  /// @param connection the Kafka cluster
  /// @param catalogue the Kafka topics to read and write
  /// @param analyst classifies texts
  /// @param clock gives the time of decisions
  /// @param stateDirectory the directory of the state stores; created if missing
  /// @param settings the settings of this instance
  public StreamsRole(
      KafkaConnection connection,
      Catalogue catalogue,
      Analyst analyst,
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
            new VigieTopology.Parts(
                catalogue,
                new VigieTopology.Entry.Live(clock, AudienceRules.live(settings.maxAge())),
                analyst,
                Subscriptions.current(index),
                counts));
    faults =
        new FaultyRules(
            connection, catalogue.subscriptionStates(), this::disabledSubscriptions, clock);
    topology.feed().listener(faults::change);
  }

  /// The application id of a topology version. It is also the consumer group, and the prefix of the
  /// application's internal Kafka topics.
  public static String applicationId(int version) {
    return NAME + version;
  }

  /// The version at the end of an application id; empty if the id does not belong to this
  /// application.
  static OptionalInt version(String applicationId) {
    Matcher id = ID.matcher(applicationId);
    return id.matches() ? OptionalInt.of(Integer.parseInt(id.group(1))) : OptionalInt.empty();
  }

  /// True if one consumer group belongs to a later version of this application than the other;
  /// false if either belongs to another application.
  public static boolean isSuccessor(String group, String of) {
    OptionalInt later = version(group);
    OptionalInt earlier = version(of);
    return later.isPresent() && earlier.isPresent() && later.getAsInt() > earlier.getAsInt();
  }

  /// Takes over from an earlier version if this version has never run, then starts the application.
  /// Returns before the tasks run.
  ///
  /// @throws IllegalStateException if an earlier version is still running, or a later one has taken
  ///     over
  public void start() {
    new Takeover(connection, catalogue, clock).to(settings.version());
    Rejecting rejecting = new Rejecting(catalogue.rejected(), counts, clock);
    Application started =
        new Application(topology.get(), configuration(rejecting), rejecting, clock);
    application = started;
    started.start();
    faults.start();
  }

  private Properties configuration(Rejecting rejecting) {
    return new StreamsConfiguration(stateDirectory, settings.threads())
        .of(connection.streams(applicationId(settings.version())), rejecting);
  }

  /// True if this instance processes news: it runs at least one task, or all of them if it is the
  /// only instance.
  public boolean ready() {
    Application running = application;
    int tasks = running == null ? 0 : running.tasks().size();
    return settings.alone() ? tasks == allTasks() : tasks > 0;
  }

  private int allTasks() {
    return Stream.of(catalogue.readings(), catalogue.decided(), catalogue.matches())
        .mapToInt(KafkaTopic::partitions)
        .sum();
  }

  /// The health of this instance, with the cause if it is not healthy.
  public StreamsHealth health() {
    Application running = application;
    return running == null
        ? new StreamsHealth(false, "NOT_STARTED", 0, null, Map.of())
        : new StreamsHealth(
            ready(),
            running.state().toString(),
            running.tasks().size(),
            running.cause(),
            disabledSubscriptions());
  }

  private Map<String, String> disabledSubscriptions() {
    Map<String, String> disabled = new TreeMap<>(topology.feed().unreadable());
    index.faults().forEach(fault -> disabled.put(fault.subscription().key(), fault.problem()));
    return disabled;
  }

  /// The counts of every stage since the start.
  public StageCounts counts() {
    return counts;
  }

  /// Stops the application and leaves the consumer group.
  @Override
  public void close() {
    Application running = application;
    if (running != null) {
      running.close();
    }
    faults.close();
  }
}
