package org.vigie.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.RetryRequest;

/// The ledger of deliveries. The notifier alone writes it: a retry is a request to the notifier.
/// Thread-safe.
public final class Deliveries {
  private final RequestStore store;
  private final InstantSource clock;

  Deliveries(RequestStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Which deliveries.
  ///
  /// @param statuses with one of these statuses
  /// @param subscription of the subscription with this id; null for any
  /// @param since whose last attempt, or creation if there was none, was at this moment or later;
  ///     null for any time
  public record DeliveryFilter(
      Set<Delivery.Status> statuses, @Nullable String subscription, @Nullable Instant since) {
    /// Copies the set.
    public DeliveryFilter {
      statuses = Set.copyOf(statuses);
    }

    boolean matches(Delivery delivery) {
      return statuses.contains(delivery.status())
          && (subscription == null || delivery.subscription().equals(subscription))
          && (since == null || !findLastChange(delivery).isBefore(since));
    }
  }

  /// The result of a retry.
  ///
  /// @param delivery its id
  /// @param refusal why no further attempt was requested, null if one was
  public record RetryResult(String delivery, @Nullable String refusal) {}

  /// The deliveries that a filter selects, by the time of their last attempt.
  ///
  /// @throws AdminException.NotFound if it selects none and its subscription never existed
  public List<Delivery> list(DeliveryFilter filter) {
    List<Delivery> found =
        store.selectDeliveries(filter::matches).values().stream()
            .sorted(Comparator.comparing(Deliveries::findLastChange))
            .toList();
    if (found.isEmpty() && filter.subscription() != null) {
      store.requireSubscriptionEverExisted(filter.subscription());
    }
    return found;
  }

  private static Instant findLastChange(Delivery delivery) {
    Instant created = Objects.requireNonNullElse(delivery.since(), Instant.EPOCH);
    return Objects.requireNonNullElse(delivery.lastAttempt(), created);
  }

  /// A delivery.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  public Delivery show(String id) {
    Delivery found = store.selectDeliveries(one -> one.id().equals(id)).get(id);
    if (found == null) {
      throw new AdminException.NotFound("delivery", id);
    }
    return found;
  }

  /// Requests another attempt of these deliveries: a failed one starts again, a waiting one becomes
  /// due at once.
  ///
  /// @return one result for each id, in the given order
  public List<RetryResult> retry(Collection<String> ids) {
    Set<String> wanted = Set.copyOf(ids);
    Map<String, Delivery> known = store.selectDeliveries(one -> wanted.contains(one.id()));
    return retry(ids, known);
  }

  /// Requests another attempt of all failed deliveries; else as [#retry(Collection)].
  ///
  /// @param subscription only those of the subscription with this id; null for all
  /// @throws AdminException.NotFound if there are none and the subscription never existed
  public List<RetryResult> retryFailed(@Nullable String subscription) {
    return retryAll(Delivery.Status.FAILED, subscription);
  }

  /// Makes all deliveries that wait for a later attempt due at once; else as [#retryFailed].
  public List<RetryResult> retryWaiting(@Nullable String subscription) {
    return retryAll(Delivery.Status.PENDING, subscription);
  }

  private List<RetryResult> retryAll(Delivery.Status status, @Nullable String subscription) {
    Map<String, Delivery> found = new LinkedHashMap<>();
    list(new DeliveryFilter(Set.of(status), subscription, null))
        .forEach(delivery -> found.put(delivery.id(), delivery));
    return retry(found.keySet(), found);
  }

  /// Writes all requests before it waits for Kafka to take them.
  private List<RetryResult> retry(Collection<String> ids, Map<String, Delivery> known) {
    List<RetryResult> results = new ArrayList<>();
    List<RetryRequest> requests = new ArrayList<>();
    Instant now = clock.instant();
    for (String id : ids) {
      Delivery delivery = known.get(id);
      String refusal = findRefusal(delivery);
      if (delivery != null && refusal == null) {
        requests.add(new RetryRequest(id, delivery.subscription(), now));
      }
      results.add(new RetryResult(id, refusal));
    }
    store.requestRetries(requests);
    return results;
  }

  private static @Nullable String findRefusal(@Nullable Delivery delivery) {
    if (delivery == null) {
      return "is no delivery";
    }
    return switch (delivery.status()) {
      case DELIVERED -> "has arrived";
      case CANCELLED -> "was cancelled: " + Objects.requireNonNullElse(delivery.problem(), "");
      case PENDING -> null;
      case FAILED -> delivery.content() == null ? "is kept without its alert" : null;
    };
  }
}
