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
import org.vigie.app.pipeline.Wishes;
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
  private static final int PATIENCE_SECONDS = 120;
  private static final int PHASE = 24;
  private static final List<String> ROLES = List.of("ingest", "streams", "notifier");

  private final Path repository =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent(), "the module lies in it");

  @BeforeAll
  void needComposeAndADistribution() throws Exception {
    assumeTrue(Compose.available(), "`docker compose` is not there: skipped");
    assumeTrue(
        Files.isDirectory(repository.resolve("app/target/vigie/lib")),
        "no distribution: build it with mvn -DskipTests package: skipped");
  }

  @AfterAll
  void leaveNothing() throws Exception {
    Compose ended = new Compose(repository, Map.of("VIGIE_PRESS", "/"));
    assertThat(ended.remains()).as("containers, volumes, networks").isEmpty();
  }

  @Test
  void losesAndRepeatsNothingWhileEachRoleIsKilledAndComesBack(@TempDir Path directory)
      throws Exception {
    PressFolder press = new PressFolder(directory.resolve("press"));
    int port = freePort();
    Map<String, String> environment =
        Map.of(
            "VIGIE_PRESS",
            directory.resolve("press").toString(),
            "VIGIE_KAFKA_PORT",
            String.valueOf(port));
    KafkaConnection connection =
        KafkaConnection.cluster("127.0.0.1:" + port, Map.of()).withReplication(1);
    try (Compose compose = new Compose(repository, environment)) {
      compose.run("up", "--detach", "--build", "--wait");
      for (String role : ROLES) {
        assertThat(compose.run("exec", "-T", role, "id", "-u").strip()).isNotEqualTo("0");
      }
      wish(connection, press);
      press.publishTruces(PHASE);
      awaitTold(compose, press);

      for (String role : ROLES) {
        press.publishTruces(PHASE);
        compose.run("kill", "--signal", "KILL", role);
        press.publishTruces(PHASE);
        compose.run("up", "--detach", "--wait", role);
        press.publishTruces(PHASE);
        awaitTold(compose, press);
        if (!role.equals("notifier")) {
          assertThat(told(compose))
              .as("no kill but its own repeats a send")
              .doesNotHaveDuplicates();
        }
        System.err.printf(
            "compose: %s killed and back, %d articles, %d lines printed%n",
            role, press.truces().size(), told(compose).size());
      }

      Books books = new Books(connection);
      await("the ledger is complete")
          .atMost(PATIENCE_SECONDS, SECONDS)
          .untilAsserted(
              () -> books.assertEachAlertedOnce(EndToEndContract.TRUCES, press.truces()));
      assertThat(
              compose.run("exec", "-T", "streams", "/opt/vigie/vigie", "alerts", "list", "--json"))
          .hasLineCount(press.truces().size());
      stopInTime(compose);
    }
  }

  /// Stops each role as a supervisor does; exit code 137 would mean that it had to be killed.
  private static void stopInTime(Compose compose) throws Exception {
    for (String role : ROLES) {
      String container = compose.run("ps", "--quiet", role).strip();
      compose.run("stop", role);
      assertThat(
              compose
                  .docker(List.of("inspect", "--format", "{{.State.ExitCode}}", container))
                  .strip())
          .as("exit code of " + role)
          .isIn("0", "143");
    }
  }

  private static void wish(KafkaConnection connection, PressFolder press) {
    try (Wishes wishes = new Wishes(connection)) {
      wishes.put(EndToEndContract.subscription(EndToEndContract.TRUCES, "ceasefire", null));
      int feeds = wishes.addMissing(press.feeds(URI.create("http://press:8000/"))).size();
      await("every feed has been read once")
          .atMost(PATIENCE_SECONDS, SECONDS)
          .until(
              () ->
                  wishes.feedStates().values().stream()
                          .filter(state -> state.lastAttempt() != null && state.problem() == null)
                          .map(FeedState::feed)
                          .count()
                      == feeds);
    }
  }

  private static void awaitTold(Compose compose, PressFolder press) {
    Set<String> published = new HashSet<>(press.truces());
    await("everything published is told")
        .atMost(PATIENCE_SECONDS, SECONDS)
        .pollInterval(1, SECONDS)
        .until(() -> new HashSet<>(told(compose)).equals(published));
  }

  /// The titles that the notifier printed, over all its restarts.
  private static List<String> told(Compose compose) throws Exception {
    // Not from `docker compose logs`, which adds terminal escape codes.
    String container = compose.run("ps", "--all", "--quiet", "notifier").strip();
    return compose
        .docker(List.of("logs", container))
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> Json.read(line, Alert.class).title())
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
