package org.vigie.admin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.AlertLog;
import org.vigie.admin.TimeRange;
import org.vigie.admin.index.AlertNotice;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.ReplayRun;
import org.vigie.model.Subscription;
import org.vigie.streams.replay.Replay;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// Replays on an embedded broker.
class ReplayJobsTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final Instant SEEN = NOW.minus(Duration.ofDays(3));
  private static final Outlet PHARE = Outlet.named("Le Phare");
  private static final String TOLD = Identity.itemId(PHARE, "told");
  private static final String MISSED = Identity.itemId(PHARE, "missed");
  private static final ReplayJobs.ReplayStart ORDER =
      new ReplayJobs.ReplayStart(
          new TimeRange(SEEN.minusSeconds(1), NOW), Replay.SubscriptionsAsOf.NOW);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;
  private static ReplayJobs jobs;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    admin = new Admin(broker.connection(), TopicPacks::bundled, clock);
    jobs =
        new ReplayJobs(
            admin, broker.connection(), TopicPacks::bundled, directory.resolve("state"), clock);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().items(), item(TOLD, "Un théâtre rouvre à Kiev")).join();
      writer.write(Catalogue.live().items(), item(MISSED, "Une régate de printemps à Kiev")).join();
      writer
          .write(
              Catalogue.live().subscriptions(),
              Subscription.builder("desk", SEEN).query("Kiev").build())
          .join();
      writer.write(Catalogue.live().alerts(), liveAlert(TOLD)).join();
      writer.write(Catalogue.live().alerts(), liveAlert("unheard")).join();
    }
  }

  @AfterAll
  static void stop() {
    jobs.close();
    admin.close();
    broker.close();
  }

  private static Item item(String id, String title) {
    return Item.live(id, "v", PHARE, Content.of(title, ""), SEEN);
  }

  private static Alert liveAlert(String item) {
    return SampleAlerts.alert().story(item).item(item).time(SEEN).build();
  }

  @Test
  void runsComparesPromotesOnceAndDrops() {
    ReplayJob started = jobs.start(ORDER);
    assertThat(started.state()).isEqualTo(RunState.RUNNING);
    assertThat(jobs.list()).extracting(ReplayJob::id).contains(started.id());
    assertConflict(
        () -> jobs.start(ORDER), "replay " + started.id() + " runs; drop it, or wait for its end");
    assertThatThrownBy(() -> jobs.diff(started.id())).isInstanceOf(AdminException.Conflict.class);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> jobs.show(started.id()).state() != RunState.RUNNING);
    assertThat(jobs.show(started.id()))
        .isEqualTo(
            new ReplayJob(
                started.id(), ORDER.range().from(), NOW, RunState.FINISHED, 2L, 2L, 2L, null));

    ReplayDiff diff = jobs.diff(started.id());
    assertThat(diff.same()).isEqualTo(1);
    assertThat(diff.missing()).extracting(AlertNotice::item).containsExactly("unheard");
    assertThat(diff.added()).extracting(AlertNotice::item).containsExactly(MISSED);

    assertThat(jobs.previewPromotion(started.id())).isEqualTo(new ReplayPromotion(1, 1));
    assertThat(jobs.promote(started.id())).isEqualTo(new ReplayPromotion(1, 1));
    assertThat(jobs.promote(started.id())).isEqualTo(new ReplayPromotion(0, 2));
    assertThat(new AlertLog(broker.connection()).readAll())
        .filteredOn(Alert::wasPromoted)
        .singleElement()
        .satisfies(alert -> assertThat(alert.item()).isEqualTo(MISSED))
        .satisfies(alert -> assertThat(alert.revision().replay()).isEqualTo(started.id()));
    assertThat(jobs.diff(started.id()).added()).isEmpty();

    jobs.drop(started.id());
    assertThatThrownBy(() -> jobs.show(started.id()))
        .isInstanceOf(AdminException.NotFound.class)
        .hasMessage("there is no replay '" + started.id() + "'");
  }

  @Test
  void showsThoseOfOtherProcesses() {
    ReplayRun alive = ReplayRun.start("alive", SEEN, NOW, NOW).withProgress(1, 3, NOW);
    ReplayRun killed = ReplayRun.start("killed", SEEN, NOW, NOW.minusSeconds(90));
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().replays(), alive).join();
      writer.write(Catalogue.live().replays(), killed).join();
    }
    assertThat(jobs.show("alive"))
        .isEqualTo(new ReplayJob("alive", SEEN, NOW, RunState.RUNNING, 1L, 3L, null, null));
    assertThat(jobs.show("killed").state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(jobs.show("killed").problem()).isEqualTo("the process that ran it has ended");
    assertConflict(
        () -> jobs.drop("alive"), "replay alive is run by another process; end it there");
    assertConflict(
        () -> jobs.promote("killed"),
        "replay killed has not finished, it is interrupted: its alerts are not complete");
    jobs.drop("killed");
    assertThat(jobs.list()).extracting(ReplayJob::id).contains("alive").doesNotContain("killed");
  }

  private static void assertConflict(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(AdminException.Conflict.class).hasMessage(message);
  }
}
