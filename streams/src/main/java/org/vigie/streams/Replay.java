package org.vigie.streams;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.vigie.analysis.Analyst;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;

/// Runs a part of the archive through the topology, beside live traffic and without touching it: an
/// application, Kafka topics and a state directory of its own. Nothing is sent; the alerts are the
/// answer, and stay in Kafka until the run is dropped.
///
/// Time is the time of the press: every version is fetched and decided the moment it could first be
/// read, and reaches its subscribers whatever its age.
public final class Replay {
  private static final Pattern RUN = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
  private static final Pattern ITEMS =
      Pattern.compile(
          Pattern.quote(Catalogue.LIVE + ".replay.") + "(" + RUN + ")" + Pattern.quote(".items"));
  private static final Comparator<Alert> AS_RAISED =
      Comparator.comparing((Alert alert) -> alert.timeline().decided())
          .thenComparing(Alert::subscription)
          .thenComparing(Alert::story)
          .thenComparingInt(Alert::seq);

  private final KafkaConnection connection;
  private final Analyst analyst;
  private final Clock clock;
  private final Path stateDirectory;

  /// @param connection to the cluster that holds the archive
  /// @param analyst says what a text is about; other topic packs than the live ones may be tried
  /// @param clock the time of the machine, for failures
  /// @param stateDirectory where a run may put a directory of its own
  public Replay(KafkaConnection connection, Analyst analyst, Clock clock, Path stateDirectory) {
    this.connection = connection;
    this.analyst = analyst;
    this.clock = clock;
    this.stateDirectory = stateDirectory;
  }

  /// Which subscriptions are asked.
  public enum Asked {
    /// Each version from the moment on at which it came into force.
    THEN,
    /// Those of today, as if they had always been there.
    NOW
  }

  /// What is to be run.
  ///
  /// @param run its id: lower-case letters, digits, hyphens
  /// @param from the first moment of the range
  /// @param to the first moment after it
  public record Request(String run, Instant from, Instant to, Asked asked) {
    /// Refuses an id that cannot stand in a name, and an empty range.
    public Request {
      checked(run);
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("replay from " + from + " to " + to + " is empty");
      }
    }
  }

  /// A run that has ended.
  ///
  /// @param run its id
  /// @param items the versions it was given, with those that edits are compared with
  /// @param subscriptions the versions it was given
  /// @param alerts in the order in which they were raised
  public record Outcome(String run, int items, int subscriptions, List<Alert> alerts) {
    /// Copies the list.
    public Outcome {
      alerts = List.copyOf(alerts);
    }
  }

  /// Freezes the inputs, runs them to their end, and cleans up all but the Kafka topics of the run.
  ///
  /// @throws IllegalArgumentException where a run of this id is there
  /// @throws IllegalStateException where the topology stopped before the end
  public Outcome run(Request request) {
    if (list().contains(request.run())) {
      throw new IllegalArgumentException(
          "a replay " + request.run() + " is there: drop it first, or choose another id");
    }
    Catalogue catalogue = Catalogue.replay(request.run());
    new TopicAdmin(connection).prepare(catalogue);
    new ReplayInputs(connection, Catalogue.live(), catalogue).freeze(request);
    new ReplayApplication(connection, catalogue, stateDirectory, clock).run(request, analyst);
    return show(request.run());
  }

  /// The ids of the runs that are there, finished or not.
  public List<String> list() {
    try (Admin admin = Admin.create(connection.admin())) {
      return Groups.get(admin.listTopics().names()).stream()
          .map(ITEMS::matcher)
          .filter(Matcher::matches)
          .map(name -> name.group(1))
          .sorted()
          .toList();
    }
  }

  /// What a run was given and gave.
  ///
  /// @throws IllegalArgumentException where there is none of this id
  public Outcome show(String run) {
    Catalogue catalogue = there(run);
    Values values = new Values(connection);
    List<Item> items = values.of(catalogue.items());
    List<Subscription> subscriptions = values.of(catalogue.subscriptions());
    List<Alert> alerts = new ArrayList<>(values.of(catalogue.alerts()));
    alerts.sort(AS_RAISED);
    return new Outcome(run, items.size(), subscriptions.size(), alerts);
  }

  /// Deletes the Kafka topics of a run, and what an interrupted one left besides.
  ///
  /// @throws IllegalArgumentException where there is none of this id
  public void drop(String run) {
    Catalogue catalogue = there(run);
    new ReplayApplication(connection, catalogue, stateDirectory, clock).forget(run);
    new TopicAdmin(connection).drop(catalogue);
  }

  private Catalogue there(String run) {
    if (!list().contains(checked(run))) {
      throw new IllegalArgumentException("there is no replay " + run);
    }
    return Catalogue.replay(run);
  }

  private static String checked(String run) {
    if (!RUN.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "replay id '" + run + "': lower-case letters, digits and hyphens, at most 41");
    }
    return run;
  }
}
