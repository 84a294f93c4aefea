package org.vigie.app.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.RequestStore;
import org.vigie.model.Alert;
import org.vigie.model.FeedState;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;

/// The compose file as users run it: built, started until all is healthy, fed from a container,
/// each role killed and started again, removed. Runs under `-Pproof`, after `package`, since it
/// needs the distribution.
@NeedsDocker
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIT {
  private static final int MAX_WAIT_SECONDS = 120;
  private static final int PHASE = 24;
  private static final List<String> ROLES = List.of("ingest", "streams", "notifier");

  private final Path repository =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent(), "the module lies in it");

  @BeforeAll
  void needComposeAndADistribution() throws Exception {
    assumeTrue(DockerCompose.isAvailable(), "`docker compose` is not there: skipped");
    assumeTrue(
        Files.isDirectory(repository.resolve("app/target/vigie/lib")),
        "no distribution: build it with mvn -DskipTests package: skipped");
  }

  @AfterAll
  void leaveNothing() throws Exception {
    DockerCompose ended = new DockerCompose(repository, Map.of("VIGIE_PRESS", "/"));
    assertThat(ended.listRemains()).as("containers, volumes, networks").isEmpty();
  }

  @Test
  void losesAndRepeatsNothingWhileEachRoleIsKilledAndComesBack(@TempDir Path directory)
      throws Exception {
    FeedFolder press = new FeedFolder(directory.resolve("press"));
    int port = findFreePort();
    Map<String, String> environment =
        Map.of(
            "VIGIE_PRESS",
            directory.resolve("press").toString(),
            "VIGIE_KAFKA_PORT",
            String.valueOf(port));
    KafkaConnection connection =
        KafkaConnection.cluster("127.0.0.1:" + port, Map.of()).withReplication(1);
    try (DockerCompose compose = new DockerCompose(repository, environment)) {
      compose.runCompose("up", "--detach", "--build", "--wait");
      for (String role : ROLES) {
        assertThat(compose.runCompose("exec", "-T", role, "id", "-u").strip()).isNotEqualTo("0");
      }
      addRequests(connection, press);
      press.publishTruces(PHASE);
      awaitDelivered(compose, press);

      for (String role : ROLES) {
        press.publishTruces(PHASE);
        compose.runCompose("kill", "--signal", "KILL", role);
        press.publishTruces(PHASE);
        compose.runCompose("up", "--detach", "--wait", role);
        press.publishTruces(PHASE);
        awaitDelivered(compose, press);
        if (!role.equals("notifier")) {
          assertThat(readDeliveredTitles(compose))
              .as("no kill but its own repeats a send")
              .doesNotHaveDuplicates();
        }
        System.err.printf(
            "compose: %s killed and back, %d articles, %d lines printed%n",
            role, press.listTruceTitles().size(), readDeliveredTitles(compose).size());
      }

      DeliveryAssertions books = new DeliveryAssertions(connection);
      await("the ledger is complete")
          .atMost(MAX_WAIT_SECONDS, SECONDS)
          .untilAsserted(
              () -> books.assertEachAlertedOnce(EndToEndContract.TRUCES, press.listTruceTitles()));
      assertThat(
              compose.runCompose(
                  "exec", "-T", "streams", "/opt/vigie/vigie", "alerts", "list", "--json"))
          .hasLineCount(press.listTruceTitles().size());
      stopInTime(compose);
    }
  }

  /// Stops each role as a supervisor does; exit code 137 would mean that it had to be killed.
  private static void stopInTime(DockerCompose compose) throws Exception {
    for (String role : ROLES) {
      String container = compose.runCompose("ps", "--quiet", role).strip();
      compose.runCompose("stop", role);
      assertThat(
              compose
                  .runDocker(List.of("inspect", "--format", "{{.State.ExitCode}}", container))
                  .strip())
          .as("exit code of " + role)
          .isIn("0", "143");
    }
  }

  private static void addRequests(KafkaConnection connection, FeedFolder press) {
    try (RequestStore requests = new RequestStore(connection)) {
      requests.writeSubscription(
          EndToEndContract.subscription(EndToEndContract.TRUCES, "ceasefire", null));
      int feeds =
          requests.addMissingFeeds(press.createFeeds(URI.create("http://press:8000/"))).size();
      await("every feed has been read once")
          .atMost(MAX_WAIT_SECONDS, SECONDS)
          .until(
              () ->
                  requests.readFeedStates().values().stream()
                          .filter(state -> state.lastAttempt() != null && state.problem() == null)
                          .map(FeedState::feed)
                          .count()
                      == feeds);
    }
  }

  private static void awaitDelivered(DockerCompose compose, FeedFolder press) {
    Set<String> published = new HashSet<>(press.listTruceTitles());
    await("everything published is alerted")
        .atMost(MAX_WAIT_SECONDS, SECONDS)
        .pollInterval(1, SECONDS)
        .until(() -> new HashSet<>(readDeliveredTitles(compose)).equals(published));
  }

  /// The titles that the notifier printed, over all its restarts.
  private static List<String> readDeliveredTitles(DockerCompose compose) throws Exception {
    // Not from `docker compose logs`, which adds terminal escape codes.
    String container = compose.runCompose("ps", "--all", "--quiet", "notifier").strip();
    return compose
        .runDocker(List.of("logs", container))
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> Json.read(line, Alert.class).title())
        .toList();
  }

  private static int findFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
