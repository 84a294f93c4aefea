package org.vigie.notifier.channel.ntfy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Urgency;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.ChildProcess;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

/// Runs against a real ntfy server, if the program `ntfy` is on the path: with a login, without
/// attachments, on loopback.
@Tag("proof")
class NtfyServerTest {
  private static final Pattern TOKEN = Pattern.compile("tk_[a-z0-9]+");

  @TempDir Path directory;

  private @Nullable ChildProcess server;
  private URI root = URI.create("http://127.0.0.1/");
  private String token = "";

  @BeforeEach
  void start() throws Exception {
    assumeTrue(isInstalled(), "there is no program 'ntfy' on the path");
    root = URI.create("http://127.0.0.1:" + findFreePort() + "/");
    Path config = directory.resolve("server.yml");
    Path users = directory.resolve("users.db");
    Files.writeString(
        config,
        """
        base-url: "%s"
        listen-http: "%s"
        auth-file: "%s"
        auth-default-access: "deny-all"
        cache-file: "%s"
        """
            .formatted(
                root.resolve("/").toString().replaceAll("/$", ""),
                root.getAuthority(),
                users,
                directory.resolve("cache.db")));
    server = ChildProcess.start(ntfy("serve", "--config", config.toString()));
    await().until(() -> answers(root.resolve("v1/health")));
    administer("user", config, "add", "vigie");
    administer("access", config, "vigie", "desk", "rw");
    Matcher given = TOKEN.matcher(administer("token", config, "add", "vigie"));
    assertThat(given.find()).isTrue();
    token = given.group();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.kill();
    }
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ntfy")));
  }

  private static int findFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static ProcessBuilder ntfy(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ntfy"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NTFY_PASSWORD", "not a secret");
    return builder;
  }

  /// Runs a command of the server and returns what it prints.
  private static String administer(String command, Path config, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(command, "--config", config.toString()));
    all.addAll(List.of(arguments));
    try (ChildProcess process = ChildProcess.start(ntfy(all.toArray(String[]::new)))) {
      assertThat(process.awaitEnd()).as("%s: %s", all, process.lines()).isZero();
      return String.join("\n", process.lines());
    }
  }

  private static boolean answers(URI address) throws InterruptedException {
    try {
      return get(address, Map.of()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpResponse<String> get(URI address, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10));
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
  }

  /// The messages of the topic, oldest first.
  private List<JsonNode> readBack() throws IOException, InterruptedException {
    return get(root.resolve("desk/json?poll=1"), Map.of("Authorization", "Bearer " + token))
        .body()
        .lines()
        .map(line -> Json.read(line, JsonNode.class))
        .toList();
  }

  private SendResult send(String topic, String secret, Message.MessageContent content)
      throws InterruptedException {
    Channel channel =
        new Channel.Ntfy(
            "phone", root.resolve(topic), "phone", Channel.Ntfy.Priority.HIGH, Urgency.NONE);
    Message.Reader reader =
        new Message.Reader(List.of("desk"), Language.FR, NotificationTiming.DEFAULT_ZONE);
    try (NtfySender sender =
        new NtfySender(
            NtfySettings.of(true), name -> Optional.of(secret), InstantSource.system())) {
      return sender.send(new Message("d1", channel, reader, content, null));
    }
  }

  private static Alert alert(int number, String text) {
    return SampleAlerts.alert()
        .story("s" + number)
        .title(text)
        .summary(text)
        .url("https://phare.example/" + number)
        .build();
  }

  @Test
  void givesBackWhatWasSent() throws Exception {
    String text = "« L’Élysée » dit\u00a0: <b>\"non\"</b> & *oui* 🕊";
    Message.MessageContent one = new Message.ToldAlerts(List.of(alert(1, text)), null);
    assertThat(send("desk", token, one)).isEqualTo(new SendResult.Delivered());

    JsonNode message = readBack().getFirst();
    assertThat(message.get("title").asString()).contains(text);
    assertThat(message.get("message").asString()).contains("Le Phare");
    assertThat(message.get("priority").asInt()).isEqualTo(4);
    assertThat(message.get("click").asString()).isEqualTo("https://phare.example/1");
  }

  @Test
  void takesTheLongestMessages() throws Exception {
    for (String text : List.of("\"\\".repeat(150), "é".repeat(300), "🕊".repeat(150))) {
      List<Alert> alerts = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        alerts.add(alert(i, text));
      }
      assertThat(send("desk", token, new Message.ToldAlerts(alerts, HoldReason.DIGEST)))
          .isEqualTo(new SendResult.Delivered());
    }
    assertThat(readBack())
        .hasSize(3)
        .allSatisfy(
            message -> {
              assertThat(message.has("attachment")).isFalse();
              assertThat(message.get("actions").size()).isEqualTo(3);
              assertThat(message.get("message").asString()).contains("… et ");
            });
  }

  @Test
  void saysWhoseTokenMayNotWrite() throws Exception {
    Message.MessageContent one = new Message.ToldAlerts(List.of(alert(1, "Accord")), null);
    assertThat(send("desk", "tk_ofnobodyofnobodyofnobodyofno", one))
        .isInstanceOfSatisfying(
            SendResult.NotSent.class,
            result ->
                assertThat(result.problem())
                    .startsWith("HTTP 401 Unauthorized")
                    .endsWith("the access token in secret 'phone' may not write to the topic"));
    assertThat(send("other", token, one)).isInstanceOf(SendResult.NotSent.class);
    assertThat(readBack()).isEmpty();
  }
}
