package org.vigie.admin;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;

/// The alerts that were raised and that Kafka keeps, whether or not they were delivered yet.
/// Thread-safe.
public final class Alerts {
  private final RequestStore store;
  private final AlertLog log;
  private final Supplier<TopicPacks> packs;

  Alerts(RequestStore store, AlertLog log, Supplier<TopicPacks> packs) {
    this.store = store;
    this.log = log;
    this.packs = packs;
  }

  /// Which alerts.
  ///
  /// @param since decided at this moment or later; null for any time
  /// @param topic about this topic; null for any
  /// @param subscription of the subscription with this id; null for any
  public record AlertFilter(
      @Nullable Instant since, @Nullable String topic, @Nullable String subscription) {
    /// Selects all alerts.
    public static final AlertFilter ALL = new AlertFilter(null, null, null);

    boolean matches(Alert alert) {
      return (since == null || !alert.timeline().decided().isBefore(since))
          && (topic == null
              || alert.topics().stream().anyMatch(match -> match.topic().equals(topic)))
          && (subscription == null || alert.subscription().equals(subscription));
    }
  }

  /// An alert and what became of it.
  ///
  /// @param deliveries sorted by channel
  public record AlertDetails(Alert alert, List<Delivery> deliveries) {
    /// Copies the list.
    public AlertDetails {
      deliveries = List.copyOf(deliveries);
    }
  }

  /// The alerts that a filter selects, in the order in which they were decided.
  ///
  /// @throws AdminException.InvalidRequest if it selects none and its topic is not known
  /// @throws AdminException.NotFound if it selects none and its subscription never existed
  public List<Alert> list(AlertFilter filter) {
    List<Alert> found = log.readAll(filter::matches);
    if (found.isEmpty()) {
      requireKnown(filter);
    }
    return found;
  }

  /// The newest alert of a subscription; empty if Kafka keeps none.
  public Optional<Alert> findNewest(String subscription) {
    return log.findNewest(subscription);
  }

  /// An alert with its updates and corrections, in their order, and their deliveries.
  ///
  /// @param id the id of the alert, or its first letters
  /// @throws AdminException.NotFound if no alert has this id
  /// @throws AdminException.Conflict if the ids of several alerts begin with it
  public List<AlertDetails> show(String id) {
    List<Alert> found = findById(id);
    Set<String> ids = found.stream().map(Alert::id).collect(Collectors.toSet());
    Collection<Delivery> deliveries =
        store.selectDeliveries(delivery -> ids.contains(delivery.alert())).values();
    return found.stream()
        .map(alert -> new AlertDetails(alert, selectDeliveries(alert, deliveries)))
        .toList();
  }

  private List<Alert> findById(String id) {
    String wanted = id.toLowerCase(Locale.ROOT);
    List<Alert> found =
        log.readAll(alert -> !wanted.isEmpty() && alert.id().startsWith(wanted)).stream()
            .sorted(Comparator.comparingInt(Alert::seq))
            .toList();
    if (found.isEmpty()) {
      throw new AdminException.NotFound("alert", id);
    }
    if (found.stream().map(Alert::id).distinct().count() > 1) {
      throw new AdminException.Conflict(
          "several alerts begin with '" + id + "'; give more letters");
    }
    return found;
  }

  private static List<Delivery> selectDeliveries(Alert alert, Collection<Delivery> deliveries) {
    return deliveries.stream()
        .filter(one -> one.alert().equals(alert.id()) && one.seq() == alert.seq())
        .sorted(Comparator.comparing(Delivery::channel))
        .toList();
  }

  /// Passes each alert that a filter selects to the reader as it is raised, on the calling thread.
  /// The alerts that Kafka keeps come first if the filter has a time. Returns once `ended` returns
  /// true; it is checked about five times a second.
  ///
  /// @throws AdminException.InvalidRequest if the topic is not known
  /// @throws AdminException.NotFound if the subscription never existed
  public void follow(AlertFilter filter, Consumer<Alert> reader, BooleanSupplier ended) {
    requireKnown(filter);
    log.follow(
        filter.since() != null,
        alert -> {
          if (filter.matches(alert)) {
            reader.accept(alert);
          }
        },
        ended);
  }

  /// Rejects a topic or subscription that never existed: a typing error would look like silence.
  private void requireKnown(AlertFilter filter) {
    if (filter.topic() != null) {
      new TopicLabels(packs.get()).requireKnown("topic", List.of(filter.topic()));
    }
    if (filter.subscription() != null) {
      store.requireSubscriptionEverExisted(filter.subscription());
    }
  }
}
