package org.vigie.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.runtime.settings.Suggestions;
import org.vigie.runtime.settings.TimeZones;
import org.vigie.wire.Json;
import org.vigie.wire.SubscriptionLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// The subscriptions. Each change writes a new version, which is in force at once; nothing that
/// matched before raises an alert again. Thread-safe.
public final class Subscriptions {
  private static final String ZONE = "timing.zone";

  private final RequestStore store;
  private final ItemArchive archive;
  private final AlertLog log;
  private final Supplier<TopicPacks> packs;
  private final InstantSource clock;

  Subscriptions(
      RequestStore store,
      ItemArchive archive,
      AlertLog log,
      Supplier<TopicPacks> packs,
      InstantSource clock) {
    this.store = store;
    this.archive = archive;
    this.log = log;
    this.packs = packs;
    this.clock = clock;
  }

  /// A subscription in force.
  ///
  /// @param problem why it does not work as it should, null if it does
  public record SubscriptionStatus(Subscription subscription, @Nullable String problem) {}

  /// A subscription in force and the problems that streams and notifier have reported.
  public record SubscriptionDetails(Subscription subscription, List<SubscriptionState> problems) {
    /// Copies the list.
    public SubscriptionDetails {
      problems = List.copyOf(problems);
    }
  }

  /// The result of an import.
  ///
  /// @param added number of subscriptions that were added
  /// @param changed number of subscriptions that got a new version
  /// @param unchanged number of subscriptions that asked for the same already
  public record SubscriptionImport(int added, int changed, int unchanged) {}

  /// The result of the removal of a subscription.
  ///
  /// @param id of the subscription
  /// @param removed false if there is none with this id
  public record SubscriptionRemoval(String id, boolean removed) {}

  /// Parses and validates a subscription that is written as a JSON object.
  ///
  /// @param packs the topics that exist
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  public static SubscriptionLine parse(String json, TopicPacks packs) {
    try {
      SubscriptionLine line = SubscriptionLine.read(json);
      new SubscriptionValidator(packs).createVersion(line, 1, Instant.EPOCH);
      return line;
    } catch (Json.MalformedJsonException e) {
      String path = findPath(e);
      String suggestion = path.equals(ZONE) ? suggestZone(json) : suggestKey(e);
      throw new AdminException.InvalidRequest(path, e.getMessage() + suggestion, e);
    }
  }

  private static String suggestZone(String json) {
    String written = Json.MAPPER.readTree(json).at("/timing/zone").asString("");
    return TimeZones.findNearest(written).map(zone -> "; did you mean '" + zone + "'?").orElse("");
  }

  private static String suggestKey(Json.MalformedJsonException fault) {
    return fault.getCause() instanceof UnrecognizedPropertyException unknown
        ? Suggestions.nearest(
            unknown.getPropertyName(),
            unknown.getKnownPropertyIds().stream().map(String::valueOf).toList())
        : "";
  }

  private static String findPath(Json.MalformedJsonException fault) {
    StringBuilder path = new StringBuilder();
    if (fault.getCause() instanceof JacksonException cause) {
      for (JacksonException.Reference step : cause.getPath()) {
        String name = step.getPropertyName();
        path.append(
            name == null ? "[" + step.getIndex() + "]" : path.isEmpty() ? name : "." + name);
      }
    }
    return path.toString();
  }

  /// Validates a new subscription without writing it.
  ///
  /// @param id null for a generated one
  /// @param packs the topics that exist
  /// @return its first version, in force since 1970
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  public static Subscription validateNew(
      @Nullable String id, SubscriptionRequest request, TopicPacks packs) {
    SubscriptionLine line = describeNew(id == null ? "generated" : id, request);
    return new SubscriptionValidator(packs).createVersion(line, 1, Instant.EPOCH);
  }

  private static SubscriptionLine describeNew(String id, SubscriptionRequest request) {
    if (request.isSelectionMissing()) {
      throw new AdminException.InvalidRequest("", "neither a topic nor a query");
    }
    return request.applyTo(SubscriptionLine.empty(id));
  }

  private SubscriptionValidator validator() {
    return new SubscriptionValidator(packs.get());
  }

  /// The subscriptions in force, paused ones included, sorted by id.
  public List<SubscriptionStatus> list() {
    Collection<SubscriptionState> states = store.readSubscriptionStates();
    return store.readSubscriptions().stream()
        .map(one -> new SubscriptionStatus(one, findProblem(one, states)))
        .toList();
  }

  /// A state of an earlier version is about to be removed. A state of a later version is about a
  /// record that cannot be read, which is why that version is not listed itself.
  private static @Nullable String findProblem(
      Subscription subscription, Collection<SubscriptionState> states) {
    String problems =
        states.stream()
            .filter(state -> state.subscription().equals(subscription.id()))
            .filter(state -> state.version() >= subscription.version())
            .sorted(Comparator.comparing(SubscriptionState::aspect))
            .map(state -> describeState(subscription, state))
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? null : problems;
  }

  private static String describeState(Subscription subscription, SubscriptionState state) {
    String version =
        state.version() == subscription.version() ? "" : "version " + state.version() + ": ";
    return version + state.aspect() + ": " + state.problem();
  }

  /// The newest version of a subscription.
  ///
  /// @throws AdminException.NotFound if there is none in force with this id
  public SubscriptionDetails show(String id) {
    Subscription found = store.findSubscription(id);
    return new SubscriptionDetails(
        found,
        store.readSubscriptionStates().stream()
            .filter(state -> state.subscription().equals(id))
            .toList());
  }

  /// Adds a subscription.
  ///
  /// @param id null for a generated one
  /// @return the version that was written
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  /// @throws AdminException.Conflict if one with this id is in force
  public Subscription add(@Nullable String id, SubscriptionRequest request) {
    String name = id == null ? UUID.randomUUID().toString().substring(0, 8) : id;
    Subscription last = store.readNewestSubscriptions().get(name);
    if (last != null && last.state() != Subscription.State.REMOVED) {
      throw new AdminException.Conflict(
          "subscription '" + name + "' exists, in version " + last.version());
    }
    return write(name, last, request);
  }

  /// Adds a subscription in place of the one with this id, if there is one: it asks for nothing
  /// that the request does not name.
  ///
  /// @return the version that was written
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  public Subscription replace(String id, SubscriptionRequest request) {
    return write(id, store.readNewestSubscriptions().get(id), request);
  }

  private Subscription write(
      String name, @Nullable Subscription last, SubscriptionRequest request) {
    int version = last == null ? 1 : last.version() + 1;
    Subscription added =
        validator().createVersion(describeNew(name, request), version, clock.instant());
    store.writeSubscription(added);
    return added;
  }

  /// Changes what a subscription asks for.
  ///
  /// @return the version that was written
  /// @throws AdminException.NotFound if there is none in force with this id
  /// @throws AdminException.InvalidRequest if nothing changes, or naming the first field that is
  ///     wrong
  public Subscription edit(String id, SubscriptionRequest change) {
    if (change.isEmpty()) {
      throw new AdminException.InvalidRequest("", "nothing to change");
    }
    return writeNext(
        id,
        last ->
            validator()
                .createVersion(
                    change.applyTo(SubscriptionLine.of(last)),
                    last.version() + 1,
                    clock.instant()));
  }

  /// Looks up the outlets that a request names, also in its query, among those of the feeds and of
  /// the archive. An outlet that nobody has met yet may be right.
  ///
  /// @param acceptNew whether a name that differs from a known one by a letter or two is meant so
  /// @return one sentence for each name that is not known
  /// @throws AdminException.InvalidRequest naming the known outlet, unless new ones are accepted
  public List<String> checkOutlets(SubscriptionRequest request, boolean acceptNew) {
    SubscriptionLine selection =
        request.withoutDelivery().applyTo(SubscriptionLine.empty("checked"));
    return checkOutlets(NamedOutlet.listOf(selection), acceptNew);
  }

  /// As [#checkOutlets(SubscriptionRequest, boolean)] for lines to import, which are never refused.
  public List<String> checkOutlets(Collection<SubscriptionLine> lines) {
    List<NamedOutlet> named =
        lines.stream().flatMap(line -> NamedOutlet.listOf(line).stream()).toList();
    return checkOutlets(named, true).stream().distinct().toList();
  }

  private List<String> checkOutlets(List<NamedOutlet> named, boolean acceptNew) {
    return named.isEmpty()
        ? List.of()
        : KnownOutlets.read(store, archive, named).check(named, acceptNew);
  }

  /// Pauses a subscription: it is kept and matches nothing.
  ///
  /// @return the version that was written
  /// @throws AdminException.NotFound if there is none in force with this id
  /// @throws AdminException.Conflict if it is paused already
  public Subscription pause(String id) {
    return writeNext(
        id,
        last -> {
          if (last.state() == Subscription.State.PAUSED) {
            throw new AdminException.Conflict("subscription '" + id + "' is paused already");
          }
          return last.nextVersionWithState(Subscription.State.PAUSED, clock.instant());
        });
  }

  /// Resumes a paused subscription. What came meanwhile raises no alert.
  ///
  /// @return the version that was written
  /// @throws AdminException.NotFound if there is none in force with this id
  /// @throws AdminException.Conflict if it is not paused
  public Subscription resume(String id) {
    return writeNext(
        id,
        last -> {
          if (last.state() != Subscription.State.PAUSED) {
            throw new AdminException.Conflict("subscription '" + id + "' is not paused");
          }
          return last.nextVersionWithState(Subscription.State.ACTIVE, clock.instant());
        });
  }

  /// Mutes a story: the subscription raises no further alert for it. Of more than
  /// [NotificationRule#MAX_MUTED] stories the oldest are unmuted; a story ends by itself after some
  /// days.
  ///
  /// @return the version that was written
  /// @throws AdminException.NotFound if there is no subscription in force with this id
  /// @param storyOrAlert the id of a story or of an alert of the subscription, or the first letters
  ///     of one that alerted it
  /// @throws AdminException.InvalidRequest if the text is neither
  /// @throws AdminException.Conflict if the story is muted already, or several begin with the
  ///     letters
  public Subscription mute(String id, String storyOrAlert) {
    return writeNext(
        id,
        last -> {
          String story = findStory(id, storyOrAlert);
          SubscriptionValidator.requireStory("story", story);
          List<String> muted = new ArrayList<>(last.telling().muted());
          if (muted.contains(story)) {
            throw new AdminException.Conflict("story '" + story + "' is muted already");
          }
          muted.add(story);
          int first = Math.max(0, muted.size() - NotificationRule.MAX_MUTED);
          return withMuted(last, muted.subList(first, muted.size()));
        });
  }

  /// The story that alerted the subscription; the text as it is if none did.
  private String findStory(String subscription, String storyOrAlert) {
    if (storyOrAlert.isBlank()) {
      return storyOrAlert;
    }
    Set<String> found =
        Stories.findByPrefix(
            storyOrAlert, log.readAll(alert -> alert.subscription().equals(subscription)));
    return found.isEmpty() ? storyOrAlert : Stories.requireSingle(storyOrAlert, found);
  }

  /// Unmutes a story: what comes from now on raises alerts again.
  ///
  /// @return the version that was written
  /// @throws AdminException.NotFound if there is no subscription in force with this id
  /// @param storyOrAlert as in [#mute]
  /// @throws AdminException.Conflict if the story is not muted
  public Subscription unmute(String id, String storyOrAlert) {
    return writeNext(
        id,
        last -> {
          List<String> muted = new ArrayList<>(last.telling().muted());
          String story = muted.contains(storyOrAlert) ? storyOrAlert : findStory(id, storyOrAlert);
          if (!muted.remove(story)) {
            throw new AdminException.Conflict("story '" + story + "' is not muted");
          }
          return withMuted(last, muted);
        });
  }

  private Subscription withMuted(Subscription last, List<String> muted) {
    return last.nextVersionWithRule(last.telling().withMuted(muted), clock.instant());
  }

  /// Makes a subscription silent for once, or ends its silence.
  ///
  /// @return the version that was written
  /// @throws AdminException.NotFound if there is none in force with this id
  /// @throws AdminException.InvalidRequest naming the field `for` or `until` that makes no sense
  /// @throws AdminException.Conflict if a silence is to end and there is none
  public Subscription silence(String id, SilenceRequest request) {
    return writeNext(
        id,
        last -> {
          NotificationTiming timing = last.telling().timing();
          Instant now = clock.instant();
          Instant end = request.findEnd(now, timing.zone());
          if (end == null && !isSilent(timing, now)) {
            throw new AdminException.Conflict("subscription '" + id + "' is not silent");
          }
          return last.nextVersionWithRule(
              last.telling().withTiming(timing.withSilentUntil(end)), now);
        });
  }

  private static boolean isSilent(NotificationTiming timing, Instant now) {
    Instant end = timing.silentUntil();
    return end != null && end.isAfter(now);
  }

  private Subscription writeNext(String id, UnaryOperator<Subscription> change) {
    Subscription next = change.apply(store.findSubscription(id));
    store.writeSubscription(next);
    return next;
  }

  /// Removes subscriptions; their unsent deliveries are cancelled.
  ///
  /// @return one result for each id, in the given order
  public List<SubscriptionRemoval> remove(Collection<String> ids) {
    Map<String, Subscription> newest = store.readNewestSubscriptions();
    return ids.stream().map(id -> remove(id, newest.get(id))).toList();
  }

  private SubscriptionRemoval remove(String id, @Nullable Subscription last) {
    if (last == null || last.state() == Subscription.State.REMOVED) {
      return new SubscriptionRemoval(id, false);
    }
    store.writeSubscription(last.nextVersionRemoved(clock.instant()));
    return new SubscriptionRemoval(id, true);
  }

  /// Adds these subscriptions; one whose id is known gets a new version if it asks for something
  /// else. Removes none. Of several with one id the last counts. Writes nothing if one is not
  /// valid.
  ///
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  public SubscriptionImport importLines(Collection<SubscriptionLine> lines) {
    Instant now = clock.instant();
    SubscriptionValidator validator = validator();
    Map<String, SubscriptionLine> last = new LinkedHashMap<>();
    lines.forEach(line -> last.put(line.id(), validator.validate(line)));
    Map<String, Subscription> newest = store.readNewestSubscriptions();
    int added = 0;
    int changed = 0;
    for (SubscriptionLine line : last.values()) {
      Subscription known = newest.get(line.id());
      Subscription next = line.toSubscription(known == null ? 1 : known.version() + 1, now);
      if (known == null || known.state() == Subscription.State.REMOVED) {
        added++;
        store.writeSubscription(next);
      } else if (asksForSomethingElse(known, line, next)) {
        changed++;
        store.writeSubscription(line.state() == null ? next.withState(known.state()) : next);
      }
    }
    return new SubscriptionImport(added, changed, last.size() - added - changed);
  }

  /// A line without a state neither pauses nor resumes.
  private static boolean asksForSomethingElse(
      Subscription known, SubscriptionLine line, Subscription next) {
    Subscription compared = line.state() == null ? next.withState(known.state()) : next;
    return !SubscriptionLine.of(known).equals(SubscriptionLine.of(compared));
  }

  /// The subscriptions in force in the form that import reads, sorted by id.
  public List<SubscriptionLine> export() {
    return store.readSubscriptions().stream().map(SubscriptionLine::of).toList();
  }

  /// Tests a subscription on the items of the last days, by the rules of live operation. Nobody is
  /// alerted and nothing is written.
  ///
  /// @throws AdminException.NotFound if there is none in force with this id
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  public SubscriptionTrialResult test(SubscriptionTrial trial) {
    String id = trial.id();
    SubscriptionLine line =
        id == null
            ? SubscriptionLine.empty("test")
            : SubscriptionLine.of(store.findSubscription(id));
    Subscription tested =
        validator()
            .createVersion(trial.change().applyTo(line), 1, Instant.EPOCH)
            .withState(Subscription.State.ACTIVE);
    return SubscriptionTrialResult.compute(
        new TextAnalyser(packs.get()), tested, archive::readItems, clock.instant(), trial);
  }
}
