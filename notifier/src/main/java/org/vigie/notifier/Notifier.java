package org.vigie.notifier;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.delivery.DeliveryCounts;
import org.vigie.notifier.delivery.DeliverySession;
import org.vigie.notifier.delivery.NotifierClients;
import org.vigie.notifier.delivery.StopRequest;
import org.vigie.runtime.Health;
import org.vigie.runtime.Role;
import org.vigie.runtime.metrics.Metrics;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.WrittenDeadLetters;

/// Sends every alert by every channel of its subscription: at least once, always under the same
/// delivery id, and never again once the delivery has ended. The package documentation states the
/// guarantee.
///
/// At the start it creates missing Kafka topics. If the cluster does not answer, it is not ready
/// and goes on when it does. Thread-safe. The constructor does no I/O.
public final class Notifier implements Role {
  /// Its name as a role.
  public static final String NAME = "notifier";

  private static final Logger log = LoggerFactory.getLogger(Notifier.class);

  /// The pause before the notifier restarts after a Kafka error.
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

  /// Errors that no retry can resolve; an operator must act.
  private static final List<Class<? extends KafkaException>> FATAL =
      List.of(
          AuthenticationException.class,
          AuthorizationException.class,
          FencedInstanceIdException.class,
          ConfigException.class,
          TopicAdmin.Drift.class);

  private final NotifierSettings settings;
  private final Catalogue catalogue;
  private final NotifierClients clients;
  private final List<ChannelSender> senders;
  private final InstantSource clock;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final StopRequest stopSignal = new StopRequest();
  private final Thread thread = new Thread(this::run, "vigie-notifier");
  private final Optional<ClusterProbe> probe;
  private final DeliveryCounts counts;
  private volatile boolean working;
  private volatile boolean preparing;
  private volatile @Nullable String waitingFor;

  /// @param settings the settings of this notifier
  /// @param connection the Kafka cluster
  /// @param probe says whether the cluster answers; the caller starts and closes it
  /// @param senders one for each channel kind; the notifier closes them
  /// @param clock the current time
  public Notifier(
      NotifierSettings settings,
      KafkaConnection connection,
      ClusterProbe probe,
      List<ChannelSender> senders,
      InstantSource clock) {
    this(
        settings,
        Catalogue.live(),
        NotifierClients.of(connection, settings.group()),
        senders,
        clock,
        Optional.of(probe));
  }

  /// Without a probe: health does not say whether the cluster answers.
  Notifier(
      NotifierSettings settings,
      Catalogue catalogue,
      NotifierClients clients,
      List<ChannelSender> senders,
      InstantSource clock) {
    this(settings, catalogue, clients, senders, clock, Optional.empty());
  }

  private Notifier(
      NotifierSettings settings,
      Catalogue catalogue,
      NotifierClients clients,
      List<ChannelSender> senders,
      InstantSource clock,
      Optional<ClusterProbe> probe) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.clients = clients;
    this.senders = List.copyOf(senders);
    this.clock = clock;
    this.probe = probe;
    counts = new DeliveryCounts(senders);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public Health health() {
    return assess()
        .withDetail("activeDeliveries", counts.countActive())
        .withDetail("openCircuits", counts.countOpenCircuits());
  }

  private Health assess() {
    if (ended.isCompletedExceptionally()) {
      Throwable failure = ended.exceptionNow();
      return Health.failed(Objects.requireNonNullElseGet(failure.getMessage(), failure::toString));
    }
    if (ended.isDone() || thread.getState() == Thread.State.NEW) {
      return Health.notReady(ended.isDone() ? "stopped" : "not started");
    }
    String unreachable = probe.map(ClusterProbe::problem).orElse(null);
    if (unreachable != null) {
      return Health.notReady(unreachable);
    }
    return working
        ? Health.ready()
        : Health.notReady(
            Objects.requireNonNullElse(waitingFor, "joins its consumer group, reads its ledger"));
  }

  /// Adds the numbers of this notifier.
  public void registerMetrics(Metrics metrics) {
    counts.register(metrics);
  }

  /// Completes when partitions are assigned and their ledger is loaded; completes exceptionally if
  /// the notifier ends before that.
  CompletableFuture<Void> ready() {
    return ready;
  }

  /// True while the notifier has its partitions; false before that, and while Kafka is unavailable.
  boolean isWorking() {
    return working;
  }

  /// Completes when the notifier has ended; completes exceptionally if it failed permanently. While
  /// the cluster is unavailable the notifier does not end.
  CompletableFuture<Void> ended() {
    return ended;
  }

  /// Waits for running attempts, up to their longest duration, then commits the offsets and leaves
  /// the group.
  @Override
  public void close() {
    stopSignal.requestStop();
    if (preparing) {
      // It may wait for Kafka.
      thread.interrupt();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Throwable failure = null;
    try {
      consumeUntilStopped();
    } catch (Throwable e) {
      log.error("the notifier has failed: {}", e.getMessage(), e);
      failure = e;
    } finally {
      working = false;
      senders.forEach(ChannelSender::close);
      ready.completeExceptionally(new IllegalStateException("the notifier has ended", failure));
      if (failure == null) {
        ended.complete(null);
      } else {
        ended.completeExceptionally(failure);
      }
    }
  }

  private void consumeUntilStopped() {
    DeliverySession.Dependencies parts =
        new DeliverySession.Dependencies(
            settings.toLimits(),
            catalogue,
            clients,
            senders,
            clock,
            stopSignal,
            counts,
            new WrittenDeadLetters(),
            this::markAssigned);
    while (!stopSignal.isRequested()) {
      try {
        prepareTopics();
        DeliverySession.run(parts);
      } catch (WakeupException e) {
        log.debug("woken to end");
      } catch (KafkaException e) {
        if (isFatal(e)) {
          throw e;
        }
        if (!stopSignal.isRequested()) {
          log.warn("the notifier waits for Kafka: {}", e.toString());
        }
        waitingFor = FailureReason.describe(e);
        working = false;
        stopSignal.awaitStop(RETRY_PAUSE);
      }
    }
  }

  private void prepareTopics() {
    preparing = true;
    try {
      if (!stopSignal.isRequested()) {
        clients.prepareTopics(catalogue);
      }
    } finally {
      preparing = false;
    }
  }

  private void markAssigned() {
    working = true;
    ready.complete(null);
  }

  private static boolean isFatal(KafkaException e) {
    return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> FATAL.stream().anyMatch(kind -> kind.isInstance(cause)));
  }
}
