package org.vigie.streams.replay;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Alert;
import org.vigie.model.ReplayRun;
import org.vigie.model.Subscription;
import org.vigie.streams.topology.KafkaAdmin;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Runs a range of the archive through the topology, separately from live traffic: each run has an
/// application, Kafka topics and a state directory of its own. Nothing is sent; the result is the
/// alerts, which stay in Kafka until the run is dropped.
///
/// A run uses the time of the archive: every version counts as fetched and decided at the moment
/// when it could first be read, and reaches its subscribers whatever its age.
///
/// Safe for use by several threads if the run ids differ.
public final class Replay {
  private static final Pattern RUN_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
  private static final Pattern ITEMS_NAME =
      Pattern.compile(
          Pattern.quote(Catalogue.LIVE + ".replay.")
              + "("
              + RUN_ID
              + ")"
              + Pattern.quote(".items"));
  private static final Comparator<Alert> ORDER_RAISED =
      Comparator.comparing((Alert alert) -> alert.timeline().decided())
          .thenComparing(Alert::subscription)
          .thenComparing(Alert::story)
          .thenComparingInt(Alert::seq);

  private final KafkaConnection connection;
  private final Clock clock;
  private final Path stateDirectory;

  /// @param connection the cluster that holds the archive
  /// @param clock the current time, for error handling and progress only
  /// @param stateDirectory the parent of the state directories of the runs
  public Replay(KafkaConnection connection, Clock clock, Path stateDirectory) {
    this.connection = connection;
    this.clock = clock;
    this.stateDirectory = stateDirectory;
  }

  /// The subscriptions that a replay matches against.
  public enum SubscriptionsAsOf {
    /// Each version of a subscription from the moment at which it came into force.
    THEN,
    /// The current subscriptions, as if they had always existed.
    NOW
  }

  /// The request for a run.
  ///
  /// @param run the id of the run: 1 to 41 lower-case letters, digits and hyphens, not starting
  ///     with a hyphen
  /// @param from the start of the range, inclusive
  /// @param to the end of the range, exclusive
  /// @param subscriptionsAsOf the subscriptions to match against
  public record ReplayRequest(
      String run, Instant from, Instant to, SubscriptionsAsOf subscriptionsAsOf) {
    /// @throws IllegalArgumentException if the id is not valid or the range is empty
    public ReplayRequest {
      checkRunId(run);
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("replay from " + from + " to " + to + " is empty");
      }
    }
  }

  /// The result of a finished run.
  ///
  /// @param run the id of the run
  /// @param items the number of input versions, including the earlier versions that edits are
  ///     compared with
  /// @param subscriptions the number of input subscription versions
  /// @param alerts the alerts in the order in which they were raised
  public record ReplayResult(String run, int items, int subscriptions, List<Alert> alerts) {
    /// Copies the list.
    public ReplayResult {
      alerts = List.copyOf(alerts);
    }
  }

  /// Follows a run on its thread. What it throws ends the run.
  @FunctionalInterface
  public interface ReplayObserver {
    /// Wants to know nothing.
    ReplayObserver NONE = (done, total) -> {};

    /// Called several times a second.
    ///
    /// @param done number of item versions that are decided
    /// @param total number of item versions; 0 while they are being copied
    void update(int done, int total);
  }

  /// As [#run(ReplayRequest, TextAnalyser, ReplayObserver)], unobserved.
  public ReplayResult run(ReplayRequest request, TextAnalyser analyser) {
    return run(request, analyser, ReplayObserver.NONE);
  }

  /// Copies the inputs, processes them to the end, and deletes everything but the Kafka topics of
  /// the run. Blocks until the run has finished. Its progress is in `vigie.replays`, and stays
  /// there until the run is dropped.
  ///
  /// @param analyser classifies texts; it may use other topic packs than the live application
  /// @throws IllegalArgumentException if a run with this id exists
  /// @throws IllegalStateException if the topology stopped before the end
  public ReplayResult run(ReplayRequest request, TextAnalyser analyser, ReplayObserver observer) {
    if (listRuns().contains(request.run())) {
      throw new IllegalArgumentException(
          "a replay " + request.run() + " is there: drop it first, or choose another id");
    }
    try (ReplayStateWriter state = ReplayStateWriter.begin(connection, clock, observer, request)) {
      try {
        ReplayResult result = run(request, analyser, state);
        state.finish(result);
        return result;
      } catch (RuntimeException | StackOverflowError e) {
        state.fail(e);
        throw e;
      }
    }
  }

  private ReplayResult run(ReplayRequest request, TextAnalyser analyser, ReplayStateWriter state) {
    Catalogue catalogue = Catalogue.replay(request.run());
    new TopicAdmin(connection).createAndCheck(catalogue);
    int items =
        new ReplayInputCopier(connection, Catalogue.live(), catalogue, () -> state.update(0, 0))
            .copyInputs(request);
    new ReplayRunner(connection, catalogue, stateDirectory, clock)
        .run(request, analyser, done -> state.update((int) Math.min(done, items), items));
    return readResult(request.run());
  }

  /// How far the runs are that are kept, finished or not, by their ids. A run of a version that did
  /// not write it is missing; one that has just begun, or failed at once, has no Kafka topics.
  public Map<String, ReplayRun> readStates() {
    return TopicScan.of(connection, Catalogue.live().replays()).latest();
  }

  /// The ids of the existing runs, finished or not, sorted.
  public List<String> listRuns() {
    try (Admin admin = Admin.create(connection.adminSettings())) {
      return KafkaAdmin.awaitResult(admin.listTopics().names()).stream()
          .map(ITEMS_NAME::matcher)
          .filter(Matcher::matches)
          .map(name -> name.group(1))
          .sorted()
          .toList();
    }
  }

  /// The inputs and results of an existing run.
  ///
  /// @throws IllegalArgumentException if no run with this id exists
  public ReplayResult readResult(String run) {
    Catalogue catalogue = requireRun(run);
    AtomicInteger items = new AtomicInteger();
    TopicScan.of(connection, catalogue.items()).readValues(item -> items.incrementAndGet());
    List<Subscription> subscriptions = TopicScan.of(connection, catalogue.subscriptions()).values();
    List<Alert> alerts = TopicScan.of(connection, catalogue.alerts()).values();
    alerts.sort(ORDER_RAISED);
    return new ReplayResult(run, items.get(), subscriptions.size(), alerts);
  }

  /// Deletes the Kafka topics of a run, and whatever an interrupted run left behind.
  ///
  /// @throws IllegalArgumentException if no run with this id exists
  public void dropRun(String run) {
    ReplayRun state = readStates().get(run);
    Catalogue catalogue = state == null ? requireRun(run) : Catalogue.replay(checkRunId(run));
    new ReplayRunner(connection, catalogue, stateDirectory, clock).cleanUp(run);
    new TopicAdmin(connection).deleteReplay(catalogue);
    if (state != null) {
      try (TopicWriter writer = TopicWriter.open(connection)) {
        writer.remove(Catalogue.live().replays(), state).join();
      }
    }
  }

  private Catalogue requireRun(String run) {
    if (!listRuns().contains(checkRunId(run))) {
      throw new IllegalArgumentException("there is no replay " + run);
    }
    return Catalogue.replay(run);
  }

  private static String checkRunId(String run) {
    if (!RUN_ID.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "replay id '" + run + "': lower-case letters, digits and hyphens, at most 41");
    }
    return run;
  }
}
