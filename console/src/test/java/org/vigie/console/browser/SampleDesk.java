package org.vigie.console.browser;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.model.Alert;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Delivery;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.FeedStateBuilder;
import org.vigie.model.HoldReason;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.Story;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaTopic;

/// What an invented desk has: the subscriptions, alerts, deliveries and feeds of its console.
final class SampleDesk {
  /// Subscriptions by their ids.
  private static final Map<String, String> SUBSCRIPTIONS =
      Map.of(
          "europe-est",
          """
          {"topics": ["sanctions", "ceasefire"], "countries": ["RU", "UA"],
           "channels": [{"kind": "email", "address": "desk@redaction.example"},
             {"kind": "chat", "address": "https://hooks.slack.com/services/T0/B0/secret"}]}\
          """,
          "golfe",
          """
          {"query": "(Iran OU Yémen) SAUF football", "fromOutlets": 2,
           "channels": [{"kind": "ntfy", "address": "https://ntfy.example/golfe"}],
           "timing": {"digest": "daily 07:30", "quiet": ["22:00-06:30"]}}\
          """,
          "sommets",
          """
          {"topics": ["summit"], "channels": [{"kind": "email", "address": "agenda@redaction.example"}],
           "timing": {"digest": "weekly mon 08:00", "zone": "Africa/Dakar"}}\
          """,
          "sahel",
          """
          {"topics": ["coalition", "sanctions"], "outlets": ["Sentinelle du Sahel"],
           "channels": [{"kind": "console"}]}\
          """);

  private static final String DESK = "europe-est";

  private final BrowserConsole console;
  private final Catalogue catalogue = BrowserConsole.CATALOGUE;
  private final SampleStories stories;
  private final Instant now;

  private SampleDesk(BrowserConsole console) {
    this.console = console;
    now = console.now();
    stories = SampleStories.read(console.analyser(), now);
  }

  /// Writes everything.
  static void fill(BrowserConsole console) {
    SampleDesk desk = new SampleDesk(console);
    desk.addSubscriptions();
    desk.addNews();
    desk.addAlerts();
    desk.addFeeds();
    console.writer().flush();
    desk.addGroups();
  }

  private <V> CompletableFuture<?> write(KafkaTopic<V> topic, V value) {
    return console.writer().write(topic, value);
  }

  private void addSubscriptions() {
    SUBSCRIPTIONS.forEach(
        (id, request) ->
            console.admin().subscriptions().add(id, Json.read(request, SubscriptionRequest.class)));
    console.admin().subscriptions().pause("sahel");
  }

  private void addNews() {
    for (Item item : stories.items()) {
      write(catalogue.items(), item);
      write(
          catalogue.decided(),
          new DecisionRecord.Decision(
              item, classify(item), Audience.SUBSCRIBERS, item.seen().plusSeconds(2)));
    }
    stories.stories().values().forEach(story -> write(catalogue.stories(), story));
  }

  private Classification classify(Item item) {
    return console.analyser().analyse(item.content(), item.outlet()).findings();
  }

  private void addAlerts() {
    Alert fleet = alert(DESK, "sanctions-flotte", Alert.Revision.first());
    deliver(fleet, "email", 1, 40);
    fail(fleet, "chat", "the host answers 410: this hook was removed");
    Alert more =
        alert(
            DESK,
            "sanctions-flotte",
            new Alert.Revision(
                Alert.Kind.UPDATE, 2, List.of(Alert.UpdateReason.OUTLETS), null, List.of()));
    deliver(more, "email", 1, 2);
    retryLater(more, "chat", "the host does not answer");
    deliver(alert(DESK, "accord-quarante", Alert.Revision.first()), "email", 2, 65);
    deliver(
        alert(
            DESK,
            "treve-soudan",
            new Alert.Revision(
                Alert.Kind.CORRECTION,
                2,
                List.of(),
                "Soudan : un cessez-le-feu de dix jours proclamé à Port-Soudan",
                List.of("ceasefire"))),
        "email",
        1,
        8);
    hold(alert("golfe", "treve-yemen", Alert.Revision.first()), "ntfy", HoldReason.DIGEST);
    hold(alert("sommets", "sommet-riga", Alert.Revision.first()), "email", HoldReason.DIGEST);
    hold(
        alert("sahel", "coalition-maritime", Alert.Revision.first()), "console", HoldReason.PAUSED);
  }

  private Alert alert(String subscription, String storyName, Alert.Revision revision) {
    Alert alert =
        createAlert(console, subscription, findStory(storyName), newestItem(storyName), revision);
    write(catalogue.alerts(), alert);
    return alert;
  }

  private Story findStory(String name) {
    return Objects.requireNonNull(stories.stories().get(name), name);
  }

  private Item newestItem(String storyName) {
    Story story = findStory(storyName);
    Story.Member last = story.members().getLast();
    return stories.items().stream()
        .filter(item -> item.id().equals(last.item()) && item.version().equals(last.version()))
        .findFirst()
        .orElseThrow();
  }

  /// An alert of an article of a story, decided two seconds after it was seen.
  static Alert createAlert(
      BrowserConsole console,
      String subscription,
      Story story,
      Item item,
      Alert.Revision revision) {
    Classification findings = console.analyser().analyse(item.content(), item.outlet()).findings();
    return new Alert(
        Identity.alertId(subscription, story.id()),
        revision,
        new Alert.Recipient(subscription, 1),
        new Alert.Coverage(story.id(), story.outlets(), story.outletNames()),
        Alert.Source.of(item),
        Alert.Findings.of(
            findings,
            console.analyser().labelTopics(findings.topics().stream().map(t -> t.topic()).toList()),
            null),
        new Alert.Timeline(
            item.content().published(), item.seen(), item.fetched(), item.seen().plusSeconds(2)));
  }

  private void deliver(Alert alert, String channel, int attempts, long minutesAgo) {
    Instant at = now.minus(Duration.ofMinutes(minutesAgo));
    Delivery delivery = Delivery.createHeld(alert, channel, at, at, null);
    for (int i = 0; i < attempts; i++) {
      delivery = delivery.withAttempt(at);
    }
    write(catalogue.deliveries(), delivery.withFinalStatus(Delivery.Status.DELIVERED, null));
  }

  private void fail(Alert alert, String channel, String problem) {
    Instant at = now.minus(Duration.ofMinutes(31));
    Delivery delivery = Delivery.createHeld(alert, channel, at, at, null);
    for (int i = 0; i < 5; i++) {
      delivery = delivery.withAttempt(at);
    }
    write(catalogue.deliveries(), delivery.withFinalStatus(Delivery.Status.FAILED, problem));
  }

  private void retryLater(Alert alert, String channel, String problem) {
    Instant at = now.minus(Duration.ofMinutes(2));
    write(
        catalogue.deliveries(),
        Delivery.createHeld(alert, channel, at, at, null)
            .withAttempt(at)
            .withNextAttempt(now.plus(Duration.ofMinutes(4)), problem));
  }

  private void hold(Alert alert, String channel, HoldReason why) {
    Instant at = now.minus(Duration.ofMinutes(20));
    write(
        catalogue.deliveries(),
        Delivery.createHeld(alert, channel, at, now.plus(Duration.ofHours(21)), why));
  }

  private void addFeeds() {
    addFeed("https://phare.example/rss", "Le Phare", null, 12.4);
    addFeed("https://boreale.example/depeches.xml", "Agence Boréale", null, 31);
    addFeed("https://radio-cap.example/actualites", "Radio Cap", "the server answers 503", 6);
    addFeed("https://levant.example/feed", "Le Fil du Levant", null, 4.5);
    addFeed(
        "https://ponant.example/une/monde/rubriques/diplomatie/flux-rss-complet.xml?format=rss2",
        "La Gazette du Ponant",
        "the document is no feed: a page in HTML",
        0);
  }

  private void addFeed(String address, String outlet, @Nullable String problem, double pace) {
    Feed feed = Feed.of(URI.create(address), Outlet.named(outlet), null, null);
    console.admin().feeds().add(List.of(feed));
    Instant last = now.minus(Duration.ofMinutes(3));
    Instant next = now.plus(Duration.ofMinutes(5));
    FeedStateBuilder state = FeedState.neverPolled(feed).toBuilder();
    state.setPace(pace, null).recordSuccess(last.minus(Duration.ofHours(2)), next);
    if (problem == null) {
      state.recordSuccess(last, next);
    } else {
      state.recordFailure(last, next, problem).recordFailure(last, next, problem);
    }
    write(catalogue.feedStates(), state.build());
  }

  /// Groups as the roles have them; one has read nothing, and nobody reads for any of them.
  private void addGroups() {
    try (Admin kafka = Admin.create(console.connection().adminSettings())) {
      commit(kafka, "vigie-archive", catalogue.readings().name(), true);
      commit(kafka, "vigie-notify", catalogue.alerts().name(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while groups are made", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the groups cannot be made", e);
    }
  }

  private void commit(Admin kafka, String group, String topic, boolean read)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (int i = 0; i < Catalogue.PARTITIONS; i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      long end =
          kafka
              .listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
      offsets.put(partition, new OffsetAndMetadata(read ? end : 0));
    }
    kafka.alterConsumerGroupOffsets(group, offsets).all().get();
  }
}
