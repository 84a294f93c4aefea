package org.vigie.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Item;
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

  /// @param raised alerts that were raised
  /// @param deliveries of these
  /// @param notRaised alerts that live operation would have raised for stories of which the
  ///     subscription was never alerted
  /// @param languages of the subscriptions, by id
  public record AlertSummary(
      List<Alert> raised,
      List<Delivery> deliveries,
      List<Alert> notRaised,
      Map<String, Language> languages) {
    /// Copies the collections.
    public AlertSummary {
      raised = List.copyOf(raised);
      deliveries = List.copyOf(deliveries);
      notRaised = List.copyOf(notRaised);
      languages = Map.copyOf(languages);
    }
  }

  /// Summarises the time before now.
  ///
  /// @param window how far back
  /// @param maxAge the age beyond which an article alerts nobody when it is read
  public AlertSummary summarise(TextAnalyser analyser, Duration window, Duration maxAge) {
    Instant now = clock.instant();
    Instant from = now.minus(window);
    Collection<Subscription> subscriptions =
        SubscriptionHistory.newestSinceEpoch(store.readSubscriptionVersions());
    List<Item> items = archive.readItems();
    List<Alert> past =
        Backtest.ofLiveOperation(analyser, subscriptions, maxAge)
            .run(items, from, now.plusSeconds(1));
    // After the items, since alerts on the newest of them may be on their way.
    List<Alert> all = log.readAll();
    List<Alert> raised =
        all.stream().filter(alert -> !alert.timeline().decided().isBefore(from)).toList();
    return new AlertSummary(
        raised,
        findDeliveries(raised),
        selectNotRaised(past, all, stories.readMemberships()),
        subscriptions.stream().collect(Collectors.toMap(Subscription::id, Subscription::language)));
  }

  private List<Delivery> findDeliveries(List<Alert> raised) {
    Set<String> told = new HashSet<>();
    raised.forEach(alert -> told.add(alert.id() + "/" + alert.seq()));
    return store.readDeliveries().values().stream()
        .filter(one -> told.contains(one.alert() + "/" + one.seq()))
        .toList();
  }

  /// The stories of a run in memory are not always those of the streams, which began earlier.
  private static List<Alert> selectNotRaised(
      List<Alert> past, List<Alert> raised, Map<String, String> memberships) {
    Set<String> told = new HashSet<>();
    for (Alert alert : raised) {
      told.add(alert.subscription() + "/" + alert.story());
      told.add(alert.subscription() + "/" + alert.item());
    }
    return past.stream()
        .filter(
            alert ->
                List.of(
                        alert.item(),
                        alert.story(),
                        memberships.getOrDefault(alert.item(), alert.story()))
                    .stream()
                    .noneMatch(known -> told.contains(alert.subscription() + "/" + known)))
        .toList();
  }
}
