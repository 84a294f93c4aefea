package org.vigie.analysis.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.accept.AcceptResult;
import org.vigie.analysis.accept.KnownItemState;
import org.vigie.analysis.accept.ReadingAcceptor;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.analysis.story.StoryAssigner;
import org.vigie.analysis.story.StoryState;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Audience;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.MatchChange;
import org.vigie.model.Reading;
import org.vigie.model.SafeText;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;

/// Computes the alerts that subscriptions would have received for past items. Runs the stages of
/// the topology in memory one after the other, with the clock at the `seen` time of each item.
/// Keeps no state between runs.
public final class Backtest {
  /// UTF-16 units of the longest reason of a failure.
  private static final int MAX_REASON = 200;

  private final TextAnalyser analyser;
  private final List<Subscription> subscriptions;
  private final AudienceRules audience;
  private final UnaryOperator<Item> preparation;

  /// Every item reaches the subscriptions, however old it was when it was read.
  ///
  /// @param analyser classifies texts
  /// @param subscriptions versions, each in force from its `validFrom` on; pass
  ///     [SubscriptionHistory#newestSinceEpoch] to apply the current versions to any time
  public Backtest(TextAnalyser analyser, Collection<Subscription> subscriptions) {
    this(analyser, subscriptions, AudienceRules.everyone(), PastItems::toLive);
  }

  private Backtest(
      TextAnalyser analyser,
      Collection<Subscription> subscriptions,
      AudienceRules audience,
      UnaryOperator<Item> preparation) {
    this.analyser = analyser;
    this.subscriptions = List.copyOf(subscriptions);
    this.audience = audience;
    this.preparation = preparation;
  }

  /// The alerts that live operation would have raised, had it read every feed of today before: an
  /// item that was old when it was read reaches nobody, and one of a first poll counts as read when
  /// it was published.
  ///
  /// @param maxAge as that of [AudienceRules#live]
  public static Backtest ofLiveOperation(
      TextAnalyser analyser, Collection<Subscription> subscriptions, Duration maxAge) {
    return new Backtest(
        analyser, subscriptions, AudienceRules.live(maxAge), PastItems::toLiveWhenPublished);
  }

  /// What a time range gives.
  ///
  /// @param alerts in order
  /// @param versions number of item versions in the range
  /// @param articles number of articles that could have alerted
  /// @param matching number of those that match a subscription
  /// @param leftOut number of articles that would match a subscription but for their form, which it
  ///     leaves out
  /// @param repeats number of alerts left out because another story has told the same
  /// @param unjudged versions that failed, whose alerts may be missing
  public record BacktestOutcome(
      List<Alert> alerts,
      long versions,
      long articles,
      long matching,
      long leftOut,
      long repeats,
      List<UnjudgedItem> unjudged) {
    /// Copies the lists.
    public BacktestOutcome {
      alerts = List.copyOf(alerts);
      unjudged = List.copyOf(unjudged);
    }
  }

  /// An item version that failed.
  ///
  /// @param item its id
  /// @param reason what failed, one line
  public record UnjudgedItem(String item, String reason) {}

  /// Past item versions that can be read repeatedly, so that they need not be in memory together.
  @FunctionalInterface
  public interface PastItemSource {
    /// Passes every version to the reader, in any order.
    void read(Consumer<Item> reader);
  }

  /// Follows a run on its thread. What it throws ends the run.
  @FunctionalInterface
  public interface ProgressObserver {
    /// Wants to know nothing.
    ProgressObserver NONE = (done, total) -> {};

    /// Called for every version that is read or decided.
    ///
    /// @param done number of versions that are decided
    /// @param total number of versions of the range; 0 while they are being read
    void update(long done, long total);
  }

  /// Accepts readings in the given order and returns the item versions.
  public static List<Item> acceptReadings(Iterable<Reading> readings) {
    List<Item> items = new ArrayList<>();
    readings.forEach(createAcceptor(items::add));
    return items;
  }

  /// Creates what accepts readings one after the other, so that the readings need not be in memory
  /// together.
  ///
  /// @param items receives the item versions
  public static Consumer<Reading> createAcceptor(Consumer<Item> items) {
    ReadingAcceptor acceptance = new ReadingAcceptor(KnownItemState.inMaps());
    return reading -> {
      switch (acceptance.accept(reading)) {
        case AcceptResult.NewItem(Item item) -> items.accept(item);
        case AcceptResult.NewVersion(Item before, Item item) -> items.accept(item);
        case AcceptResult.ImportedItem(Item item) -> items.accept(item);
        case AcceptResult.KnownImport known -> {}
        case AcceptResult.RepeatedItem repeat -> {}
      }
    };
  }

  /// Runs a time range and returns its alerts in order.
  ///
  /// @param items versions in any order; versions before the range serve for comparison with later
  ///     edits
  /// @param from start of the range, inclusive
  /// @param to end of the range, exclusive
  public List<Alert> run(Collection<Item> items, Instant from, Instant to) {
    return runAndCount(items::forEach, from, to).alerts();
  }

  /// As [#run], with the numbers of articles. Of the versions only those in the range are kept, and
  /// the last before it of the same articles. A version that fails, whatever the failure, is set
  /// aside.
  public BacktestOutcome runAndCount(PastItemSource items, Instant from, Instant to) {
    return runAndCount(items, from, to, ProgressObserver.NONE);
  }

  /// As [#runAndCount(PastItemSource, Instant, Instant)], with an observer.
  public BacktestOutcome runAndCount(
      PastItemSource source, Instant from, Instant to, ProgressObserver observer) {
    PastItemSource items =
        reader ->
            source.read(
                item -> {
                  observer.update(0, 0);
                  reader.accept(item);
                });
    List<Item> decided = new ArrayList<>();
    items.read(
        item -> {
          Item prepared = preparation.apply(item);
          if (PastItems.isInRange(prepared, from) && prepared.seen().isBefore(to)) {
            decided.add(prepared);
          }
        });
    decided.sort(PastItems.ORDER);
    BacktestRun run = new BacktestRun(analyser, subscriptions, audience);
    run.newest.putAll(findVersionsBefore(items, decided, from));
    List<UnjudgedItem> unjudged = new ArrayList<>();
    long done = 0;
    for (Item item : decided) {
      observer.update(done++, decided.size());
      try {
        run.processItem(item);
      } catch (RuntimeException | StackOverflowError e) {
        unjudged.add(new UnjudgedItem(item.id(), describe(e)));
      }
    }
    observer.update(done, decided.size());
    return new BacktestOutcome(
        run.alerts,
        decided.size(),
        run.articles.size(),
        run.matching.size(),
        run.leftOut.size(),
        run.repeats.size(),
        unjudged);
  }

  /// The newest version before the range of each article that has one within it, by its id.
  private Map<String, Item> findVersionsBefore(
      PastItemSource items, Collection<Item> decided, Instant from) {
    Set<String> ids = decided.stream().map(Item::id).collect(Collectors.toSet());
    Map<String, Item> before = new HashMap<>();
    if (!ids.isEmpty()) {
      items.read(
          item -> {
            if (ids.contains(item.id())) {
              Item prepared = preparation.apply(item);
              if (!PastItems.isInRange(prepared, from)) {
                before.merge(item.id(), prepared, BinaryOperator.maxBy(PastItems.ORDER));
              }
            }
          });
    }
    return before;
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return SafeText.toLine(message == null ? name : name + ": " + message, MAX_REASON);
  }

  private static final class BacktestRun {
    private final TextAnalyser analyser;
    private final SubscriptionVersions subscriptions;
    private final ItemDecider decider;
    private final StoryAssigner stories = new StoryAssigner(StoryState.inMaps());
    private final Map<String, Item> newest = new HashMap<>();
    private final Map<String, AlertedPair> pairs = new HashMap<>();
    private final ToldSteps toldSteps = ToldSteps.inMap();
    private final List<Alert> alerts = new ArrayList<>();

    /// The pairs of story and subscription that were left out as repeats.
    private final Set<String> repeats = new HashSet<>();

    private final Set<String> articles = new HashSet<>();
    private final Set<String> matching = new HashSet<>();

    /// The subscriptions as if they took every form.
    private final SubscriptionVersions takingAll = new SubscriptionHistory(new SubscriptionIndex());

    private final Set<ArticleForm> formsLeftOut = EnumSet.noneOf(ArticleForm.class);
    private final Set<String> leftOut = new HashSet<>();

    BacktestRun(TextAnalyser analyser, List<Subscription> versions, AudienceRules audience) {
      this.analyser = analyser;
      subscriptions = new SubscriptionHistory(new SubscriptionIndex());
      for (Subscription version : versions) {
        subscriptions.addVersion(version);
        formsLeftOut.addAll(version.scope().formsLeftOut());
        takingAll.addVersion(version.withScope(version.scope().withAllForms()));
      }
      decider = new ItemDecider(analyser, subscriptions, audience, id -> 0);
    }

    void processItem(Item item) {
      Item before = newest.put(item.id(), item);
      decider.decide(before, item, item.seen()).forEach(this::processDecided);
    }

    private void processDecided(DecisionRecord decided) {
      switch (decided) {
        case DecisionRecord.Decision decision -> {
          stories.assignStory(decision);
          if (decision.audience() == Audience.SUBSCRIBERS) {
            articles.add(decision.item().id());
            countLeftOut(decision);
          }
        }
        case DecisionRecord.MatchGroup group -> decideAlerts(stories.toStoryMatches(group));
      }
    }

    private void countLeftOut(DecisionRecord.Decision decision) {
      ArticleForm form = decision.findings().form().form();
      if (formsLeftOut.contains(form)) {
        Item item = decision.item();
        AnalysedItem text =
            new AnalysedItem(new TokenizedText(item.content()), decision.findings(), item.outlet());
        if (takingAll.indexAt(decision.decided()).findMatches(null, text).stream()
            .anyMatch(match -> leavesOut(match, form, decision.decided()))) {
          leftOut.add(item.id());
        }
      }
    }

    private boolean leavesOut(SubscriptionMatch match, ArticleForm form, Instant moment) {
      Subscription asked = subscriptions.findVersion(match.subscription(), moment);
      return asked != null && asked.scope().formsLeftOut().contains(form);
    }

    private void decideAlerts(StoryMatches matches) {
      AlertDecider alerting = new AlertDecider(analyser, subscriptions, toldSteps, matches);
      for (SubscriptionMatch match : matches.matches()) {
        if (match.change() != MatchChange.LOST) {
          matching.add(matches.decision().item().id());
        }
        String key = AlertedPair.key(matches.story(), match.subscription());
        switch (alerting.decideAlert(match, pairs.get(key))) {
          case AlertDecision.Raised(Alert alert, String flaw) -> {
            pairs.put(key, AlertedPair.ofAlert(pairs.get(key), alert));
            toldSteps.addAlert(alert);
            alerts.add(alert);
          }
          case AlertDecision.Held(AlertedPair pair) -> pairs.put(key, pair);
          case AlertDecision.Suppressed(AlertDecision.SuppressionReason reason) -> {
            if (reason == AlertDecision.SuppressionReason.REPEAT) {
              repeats.add(key);
            }
          }
        }
      }
    }
  }
}
