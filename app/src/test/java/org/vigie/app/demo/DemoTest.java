package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RoleAssembly;
import org.vigie.app.pipeline.RoleName;
import org.vigie.app.pipeline.RoleParts;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.settings.VigieSettings;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.ingest.IngestSettings;
import org.vigie.model.Alert;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.console.ConsoleSender;

/// The sample through the whole pipeline on the embedded broker, at three times its speed and with
/// an orderly stop on the way.
class DemoTest {
  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private final SamplePress press = SamplePress.readBundled();
  private final ExpectedAlerts expected = ExpectedAlerts.createForSample();
  private final FastClock time = new FastClock(3);
  private final Queue<Alert> alerts = new ConcurrentLinkedQueue<>();

  @TempDir Path directory;

  @Test
  void alertsOnceForEachTopicOfEachStoryAlsoAcrossARestart() throws Exception {
    SampleClock clock = clock();
    run(clock, () -> clock.currentSecond() >= 12 && !alerts.isEmpty());

    SampleClock again = clock();
    run(again, () -> again.hasEnded() && expected.findMissing(alerts).isEmpty());
    assertThat(alerts)
        .extracting(alert -> alert.subscription() + " " + alert.url())
        .as("every alert tells of an item that matches")
        .isSubsetOf(expected.matches());
    assertThat(alerts).extracting(alert -> alert.id() + "/" + alert.seq()).doesNotHaveDuplicates();
    assertThat(alerts)
        .filteredOn(alert -> alert.kind() == Alert.Kind.NEW)
        .extracting(alert -> alert.subscription() + " " + alert.story())
        .as("one alert a story")
        .doesNotHaveDuplicates();
  }

  private SampleClock clock() {
    return SampleClock.open(directory.resolve("clock.json"), time, press.createFeeds().size());
  }

  private void run(SampleClock clock, Callable<Boolean> until) throws Exception {
    try (SampleFeedServer server = SampleFeedServer.start(press, clock);
        Cluster cluster = Cluster.startBroker(directory, note -> {});
        RoleAssembly roles =
            new RoleAssembly(settings(server), cluster.connection(), parts(), RoleName.all())) {
      cluster.addInitialRequests(press.createFeeds(), SamplePress.createSubscriptions());
      roles.start();
      assertThat(roles.awaitReady(MAX_WAIT, new ShutdownSignal()::await)).isTrue();
      await().atMost(MAX_WAIT).until(until);
    }
  }

  private RoleSettings settings(SampleFeedServer server) {
    return RoleSettings.createForEmbeddedBroker(
            VigieSettings.read(null, Map.of("VIGIE_MANAGEMENT_ADDRESS", "off")), directory)
        .withIngest(IngestSettings.defaults().withFetch(server.fetchSettings()));
  }

  /// Takes one message for each subscription, as a program does.
  private final class AlertCollector implements ConsoleSender.ConsolePrinter {
    @Override
    public void print(Message message) {
      alerts.addAll(message.content().alerts());
    }

    @Override
    public boolean isReadByPeople() {
      return false;
    }
  }

  private RoleParts parts() {
    return new RoleParts(
        TopicPacks.bundled(),
        TextAnalyser.bundled(),
        List.of(new ConsoleSender(new AlertCollector())),
        poll -> {},
        warning -> {},
        time);
  }
}
