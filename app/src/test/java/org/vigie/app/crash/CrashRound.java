package org.vigie.app.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.InitialSubscriptions;
import org.vigie.admin.RequestStore;
import org.vigie.admin.TopicLabels;
import org.vigie.app.crash.DelayedWebhookReceiver.Receipt;
import org.vigie.app.crash.ProcessKiller.KillRecord;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;

/// One run over all of the news in a directory of its own, with or without kills.
final class CrashRound implements AutoCloseable {
  /// The version of the topology that a round begins with.
  static final int VERSION = StreamsSettings.DEFAULT.version();

  /// The one that takes over from it.
  static final int NEXT_VERSION = VERSION + 1;

  static final String WEBHOOK = "webhook";

  /// The longest wait from the last article to the last alert.
  private static final Duration END_TIMEOUT = Duration.ofMinutes(8);

  /// How long an empty directory takes to become a cluster.
  private static final int FIRST_START_MILLIS = 4_000;

  /// The time in ms within which `up` has started and worked for some seconds.
  private static final int START_OF_ALL_MILLIS = 9_000;

  /// The same for a role, whose group waits six seconds for its dead member.
  private static final int START_OF_ROLE_MILLIS = 12_000;

  private final Path directory;
  private final StepwiseFeedServer press;
  private final DelayedWebhookReceiver receiver;
  private final List<Subscription> subscriptions;

  /// @param directory empty
  CrashRound(Path directory, SyntheticNews news) throws IOException {
    this.directory = Files.createDirectories(directory);
    press = new StepwiseFeedServer(news);
    receiver = new DelayedWebhookReceiver();
    subscriptions = subscriptions();
  }

  /// The results of a run.
  record RoundResult(KafkaContents facts, List<Receipt> receipts, List<KillRecord> kills) {
    /// Compares with an undisturbed run; the killed processes are taken to send, or to carry what
    /// is sent.
    GuaranteeCheck compareWith(KafkaContents undisturbed) {
      return GuaranteeCheck.evaluate(
          undisturbed, facts, WEBHOOK, receipts, kills.stream().map(KillRecord::at).toList());
    }
  }

  /// What is killed in a round.
  enum KillTarget {
    ALL_IN_ONE("all-in-one"),
    INGEST("ingest"),
    STREAMS("streams"),
    NOTIFIER("notifier");

    private final String word;

    KillTarget(String word) {
      this.word = word;
    }

    boolean isDeciding() {
      return this == ALL_IN_ONE || this == STREAMS;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private List<Subscription> subscriptions() {
    List<String> topics = List.copyOf(TopicLabels.bundled().topicIds());
    List<Subscription> all =
        new ArrayList<>(InitialSubscriptions.create(topics, () -> Instant.EPOCH));
    topics.forEach(topic -> all.add(subscription("crash-" + topic, List.of(topic), null)));
    all.add(subscription("crash-musees", List.of(), "musée OU marchés"));
    for (int i = 0; i < Catalogue.PARTITIONS; i++) {
      all.add(subscription(inPartition(i), List.of(), SyntheticNews.sentinelQuery()));
    }
    return all;
  }

  /// A subscription id in this partition of the alerts, so that sentinels are received from each.
  private static String inPartition(int partition) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> "crash-sentinel-" + i)
        .filter(id -> KafkaTopic.partitionOf(id, Catalogue.PARTITIONS) == partition)
        .findFirst()
        .orElseThrow();
  }

  private Subscription subscription(String id, List<String> topics, @Nullable String query) {
    return Subscription.builder(id, Instant.EPOCH)
        .topics(topics)
        .query(query)
        .channels(
            List.of(new Channel.Webhook(WEBHOOK, URI.create(receiver.createAddress(id)), null)))
        .build();
  }

  /// Runs everything in one process, without kills.
  RoundResult runUndisturbed() throws IOException, InterruptedException {
    prepareDirectory();
    press.openUntil(press.news().countSteps());
    try (VigieProcess up = startUp(VERSION)) {
      return finishRun(up, List.of());
    }
  }

  /// Runs everything in one process. The first kill comes while the directory is initialised, the
  /// others while news arrive.
  RoundResult runAllInOne(KillPlan plan) throws IOException, InterruptedException {
    KillPlan first = new KillPlan(List.of(plan.moments().getFirst()), 1);
    KillPlan others =
        new KillPlan(plan.moments().subList(1, plan.moments().size()), plan.takeover() - 1);
    List<KillRecord> deaths = new ArrayList<>();
    ProcessKiller before = new ProcessKiller(press, receiver, this::startUp);
    before.executePlan(first).close();
    deaths.addAll(before.listKills());
    prepareDirectory();
    ProcessKiller assassin = new ProcessKiller(press, receiver, this::startUp);
    try (VigieProcess last = assassin.executePlan(others)) {
      deaths.addAll(assassin.listKills());
      return finishRun(last, deaths);
    }
  }

  /// Plans the kills of a round. With everything in one process the first kill falls into its first
  /// start.
  ///
  /// @param seed of the round
  static KillPlan createPlan(KillTarget prey, long seed, int kills, SyntheticNews news) {
    if (prey != KillTarget.ALL_IN_ONE) {
      return KillPlan.draw(seed, kills, news.countSteps(), START_OF_ROLE_MILLIS, prey.isDeciding());
    }
    KillPlan others = KillPlan.draw(seed, kills - 1, news.countSteps(), START_OF_ALL_MILLIS, true);
    List<KillPlan.KillMoment> moments = new ArrayList<>();
    moments.add(new KillPlan.DuringStart(new Random(seed).nextInt(FIRST_START_MILLIS)));
    moments.addAll(others.moments());
    return new KillPlan(moments, others.takeover() + 1);
  }

  /// Runs three roles on a broker that keeps running, and kills one of them.
  RoundResult runRole(KillTarget prey, KillPlan plan) throws IOException, InterruptedException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"))) {
      prepare(broker.connection());
      List<VigieProcess> others = new ArrayList<>();
      try {
        for (KillTarget role :
            List.of(KillTarget.INGEST, KillTarget.STREAMS, KillTarget.NOTIFIER)) {
          if (role != prey) {
            others.add(startRole(role, broker, VERSION));
          }
        }
        ProcessKiller assassin =
            new ProcessKiller(press, receiver, version -> startRole(prey, broker, version));
        try (VigieProcess last = assassin.executePlan(plan)) {
          List<VigieProcess> all = new ArrayList<>(others);
          all.add(last);
          awaitEnd(() -> all.forEach(VigieProcess::requireAlive), broker::connection);
          last.stop();
        }
        for (VigieProcess other : others) {
          other.stop();
        }
        return new RoundResult(
            KafkaContents.read(broker.connection(), channels()),
            receiver.receipts(),
            assassin.listKills());
      } finally {
        others.forEach(VigieProcess::close);
      }
    }
  }

  /// Writes feeds and subscriptions with a broker of this process, which also shows that the
  /// directory is intact.
  private void prepareDirectory() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"))) {
      prepare(broker.connection());
    }
  }

  private void prepare(KafkaConnection connection) {
    new TopicAdmin(connection).createAndCheck(Catalogue.live());
    try (RequestStore requests = new RequestStore(connection)) {
      requests.addMissingFeeds(press.createFeeds());
      requests.addInitialSubscriptions(subscriptions);
    }
  }

  private VigieProcess startUp(int version) throws IOException {
    Path opml = directory.resolve("quiet.opml");
    Files.writeString(
        opml,
        "<opml version='2.0'><body><outline text='Calme' type='rss' xmlUrl='%s'/></body></opml>"
            .formatted(press.findSilentFeed()));
    return start(
        version,
        "up",
        List.of("--allow-private-addresses", "--opml", opml.toString(), "--data", data("data")));
  }

  private VigieProcess startRole(KillTarget role, EmbeddedBroker broker, int version)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(role.toString());
    if (role == KillTarget.INGEST) {
      arguments.add("--allow-private-addresses");
    }
    arguments.addAll(
        List.of("--bootstrap-servers", broker.bootstrapServers(), "--data", data(role.toString())));
    return start(version, "run", arguments);
  }

  private String data(String name) {
    return directory.resolve(name).toString();
  }

  private VigieProcess start(int version, String command, List<String> rest) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(command);
    arguments.addAll(rest);
    arguments.add("--json");
    String name = command.equals("up") ? command : rest.getFirst();
    return VigieProcess.start(
        directory.resolve(name + ".out"),
        Map.of(
            "XDG_STATE_HOME",
            data("state"),
            "VIGIE_STREAMS_VERSION",
            Integer.toString(version),
            "VIGIE_NOTIFIER_BACK_OFF",
            "1s, 1s, 2s, 4s, 8s",
            "VIGIE_WEBHOOK_ALLOW_PRIVATE_ADDRESSES",
            "true"),
        arguments);
  }

  /// Waits until every delivery has ended, stops the process and reads what it has left on disk.
  private RoundResult finishRun(VigieProcess up, List<KillRecord> deaths)
      throws InterruptedException {
    awaitEnd(
        up::requireAlive,
        () ->
            KafkaConnection.find(null, Map.of(), directory.resolve("data"))
                .orElseThrow(() -> new KafkaException("no broker yet")));
    up.stop();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"))) {
      return new RoundResult(
          KafkaContents.read(broker.connection(), channels()), receiver.receipts(), deaths);
    }
  }

  private interface ConnectionOpener {
    KafkaConnection open();
  }

  /// Waits until all news are published, every sentinel was received, and the ledger has the end of
  /// every delivery.
  private void awaitEnd(Runnable alive, ConnectionOpener connecting) {
    await("the end of the news in " + directory)
        .atMost(END_TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              alive.run();
              return press.hasEnded()
                  && hasReceivedSentinels()
                  && hasFinishedDeliveries(connecting);
            });
  }

  private boolean hasReceivedSentinels() {
    long heard =
        receiver.receipts().stream()
            .filter(receipt -> receipt.alert().subscription().startsWith("crash-sentinel-"))
            .map(Receipt::delivery)
            .distinct()
            .count();
    return heard >= (long) press.news().threads().size() * Catalogue.PARTITIONS;
  }

  private boolean hasFinishedDeliveries(ConnectionOpener connecting) {
    try {
      KafkaContents facts = KafkaContents.read(connecting.open(), channels());
      return facts.ledger().stream()
          .filter(entry -> entry.status().isTerminal())
          .map(KafkaContents.LedgerRecord::delivery)
          .toList()
          .containsAll(facts.wanted().keySet());
    } catch (KafkaException e) {
      return false;
    }
  }

  private Map<String, List<String>> channels() {
    Map<String, List<String>> channels = new TreeMap<>();
    subscriptions.forEach(
        subscription ->
            channels.put(
                subscription.id(), subscription.channels().stream().map(Channel::name).toList()));
    return channels;
  }

  /// The time in ms from each start after a kill to the first receipt; null if the process was
  /// killed before it sent one.
  static List<@Nullable Long> measureFirstOutput(RoundResult left) {
    Map<Instant, Instant> lives = new LinkedHashMap<>();
    for (int i = 0; i < left.kills().size(); i++) {
      Instant end = i + 1 < left.kills().size() ? left.kills().get(i + 1).at() : Instant.MAX;
      lives.put(left.kills().get(i).at(), end);
    }
    List<@Nullable Long> millis = new ArrayList<>();
    lives.forEach(
        (from, to) ->
            millis.add(
                left.receipts().stream()
                    .map(Receipt::at)
                    .filter(at -> at.isAfter(from) && at.isBefore(to))
                    .findFirst()
                    .map(at -> Duration.between(from, at).toMillis())
                    .orElse(null)));
    return millis;
  }

  /// The journal entry of the round.
  static RoundJournal.JournalEntry createEntry(
      String name, long seed, RoundResult left, GuaranteeCheck check, Clock clock, Instant begun) {
    return new RoundJournal.JournalEntry(
        name,
        seed,
        left.kills().stream().map(death -> death.moment() + " at step " + death.shown()).toList(),
        left.facts().items().size(),
        left.facts().stories().size(),
        left.facts().alerts().size(),
        left.facts().wanted().size(),
        check.repeats(),
        measureFirstOutput(left),
        Duration.between(begun, clock.instant()).toSeconds(),
        check.faults());
  }

  @Override
  public void close() {
    press.close();
    receiver.close();
  }
}
