package org.vigie.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.model.HoldReason;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.runtime.settings.Suggestions;

/// The ledger of deliveries. The notifier alone writes it: what people want of a delivery is a
/// request to the notifier. Thread-safe.
public final class Deliveries {
  /// Requests that are written before Kafka's answers are waited for.
  private static final int REQUESTS_AT_A_TIME = 10_000;

  private final RequestStore store;
  private final DeliveryLog log;
  private final AlertLog alerts;
  private final InstantSource clock;

  Deliveries(RequestStore store, DeliveryLog log, AlertLog alerts, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// The result of a request.
  ///
  /// @param delivery its id
  /// @param refusal why nothing was requested, null if it was
  public record RequestResult(String delivery, @Nullable String refusal) {}

  /// A delivery and what it is told with.
  ///
  /// @param message the message that tells it together with others; null for none, and if the
  ///     ledger has it no more
  /// @param members the deliveries that it tells, in their order; empty for a delivery
  /// @param headlines of the alerts of the delivery and its members, by the ids of the
  ///     deliveries, as far as Kafka keeps them
  public record DeliveryDetails(
      Delivery delivery,
      @Nullable Delivery message,
      List<Delivery> members,
      Map<String, String> headlines) {
    /// Copies the collections.
    public DeliveryDetails {
      members = List.copyOf(members);
      headlines = Map.copyOf(headlines);
    }
  }

  /// The deliveries that a filter selects.
  ///
  /// @throws AdminException.NotFound if it selects none and its subscription or its channel never
  ///     existed
  public FoundDeliveries find(DeliveryFilter filter) {
    Predicate<DeliverySummary> wanted = toPredicate(filter);
    List<DeliveryLog.LedgerPlace> places =
        List.copyOf(
            log.<DeliveryLog.LedgerPlace>read(
                    filter.subscription(),
                    (delivery, record) ->
                        wanted.test(delivery)
                            ? new DeliveryLog.LedgerPlace(
                                record.key(),
                                record.partition(),
                                record.offset(),
                                DeliveryFilter.findLastChange(delivery).toEpochMilli())
                            : null)
                .values());
    if (places.isEmpty()) {
      requireKnown(filter);
    }
    return new FoundDeliveries(log, places);
  }

  private Predicate<DeliverySummary> toPredicate(DeliveryFilter filter) {
    return filter.toPredicate(
        filter.needsSubscriptions() ? store.readNewestSubscriptions() : Map.of());
  }

  /// Rejects a subscription or a channel that never existed: a typing error would look like
  /// silence.
  private void requireKnown(DeliveryFilter filter) {
    if (filter.subscription() != null) {
      store.requireSubscriptionEverExisted(filter.subscription());
    }
    String channel = filter.channel();
    if (channel != null && !Channel.KINDS.contains(channel)) {
      Set<String> names = new HashSet<>(Channel.KINDS);
      store.readSubscriptionVersions().stream()
          .flatMap(version -> version.channels().stream())
          .map(Channel::name)
          .forEach(names::add);
      if (!names.contains(channel)) {
        throw new AdminException.NotFound(
            "no channel is called '" + channel + "'" + Suggestions.nearest(channel, names));
      }
    }
  }

  /// Counts and measures all deliveries.
  ///
  /// @param since only those whose last attempt, or creation, was then or later; null for all
  public DeliveryStats measure(@Nullable Instant since) {
    return DeliveryStats.compute(
        LedgerRows.read(log, null, since), store.readNewestSubscriptions(), alerts);
  }

  /// Counts what is held for a subscription, by the reason.
  public Map<HoldReason, Long> countHeld(String subscription) {
    return log
        .<HoldReason>read(
            subscription,
            (one, record) ->
                one.subscription().equals(subscription)
                        && DeliveryState.of(one) == DeliveryState.HELD
                    ? one.grouping().held()
                    : null)
        .values()
        .stream()
        .collect(
            Collectors.groupingBy(
                reason -> reason, () -> new EnumMap<>(HoldReason.class), Collectors.counting()));
  }

  /// What became of the deliveries of every channel in force, sorted by subscription.
  ///
  /// @param subscription the only one whose channels are wanted; null for all
  /// @throws AdminException.NotFound if it is not in force
  public List<ChannelStatus> listChannels(@Nullable String subscription) {
    List<Subscription> owners =
        subscription == null
            ? store.readSubscriptions()
            : List.of(store.findSubscription(subscription));
    return ChannelStatus.listOf(owners, LedgerRows.read(log, subscription, null));
  }

  /// A delivery, or a message that tells several.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  public DeliveryDetails show(String id) {
    Delivery delivery = find(id);
    if (delivery == null) {
      throw new AdminException.NotFound("delivery", id);
    }
    String batch = delivery.toldBy();
    List<Delivery> members = delivery.isBatch() ? readMembers(delivery) : List.of();
    return new DeliveryDetails(
        delivery,
        batch == null ? null : find(batch),
        members,
        readHeadlines(concat(delivery, members)));
  }

  private @Nullable Delivery find(String id) {
    return log.<Delivery>readWhole(null, one -> one.id().equals(id) ? one : null).get(id);
  }

  private List<Delivery> readMembers(Delivery message) {
    List<String> ids =
        message.grouping().members().stream().map(Delivery.BatchMember::delivery).toList();
    Set<String> wanted = Set.copyOf(ids);
    Map<String, Delivery> found =
        log.readWhole(null, one -> wanted.contains(one.id()) ? one : null);
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  private static List<Delivery> concat(Delivery delivery, List<Delivery> members) {
    return Stream.concat(Stream.of(delivery), members.stream()).toList();
  }

  private Map<String, String> readHeadlines(List<Delivery> deliveries) {
    Map<String, List<Delivery>> byAlert =
        deliveries.stream().collect(Collectors.groupingBy(Deliveries::toAlertKey));
    Map<String, String> headlines = new HashMap<>();
    for (Delivery delivery : deliveries) {
      if (delivery.content() != null) {
        headlines.put(delivery.id(), delivery.content().source().headline());
      }
    }
    alerts.read(
        alert ->
            byAlert
                .getOrDefault(toAlertKey(alert), List.of())
                .forEach(one -> headlines.put(one.id(), alert.source().headline())));
    return headlines;
  }

  private static String toAlertKey(Delivery delivery) {
    return delivery.alert() + "/" + delivery.seq();
  }

  private static String toAlertKey(Alert alert) {
    return alert.id() + "/" + alert.seq();
  }

  /// Requests something of these deliveries. Another attempt begins a failed one anew and makes a
  /// waiting one due at once; a dropped one is cancelled, and its alert forgotten.
  ///
  /// @return one result for each id, in the given order
  public List<RequestResult> request(RetryRequest.Action action, Collection<String> ids) {
    Set<String> wanted = Set.copyOf(ids);
    Map<String, RequestedDelivery> known =
        log.readWhole(
            null, one -> wanted.contains(one.id()) ? RequestedDelivery.of(one, action) : null);
    List<RequestedDelivery> candidates =
        ids.stream()
            .map(id -> known.getOrDefault(id, new RequestedDelivery(id, "", "is no delivery")))
            .toList();
    return request(action, candidates);
  }

  /// As [#request(RetryRequest.Action, Collection)] for all that a filter selects.
  ///
  /// @param dryRun requests nothing
  /// @throws AdminException.NotFound if it selects none and its subscription or its channel never
  ///     existed
  public List<RequestResult> request(
      RetryRequest.Action action, DeliveryFilter filter, boolean dryRun) {
    Predicate<DeliverySummary> wanted = toPredicate(filter);
    List<RequestedDelivery> candidates =
        List.copyOf(
            log.<RequestedDelivery>readWhole(
                    filter.subscription(),
                    one ->
                        wanted.test(DeliverySummary.of(one))
                            ? RequestedDelivery.of(one, action)
                            : null)
                .values());
    if (candidates.isEmpty()) {
      requireKnown(filter);
    }
    return dryRun ? toResults(candidates) : request(action, candidates);
  }

  private List<RequestResult> request(
      RetryRequest.Action action, List<RequestedDelivery> candidates) {
    Instant now = clock.instant();
    List<RetryRequest> requests =
        candidates.stream()
            .filter(one -> one.refusal() == null)
            .map(one -> new RetryRequest(one.id(), one.subscription(), now, action))
            .toList();
    for (int from = 0; from < requests.size(); from += REQUESTS_AT_A_TIME) {
      store.requestRetries(
          requests.subList(from, Math.min(requests.size(), from + REQUESTS_AT_A_TIME)));
    }
    return toResults(candidates);
  }

  private static List<RequestResult> toResults(List<RequestedDelivery> candidates) {
    return candidates.stream().map(one -> new RequestResult(one.id(), one.refusal())).toList();
  }

  /// What a request needs of a delivery.
  ///
  /// @param refusal why the request makes no sense; null if it does
  private record RequestedDelivery(String id, String subscription, @Nullable String refusal) {
    static RequestedDelivery of(Delivery delivery, RetryRequest.Action action) {
      return new RequestedDelivery(
          delivery.id(), delivery.subscription(), findRefusal(delivery, action));
    }

    private static @Nullable String findRefusal(Delivery delivery, RetryRequest.Action action) {
      return switch (delivery.status()) {
        case DELIVERED -> "has arrived";
        case CANCELLED -> "was cancelled: " + Objects.requireNonNullElse(delivery.problem(), "");
        case PENDING -> null;
        case FAILED ->
            action == RetryRequest.Action.RETRY && isWithoutContent(delivery)
                ? "is kept without its alert"
                : null;
      };
    }

    private static boolean isWithoutContent(Delivery delivery) {
      return delivery.content() == null && !delivery.isMessage();
    }
  }
}
