package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigie.app.crash.CrashRound.KillTarget;

/// `kill -9` at moments drawn from a seed: sixty kills with everything in one process, fourteen of
/// each role on a broker that keeps running. `CONTRIBUTING.md` says how to resume a run and how to
/// repeat a round.
@Tag("proof")
class CrashRunsTest {
  private static final long SEED = Long.getLong("crash.seed", 20_260_321L);
  private static final boolean RESUME = Boolean.getBoolean("crash.resume");
  private static final @Nullable String ONE = System.getProperty("crash.round");
  private static final Path DIRECTORY = Path.of("target", "crash", Long.toString(SEED));
  private static final SyntheticNews NEWS = SyntheticNews.create(20);
  private static final TreeMap<String, RoundJournal.JournalEntry> FINISHED = new TreeMap<>();
  private static @Nullable KafkaContents undisturbed;

  private final Clock clock = Clock.systemUTC();

  @Test
  void allInOneKilledSixtyTimesTellsWhatAnUndisturbedRunTells() throws Exception {
    run(KillTarget.ALL_IN_ONE, 12, 5);
  }

  @Test
  void ingestKilledFourteenTimesLosesAndDoublesNothing() throws Exception {
    run(KillTarget.INGEST, 2, 7);
  }

  @Test
  void streamsKilledFourteenTimesLoseAndDoubleNothing() throws Exception {
    run(KillTarget.STREAMS, 2, 7);
  }

  @Test
  void notifierKilledFourteenTimesRepeatsOnlyWhatWasInFlight() throws Exception {
    run(KillTarget.NOTIFIER, 2, 7);
  }

  private void run(KillTarget prey, int rounds, int kills) throws Exception {
    assumeTrue(ONE == null || ONE.startsWith(prey.toString()), "another round is asked for");
    RoundJournal journal = RoundJournal.open(DIRECTORY, prey.toString(), RESUME || ONE != null);
    journal.readKept().forEach(entry -> FINISHED.put(entry.round(), entry));
    List<String> broken = new ArrayList<>();
    for (int i = 1; i <= rounds; i++) {
      String name = "%s-%02d".formatted(prey, i);
      if (ONE == null ? FINISHED.containsKey(name) : !ONE.equals(name)) {
        continue;
      }
      RoundJournal.JournalEntry entry = round(prey, name, kills);
      journal.addEntry(entry);
      FINISHED.put(name, entry);
      System.err.println("crash: " + entry.formatLine());
      if (!entry.isKept()) {
        broken.add(entry.round() + ", again alone with " + again(name) + ": " + entry.faults());
      }
    }
    assertThat(broken).isEmpty();
  }

  private static String again(String name) {
    return "mvn verify -Pproof -Dtest=CrashRunsTest -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dcrash.seed=%d -Dcrash.round=%s".formatted(SEED, name);
  }

  /// A round whose harness fails counts as broken, and the next one still runs.
  private RoundJournal.JournalEntry round(KillTarget prey, String name, int kills)
      throws Exception {
    KafkaContents expected = undisturbed();
    long seed = seed(name);
    KillPlan plan = CrashRound.createPlan(prey, seed, kills, NEWS);
    System.err.println("crash: " + name + " begins: " + plan);
    Instant begun = clock.instant();
    try (CrashRound round = new CrashRound(fresh(name), NEWS)) {
      CrashRound.RoundResult left =
          prey == KillTarget.ALL_IN_ONE ? round.runAllInOne(plan) : round.runRole(prey, plan);
      GuaranteeCheck check = left.compareWith(expected);
      if (check.isKept()) {
        Utils.delete(DIRECTORY.resolve(name).toFile());
      }
      return CrashRound.createEntry(name, seed, left, check, clock, begun);
    } catch (RuntimeException | AssertionError e) {
      e.printStackTrace();
      return RoundJournal.JournalEntry.createBroken(name, seed, plan.toString(), e);
    }
  }

  /// Each round has its own seed, so that it can be repeated alone.
  private static long seed(String name) {
    return SEED * 1_000_003 + name.hashCode();
  }

  private static KafkaContents undisturbed() throws Exception {
    if (undisturbed == null) {
      System.err.println("crash: seed " + SEED + "; the undisturbed run begins");
      try (CrashRound round = new CrashRound(fresh("undisturbed"), NEWS)) {
        CrashRound.RoundResult left = round.runUndisturbed();
        assertThat(left.receipts())
            .filteredOn(DelayedWebhookReceiver.Receipt::accepted)
            .extracting(DelayedWebhookReceiver.Receipt::delivery)
            .doesNotHaveDuplicates();
        assertThat(left.compareWith(left.facts()).faults()).isEmpty();
        undisturbed = left.facts();
      }
      Utils.delete(DIRECTORY.resolve("undisturbed").toFile());
    }
    return Objects.requireNonNull(undisturbed);
  }

  private static Path fresh(String name) throws IOException {
    Path directory = DIRECTORY.resolve(name).toAbsolutePath();
    Utils.delete(directory.toFile());
    return directory;
  }

  @AfterAll
  static void summary() {
    System.err.printf("crash: seed %d, %d rounds%n", SEED, FINISHED.size());
    System.err.printf(
        "  %-12s %6s %6s %8s %9s%n", "killed", "rounds", "kills", "repeats", "broken");
    FINISHED.values().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.round().replaceFirst("-\\d+$", ""),
                TreeMap::new,
                Collectors.toList()))
        .forEach(
            (prey, entries) ->
                System.err.printf(
                    "  %-12s %6d %6d %8d %9d%n",
                    prey,
                    entries.size(),
                    entries.stream().mapToInt(entry -> entry.kills().size()).sum(),
                    entries.stream().mapToInt(RoundJournal.JournalEntry::repeats).sum(),
                    entries.stream().filter(entry -> !entry.isKept()).count()));
  }
}
