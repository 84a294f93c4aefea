package org.vigie.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.runtime.Health;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.metrics.Metrics;
import org.vigie.runtime.metrics.ScrapedText;
import org.vigie.runtime.settings.SettingsException;
import org.vigie.runtime.settings.SettingsSchema;

class ManagementServerTest {
  private static final SettingsSchema SCHEMA = SettingsSchema.of(ManagementSettings.SETTINGS);

  private final Map<String, Health> parts = new LinkedHashMap<>();
  private final Metrics metrics = new Metrics();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ManagementServer server =
      new ManagementServer(settings("127.0.0.1:0"), () -> parts, metrics);

  private static ManagementSettings settings(String address) {
    return ManagementSettings.of(SCHEMA.read(null, Map.of("VIGIE_MANAGEMENT_ADDRESS", address)));
  }

  @BeforeEach
  void start() {
    parts.put("ingest", Health.ready().withDetail("feeds", 61).withDetail("failing", 2));
    parts.put("notifier", Health.ready());
    server.start();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    metrics.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    BindAddress address = server.address().orElseThrow();
    return client.send(
        HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void isReadyWithTheDetailsOfEachPart() throws Exception {
    HttpResponse<String> reply = get("/health/ready");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"status\":\"READY\",\"parts\":{"
                + "\"ingest\":{\"status\":\"READY\",\"details\":{\"feeds\":61,\"failing\":2}},"
                + "\"notifier\":{\"status\":\"READY\"}}}");
  }

  @Test
  void isUnavailableWithTheCausesWhileItLives() throws Exception {
    parts.put("notifier", Health.notReady("waits for Kafka"));
    HttpResponse<String> reply = get("/health/ready");
    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body())
        .startsWith("{\"status\":\"NOT_READY\",\"cause\":\"notifier: waits for Kafka\"")
        .contains("\"notifier\":{\"status\":\"NOT_READY\",\"cause\":\"waits for Kafka\"}");
    assertThat(get("/health/live"))
        .returns(200, HttpResponse::statusCode)
        .returns("{\"status\":\"LIVE\"}", HttpResponse::body);
  }

  @Test
  void servesMetricsWithTheHealthOfEachPart() throws Exception {
    parts.put("notifier", Health.failed("access denied"));
    metrics.registerProcess();
    HttpResponse<String> reply = get("/metrics");
    assertThat(reply.headers().firstValue("Content-Type")).contains(Metrics.CONTENT_TYPE);
    assertThat(ScrapedText.parse(reply.body()).problems()).isEmpty();
    assertThat(reply.body())
        .contains("vigie_role_ready{role=\"ingest\"} 1.0\n")
        .contains("vigie_role_ready{role=\"notifier\"} 0.0\n")
        .contains("vigie_role_failed{role=\"notifier\"} 1.0\n");
  }

  @Test
  void opensNothingIfItIsOff() {
    try (ManagementServer off = new ManagementServer(settings("off"), Map::of, new Metrics())) {
      off.start();
      assertThat(off.address()).isEmpty();
    }
  }

  @Test
  void readsItsAddressFromTheConfiguration() {
    assertThat(ManagementSettings.of(SCHEMA.defaults()))
        .isEqualTo(new ManagementSettings(Optional.of(new BindAddress("127.0.0.1", 9610))));
    assertThatThrownBy(() -> settings("9610"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "VIGIE_MANAGEMENT_ADDRESS: management.address: '9610' is no address; write a host and a"
                + " port, such as 127.0.0.1:9610");
  }
}
