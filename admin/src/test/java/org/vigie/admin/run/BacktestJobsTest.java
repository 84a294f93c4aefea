package org.vigie.admin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.BacktestRequest;
import org.vigie.admin.BacktestResult;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.TimeRange;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.index.ArticleCounts;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Alert;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;

/// Backtests whose running is replaced, so that none of them needs Kafka.
class BacktestJobsTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final TopicPacks PACKS = TopicPacks.bundled();
  private static final TimeRange RANGE = new TimeRange(Instant.MIN, NOW);

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Admin admin =
      new Admin(KafkaConnection.cluster("127.0.0.1:9", Map.of()), () -> PACKS, clock);
  private final List<BacktestRequest> asked = new ArrayList<>();

  /// Lets the runs end.
  private final CountDownLatch open = new CountDownLatch(1);

  private @Nullable RuntimeException failure;
  private final BacktestJobs jobs = new BacktestJobs(admin, () -> PACKS, clock, this::run);

  @AfterEach
  void close() {
    open.countDown();
    jobs.close();
    admin.close();
  }

  private BacktestResult run(BacktestRequest request, Backtest.ProgressObserver observer) {
    asked.add(request);
    observer.update(3, 10);
    awaitBriefly().until(() -> isEnded(observer));
    observer.update(10, 10);
    if (failure != null) {
      throw failure;
    }
    Alert update = SampleAlerts.alert().revision(Alert.Kind.UPDATE, 2).build();
    return new BacktestResult(
        List.of(SampleAlerts.createAlert("backtest", "s1"), update),
        10,
        List.of(),
        4,
        0,
        0,
        List.of(),
        List.of(),
        null);
  }

  private static ConditionFactory awaitBriefly() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
  }

  private boolean isEnded(Backtest.ProgressObserver observer) {
    observer.update(3, 10);
    return open.getCount() == 0;
  }

  private static BacktestOrder order(String subscription) {
    return new BacktestOrder(null, Json.read(subscription, SubscriptionRequest.class), RANGE);
  }

  private BacktestJob start() {
    return jobs.start(order("{\"topics\":[\"summit\"]}"));
  }

  private BacktestJob awaitEnd(String id) {
    awaitBriefly().until(() -> jobs.show(id).state() != RunState.RUNNING);
    return jobs.show(id);
  }

  @Test
  void runsAndKeepsItsResult() {
    BacktestJob job = start();
    assertThat(job.from()).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
    awaitBriefly().until(() -> jobs.show(job.id()).done() == 3);
    assertThat(jobs.show(job.id()).total()).isEqualTo(10);
    open.countDown();
    assertThat(awaitEnd(job.id()))
        .satisfies(end -> assertThat(end.state()).isEqualTo(RunState.FINISHED))
        .extracting(BacktestJob::result)
        .isEqualTo(
            new BacktestJob.BacktestSummary(
                10,
                4,
                2,
                1,
                List.of(new ArticleCounts.IdCount("2025-03", 2)),
                List.of(),
                List.of(AlertNotice.of(SampleAlerts.createAlert("backtest", "s1")))));
    assertThat(asked).extracting(BacktestRequest::range).containsExactly(RANGE);
  }

  @Test
  void othersWaitAndTooManyAreRefused() {
    String first = start().id();
    for (int i = 0; i < BacktestJobs.MAX_WAITING; i++) {
      start();
    }
    assertThatThrownBy(this::start)
        .isInstanceOf(AdminException.Conflict.class)
        .hasMessage("20 backtests wait already; drop one, or come back later");
    assertThat(jobs.list()).hasSize(21);
    assertThat(jobs.list().getLast().id()).isEqualTo(first);
    jobs.drop(first);
    assertThat(start().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aDroppedOneEnds() {
    BacktestJob first = start();
    BacktestJob second = start();
    awaitBriefly().until(() -> jobs.show(first.id()).done() == 3);
    jobs.drop(first.id());
    awaitBriefly().until(() -> jobs.show(second.id()).done() == 3);
    assertThatThrownBy(() -> jobs.show(first.id()))
        .isInstanceOf(AdminException.NotFound.class)
        .hasMessage("there is no backtest '" + first.id() + "'");
  }

  @Test
  void saysWhyItFailed() {
    open.countDown();
    failure = new AdminException.NotFound("subscription", "desk");
    assertThat(awaitEnd(start().id()).problem()).isEqualTo("there is no subscription 'desk'");
    failure = new IllegalStateException("odd");
    BacktestJob job = awaitEnd(start().id());
    assertThat(job.state()).isEqualTo(RunState.FAILED);
    assertThat(job.problem()).contains("odd");
  }

  @Test
  void keepsTheNewest() {
    open.countDown();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < BacktestJobs.MAX_KEPT + 2; i++) {
      ids.add(start().id());
      awaitEnd(ids.getLast());
    }
    assertThat(jobs.list())
        .extracting(BacktestJob::id)
        .containsExactlyElementsOf(ids.subList(2, ids.size()).reversed());
  }

  @Test
  void refusesAFaultySubscription() {
    assertRefused("subscription.query", order("{\"query\":\"(a\"}"));
    assertRefused("subscription.topics", order("{\"topics\":[\"sumit\"]}"));
    assertRefused("subscription", order("{}"));
    assertRefused("", new BacktestOrder(null, null, RANGE));
    assertThat(asked).isEmpty();
  }

  private void assertRefused(String field, BacktestOrder order) {
    assertThatThrownBy(() -> jobs.start(order))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class,
            refused -> assertThat(refused.field()).isEqualTo(field));
  }

  /// Channels say nothing about the past; those without an address would be refused.
  @Test
  void takesASubscriptionWithChannels() {
    open.countDown();
    String id =
        jobs.start(order("{\"query\":\"Kiev\",\"channels\":[{\"kind\":\"webhook\"}]}")).id();
    assertThat(awaitEnd(id).state()).isEqualTo(RunState.FINISHED);
  }
}
