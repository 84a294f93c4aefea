package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Alert;
import org.vigie.streams.StreamsSettings;

/// The demo as a user runs it, killed and started again on its data, at moments drawn from
/// `-Dcrash.seed`. The crash runs cover kills at every stage of the work.
@Tag("proof")
class KilledDemoTest {
  private static final int VERSION = StreamsSettings.DEFAULT.version();
  private static final String TO_THE_END = "36s";

  private final ExpectedAlerts expected = ExpectedAlerts.createForSample();
  private final Random random = new Random(Long.getLong("crash.seed", 20_260_321L));

  @TempDir Path directory;

  @Test
  void tellsAfterAKillWhatAnUndisturbedRunTells() throws Exception {
    Collection<Alert> before = killedAtRandom(VERSION);
    try (DemoProcess again = DemoProcess.start(directory.resolve("killed"), TO_THE_END, VERSION)) {
      Collection<Alert> after = again.awaitEnd();
      report("after a kill", before, after, again);
      assertWhole(before, after);
    }
  }

  @Test
  void handsOverToTheNextVersionWithoutLossOrRepeat() throws Exception {
    Collection<Alert> before;
    try (DemoProcess first = DemoProcess.start(directory.resolve("old"), "12s", VERSION)) {
      before = first.awaitEnd();
    }
    try (DemoProcess next = DemoProcess.start(directory.resolve("old"), TO_THE_END, VERSION + 1)) {
      Collection<Alert> after = next.awaitEnd();
      report("next version", before, after, next);
      assertWhole(before, after);
      assertThat(before).isNotEmpty();
      assertThat(after)
          .extracting(KilledDemoTest::describe)
          .doesNotContainAnyElementsOf(before.stream().map(KilledDemoTest::describe).toList())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void handsOverToTheNextVersionAfterAKill() throws Exception {
    Collection<Alert> before = killedAtRandom(VERSION);
    try (DemoProcess next =
        DemoProcess.start(directory.resolve("killed"), TO_THE_END, VERSION + 1)) {
      Collection<Alert> after = next.awaitEnd();
      report("next version after a kill", before, after, next);
      assertWhole(before, after);
    }
  }

  @Test
  void tellsItAllUndisturbed() throws Exception {
    try (DemoProcess demo = DemoProcess.start(directory.resolve("whole"), TO_THE_END, VERSION)) {
      Collection<Alert> alerts = demo.awaitEnd();
      assertThat(alerts).extracting(KilledDemoTest::describe).doesNotHaveDuplicates();
      assertWhole(alerts, List.of());
    }
  }

  /// The founder of a story depends on which outlet was polled first, so the ids of two runs may
  /// differ; what they alert of must not.
  private void assertWhole(Collection<Alert> before, Collection<Alert> after) {
    List<Alert> all = Stream.concat(before.stream(), after.stream()).toList();
    assertThat(expected.findMissing(all)).isEmpty();
    assertThat(all)
        .extracting(alert -> alert.subscription() + " " + alert.url())
        .isSubsetOf(expected.matches());
  }

  private static String describe(Alert alert) {
    return alert.id() + "/" + alert.seq();
  }

  /// Kills it once it has printed a random part of its alerts.
  private Collection<Alert> killedAtRandom(int version) throws Exception {
    int part = 1 + random.nextInt(expected.matches().size() / 2);
    try (DemoProcess demo = DemoProcess.start(directory.resolve("killed"), TO_THE_END, version)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> demo.countAlerts() >= part);
      return demo.kill();
    }
  }

  /// Printed, not asserted: the time to the first alert depends on the machine.
  private static void report(
      String run, Collection<Alert> before, Collection<Alert> after, DemoProcess demo) {
    System.err.printf(
        "%s: %d alerts before, %d after, first after %s, repeated %d%n",
        run,
        before.size(),
        after.size(),
        demo.firstAlert(),
        before.size() + after.size() - ids(before, after).size());
  }

  @SafeVarargs
  private static Set<String> ids(Collection<Alert>... runs) {
    return Stream.of(runs)
        .flatMap(Collection::stream)
        .map(Alert::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
