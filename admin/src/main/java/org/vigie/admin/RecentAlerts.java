package org.vigie.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Language;
import org.vigie.model.Subscription;

/// What the last hours hold for the subscriptions of now: the alerts that were raised, and those
/// that were not, since the article or the subscription came too late. Thread-safe.
public final class RecentAlerts {
  private final RequestStore store;
  private final ItemArchive archive;
  private final AlertLog log;
  private final Stories stories;
  private final InstantSource clock;

  RecentAlerts(
      RequestStore store, ItemArchive archive, AlertLog log, Stories stories, InstantSource clock) {
    this.store = store;
    this.archive = archive;
    this.log = log;
    this.stories = stories;
    this.clock = clock;
  }

  /// @param raised number of alerts that were raised
  /// @param deliveries number of their deliveries, by channel and status
  /// @param notRaised alerts that live operation would have raised for stories of which the
  ///     subscription was never alerted
  /// @param unjudged item versions on which nothing could be decided
  /// @param languages of the subscriptions, by id
  public record AlertSummary(
      int raised,
      Map<DeliveryKind, Long> deliveries,
      List<Alert> notRaised,
      List<Backtest.UnjudgedItem> unjudged,
      Map<String, Language> languages) {
    /// Copies the collections.
    public AlertSummary {
      deliveries = Map.copyOf(deliveries);
      notRaised = List.copyOf(notRaised);
      unjudged = List.copyOf(unjudged);
      languages = Map.copyOf(languages);
    }
  }

  /// What is counted of deliveries.
  ///
  /// @param channel the name of the channel
  public record DeliveryKind(String channel, Delivery.Status status) {}

  /// Summarises the time before now. Keeps in memory what is of this time only.
  ///
  /// @param window how far back
  /// @param maxAge the age beyond which an article alerts nobody when it is read
  public AlertSummary summarise(TextAnalyser analyser, Duration window, Duration maxAge) {
    Instant now = clock.instant();
    Instant from = now.minus(window);
    Collection<Subscription> subscriptions =
        SubscriptionHistory.newestSinceEpoch(store.readSubscriptionVersions());
    Backtest.BacktestOutcome past =
        Backtest.ofLiveOperation(analyser, subscriptions, maxAge)
            .runAndCount(archive::readItems, from, now.plusSeconds(1));
    List<PastAlert> candidates = findNames(past.alerts());
    Set<String> names =
        candidates.stream().flatMap(one -> one.names().stream()).collect(Collectors.toSet());
    // After the items, since alerts on the newest of them may be on their way.
    Set<String> told = new HashSet<>();
    Set<String> raised = new HashSet<>();
    log.read(
        alert -> {
          toNames(alert.subscription(), Stream.of(alert.item(), alert.story()))
              .filter(names::contains)
              .forEach(told::add);
          if (!alert.timeline().decided().isBefore(from)) {
            raised.add(alert.id() + "/" + alert.seq());
          }
        });
    return new AlertSummary(
        raised.size(),
        countDeliveries(raised),
        candidates.stream()
            .filter(one -> Collections.disjoint(one.names(), told))
            .map(PastAlert::alert)
            .toList(),
        past.unjudged(),
        subscriptions.stream().collect(Collectors.toMap(Subscription::id, Subscription::language)));
  }

  /// An alert of the run in memory.
  ///
  /// @param names an alert that was raised under one of them is about the same
  private record PastAlert(Alert alert, Set<String> names) {}

  /// The stories of a run in memory are not always those of the streams, which began earlier.
  private List<PastAlert> findNames(List<Alert> past) {
    Map<String, String> memberships =
        stories.readMemberships(past.stream().map(Alert::item).collect(Collectors.toSet()));
    return past.stream()
        .map(
            alert ->
                new PastAlert(
                    alert,
                    toNames(
                            alert.subscription(),
                            Stream.of(
                                alert.item(),
                                alert.story(),
                                memberships.getOrDefault(alert.item(), alert.story())))
                        .collect(Collectors.toSet())))
        .toList();
  }

  private static Stream<String> toNames(String subscription, Stream<String> itemsAndStories) {
    return itemsAndStories.map(one -> subscription + "/" + one);
  }

  private Map<DeliveryKind, Long> countDeliveries(Set<String> raised) {
    return store
        .<DeliveryKind>readDeliveries(
            one ->
                raised.contains(one.alert() + "/" + one.seq())
                    ? new DeliveryKind(one.channel(), one.status())
                    : null)
        .values()
        .stream()
        .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
  }
}
