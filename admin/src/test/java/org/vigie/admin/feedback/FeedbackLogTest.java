package org.vigie.admin.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Content;
import org.vigie.model.Feedback.Verdict;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;
import tools.jackson.databind.JsonNode;

/// Feedback on an embedded broker. Each test has articles of its own.
class FeedbackLogTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;
  private static FeedbackLog log;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory);
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    admin = new Admin(broker.connection(), TopicPacks::bundled, clock);
    log = new FeedbackLog(admin, broker.connection(), TopicPacks::bundled, clock);
  }

  @AfterAll
  static void stop() {
    log.close();
    admin.close();
    broker.close();
  }

  private static void archive(String id, String version, String title, Instant seen) {
    Item item =
        Item.live(id, version, Outlet.named("Le Phare"), Content.of(title, "Un chapeau"), seen);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().items(), item).join();
    }
  }

  private static FeedbackRequest request(String item, Verdict verdict, @Nullable String topic) {
    return new FeedbackRequest(item, verdict, topic, null, null);
  }

  private static List<JsonNode> export(String item) {
    List<JsonNode> lines = new ArrayList<>();
    log.export(line -> lines.add(Json.MAPPER.readTree(line)));
    lines.removeIf(line -> !line.path("id").asString().equals(item));
    return lines;
  }

  @Test
  void keepsTheNewestTextAndTheTopicsThatItShouldHave() {
    archive("told", "v2", "Washington impose de nouvelles sanctions à Téhéran", NOW);
    archive("told", "v1", "Une version d’avant", NOW.minusSeconds(60));
    FeedbackEntry entry = log.give(request("told", Verdict.TOO_MUCH, null));
    assertThat(entry.headline()).startsWith("Washington");
    assertThat(entry.labels()).isEmpty();
    assertThat(entry.at()).isEqualTo(NOW);
    assertThat(export("told"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("labels").isEmpty()).isTrue())
        .satisfies(line -> assertThat(line.path("hard_negative").asBoolean()).isTrue())
        .satisfies(line -> assertThat(line.path("outlet").asString()).isEqualTo("Le Phare"));
  }

  @Test
  void joinsWhatWasSaidOfOneArticle() {
    archive("both", "v1", "Washington impose de nouvelles sanctions à Téhéran", NOW);
    log.give(new FeedbackRequest("both", Verdict.TOO_MUCH, "sanctions", null, "hors sujet"));
    log.give(request("both", Verdict.MISSED, "summit"));
    log.give(request("both", Verdict.MISSED, "summit"));
    assertThat(export("both"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("labels").toString()).isEqualTo("[\"summit\"]"))
        .satisfies(line -> assertThat(line.path("note").asString()).isEqualTo("hors sujet"));
  }

  @Test
  void isTakenBack() {
    archive("back", "v1", "Un sommet s’ouvre", NOW);
    String id = log.give(request("back", Verdict.MISSED, "coalition")).id();
    log.withdraw(id);
    assertThat(export("back")).isEmpty();
    assertThatThrownBy(() -> log.withdraw(id))
        .isInstanceOf(AdminException.NotFound.class)
        .hasMessage("there is no feedback '" + id + "'");
  }

  @Test
  void refusesWhatTeachesNothing() {
    archive("there", "v1", "Un sommet s’ouvre", NOW);
    assertRefused("topic", request("there", Verdict.MISSED, null));
    assertRefused("topic", request("there", Verdict.MISSED, "sumit"));
    assertRefused("item", request(" ", Verdict.MISSED, "summit"));
    assertRefused(
        "note", new FeedbackRequest("there", Verdict.TOO_MUCH, null, null, "x".repeat(1_001)));
    assertThatThrownBy(() -> log.give(request("nowhere", Verdict.TOO_MUCH, null)))
        .isInstanceOf(AdminException.NotFound.class)
        .hasMessage("there is no article 'nowhere'");
    assertThatThrownBy(
            () -> log.give(new FeedbackRequest("there", Verdict.TOO_MUCH, null, "nobody", null)))
        .isInstanceOf(AdminException.NotFound.class)
        .hasMessage("there is no subscription 'nobody'");
  }

  private static void assertRefused(String field, FeedbackRequest request) {
    assertThatThrownBy(() -> log.give(request))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class,
            refused -> assertThat(refused.field()).isEqualTo(field));
  }
}
