package org.vigie.analysis.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.accept.Acceptance;
import org.vigie.analysis.accept.Accepted;
import org.vigie.analysis.accept.ItemMemory;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.analysis.story.Stories;
import org.vigie.analysis.story.StoryMemory;
import org.vigie.model.Alert;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;

/// Computes the alerts that subscriptions would have received for past items. Runs the stages of
/// the topology in memory one after the other, with the clock at the `seen` time of each item.
/// Keeps no state between runs.
public final class Backtest {
  private final Analyst analyst;
  private final List<Subscription> subscriptions;

  /// @param analyst classifies texts
  /// @param subscriptions versions, each in force from its `validFrom` on; pass
  ///     [SubscriptionHistory#sinceEver] to apply the current versions to any time
  public Backtest(Analyst analyst, Collection<Subscription> subscriptions) {
    this.analyst = analyst;
    this.subscriptions = List.copyOf(subscriptions);
  }

  /// Accepts readings in the given order and returns the item versions.
  public static List<Item> items(Iterable<Reading> readings) {
    Acceptance acceptance = new Acceptance(ItemMemory.inMaps());
    List<Item> items = new ArrayList<>();
    for (Reading reading : readings) {
      switch (acceptance.accept(reading)) {
        case Accepted.NewItem(Item item) -> items.add(item);
        case Accepted.NewVersion(Item before, Item item) -> items.add(item);
        case Accepted.History(Item item) -> items.add(item);
        case Accepted.KnownHistory known -> {}
        case Accepted.Repeat repeat -> {}
      }
    }
    return items;
  }

  /// Runs a time range and returns its alerts in order.
  ///
  /// @param items versions in any order; versions before the range serve for comparison with later
  ///     edits
  /// @param from start of the range, inclusive
  /// @param to end of the range, exclusive
  public List<Alert> run(Collection<Item> items, Instant from, Instant to) {
    Run run = new Run(analyst, subscriptions);
    for (Item item : PastItems.until(items, to)) {
      run.take(item, PastItems.decided(item, from));
    }
    return run.alerts;
  }

  private static final class Run {
    private final Subscriptions subscriptions;
    private final Decider decider;
    private final Stories stories = new Stories(StoryMemory.inMaps());
    private final Map<String, Item> newest = new HashMap<>();
    private final Map<String, AlertedPair> pairs = new HashMap<>();
    private final List<Alert> alerts = new ArrayList<>();

    Run(Analyst analyst, List<Subscription> versions) {
      subscriptions = new SubscriptionHistory(new SubscriptionIndex());
      versions.forEach(subscriptions::take);
      decider = new Decider(analyst, subscriptions, AudienceRules.everyone(), id -> 0);
    }

    void take(Item item, boolean decided) {
      Item before = newest.put(item.id(), item);
      if (decided) {
        decider.decide(before, item, item.seen()).forEach(this::place);
      }
    }

    private void place(Decided decided) {
      switch (decided) {
        case Decided.Decision decision -> stories.place(decision);
        case Decided.MatchGroup group -> judge(stories.tell(group));
      }
    }

    private void judge(StoryMatches matches) {
      Alerting alerting = new Alerting(subscriptions, matches);
      for (SubscriptionMatch match : matches.matches()) {
        String key = AlertedPair.key(matches.story(), match.subscription());
        switch (alerting.judge(match, pairs.get(key))) {
          case Verdict.Raised(Alert alert, String flaw) -> {
            pairs.put(key, AlertedPair.after(pairs.get(key), alert, matches.voices().size()));
            alerts.add(alert);
          }
          case Verdict.Held(AlertedPair pair) -> pairs.put(key, pair);
          case Verdict.Silent silent -> {}
        }
      }
    }
  }
}
