package org.vigie.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.app.time.DisplayTime;
import org.vigie.ingest.fetch.FetchResult;
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.PollReport;
import org.vigie.ingest.poll.PollReport.AnswerKind;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;
import org.vigie.model.PressTimeZone;

class StartupReportTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private final StartupReport report =
      new StartupReport(
          lines::add, Clock.fixed(NOW, ZoneOffset.UTC), new DisplayTime(PressTimeZone.PARIS));

  @Test
  void countsTheFeedsReadAndGroupsTheFailuresByCause() {
    for (int i = 0; i < 6; i++) {
      poll(i, "no such host: host" + i + ".example", AnswerKind.UNREACHED);
    }
    poll(6, "HTTP 403 Forbidden", AnswerKind.FAILED);
    poll(7, null, AnswerKind.DOCUMENT);
    poll(8, null, AnswerKind.UNCHANGED);
    poll(9, null, AnswerKind.POSTPONED);
    assertThat(lines).isEmpty();

    assertThat(report.printSummary(10)).isEqualTo(2);

    assertThat(lines)
        .containsExactly(
            "vigie: 2 of 10 feeds read, 1 not answered or asked yet",
            "vigie: 6 could not be reached: no such host",
            "vigie: 1 failed: HTTP 403 Forbidden (Outlet 6)");
  }

  @Test
  void asksAboutTheNetworkWhereNothingCanBeReached() {
    poll(0, "no such host: host0.example", AnswerKind.UNREACHED);
    poll(1, "connection refused", AnswerKind.UNREACHED);

    assertThat(report.printSummary(2)).isZero();

    assertThat(lines.getFirst()).isEqualTo("vigie: 0 of 2 feeds read");
    assertThat(lines.getLast()).contains("is this machine on the network?", "no proxy");
  }

  @Test
  void tellsChangesAfterTheSummaryOnly() {
    poll(0, "connection refused", AnswerKind.UNREACHED);
    poll(1, null, AnswerKind.DOCUMENT);
    report.printSummary(2);
    lines.clear();
    poll(0, "connection refused", AnswerKind.UNREACHED);
    assertThat(lines).isEmpty();

    poll(0, null, AnswerKind.DOCUMENT);
    poll(1, "HTTP 500", AnswerKind.FAILED);

    assertThat(lines)
        .containsExactly(
            "vigie: Outlet 0 (https://host0.example/rss): is back",
            "vigie: Outlet 1 (https://host1.example/rss): HTTP 500; next try at 11:01:00 Paris");
  }

  private void poll(int number, @Nullable String problem, AnswerKind kind) {
    Feed feed =
        Feed.of(
            URI.create("https://host" + number + ".example/rss"),
            Outlet.named("Outlet " + number),
            null,
            null);
    FeedState state = FeedState.neverPolled(feed);
    state =
        problem == null
            ? state.toBuilder().recordSuccess(NOW, NOW.plusSeconds(60)).build()
            : state.toBuilder().recordFailure(NOW, NOW.plusSeconds(60), problem).build();
    PollReport answer =
        new PollReport(
            new FetchResult.FetchRoute(feed.address(), null, List.of()), kind, "", null, List.of());
    report.reportPoll(new Poll(feed, state, "", List.of(), 0, answer));
  }
}
