package org.vigie.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.analysis.match.query.CountryCodes;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Channel;
import org.vigie.model.Identity;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;
import org.vigie.runtime.settings.Suggestions;
import org.vigie.wire.ArticleForms;
import org.vigie.wire.SubscriptionLine;

/// Validates subscriptions, whatever way they come in: every version that is written passes here.
/// Rejects what the streams would disable and what nothing would ever match. A channel is valid
/// once it is created, see [ChannelRequest]. Thread-safe.
final class SubscriptionValidator {
  private static final int MAX_OWNER = 200;
  private static final int MAX_ENTRIES = 1_000;

  private final TopicLabels topics;

  /// @param packs the topics that exist
  SubscriptionValidator(TopicPacks packs) {
    topics = new TopicLabels(packs);
  }

  /// The version that a description gives.
  ///
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  Subscription createVersion(SubscriptionLine line, int version, Instant now) {
    return validate(line).toSubscription(version, now);
  }

  /// The description in its normal form: countries as ISO codes.
  ///
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  SubscriptionLine validate(SubscriptionLine line) {
    RequestFields.check("id", () -> createForQuery(line.id(), "text"));
    topics.requireKnown(line);
    requireUrgentTopics(line);
    requireQuery(line);
    requireLimits(line);
    RequestFields.check(
        "minScore", () -> new SubscriptionScope(List.of(), List.of(), List.of(), line.minScore()));
    requireForms(orEmpty(line.forms()));
    Integer fromOutlets = line.fromOutlets();
    if (fromOutlets != null) {
      RequestFields.check(
          "fromOutlets",
          () -> new NotificationRule(fromOutlets, NotificationRule.UpdateRule.DEFAULT, List.of()));
    }
    requireStories(line);
    requireDistinctNames(orEmpty(line.channels()));
    SubscriptionLine normalised = withCountries(line, findCodes(line.countries()));
    RequestFields.check("", () -> normalised.toSubscription(Instant.EPOCH));
    return normalised;
  }

  /// A topic that nobody knows would never be urgent.
  private void requireUrgentTopics(SubscriptionLine line) {
    if (line.timing() != null) {
      topics.requireKnown("timing.breakThrough.topics", line.timing().breakThrough().topics());
    }
    List<Channel> channels = orEmpty(line.channels());
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i) instanceof Channel.Ntfy ntfy) {
        topics.requireKnown("channels[" + i + "].urgent.topics", ntfy.urgent().topics());
      }
    }
  }

  /// Asks the index of the streams, so that both refuse the same queries.
  private static void requireQuery(SubscriptionLine line) {
    if (line.query() == null || line.query().isBlank()) {
      return;
    }
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(createForQuery("query", line.query()));
    index.findFaults().stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new AdminException.InvalidRequest("query", fault.problem());
            });
  }

  private static Subscription createForQuery(String id, String query) {
    return Subscription.builder(id, Instant.EPOCH).query(query).build();
  }

  private static void requireLimits(SubscriptionLine line) {
    String owner = line.owner();
    if (owner != null && owner.length() > MAX_OWNER) {
      throw new AdminException.InvalidRequest(
          "owner", "the owner has more than " + MAX_OWNER + " characters");
    }
    requireSize("topics", line.topics());
    requireSize("countries", line.countries());
    requireSize("outlets", line.outlets());
    requireSize("exceptOutlets", line.exceptOutlets());
  }

  private static void requireSize(String field, @Nullable Collection<String> words) {
    if (words != null && words.size() > MAX_ENTRIES) {
      throw new AdminException.InvalidRequest(
          field, words.size() + " " + field + ": at most " + MAX_ENTRIES + " are possible");
    }
  }

  private static void requireForms(List<String> forms) {
    for (int i = 0; i < forms.size(); i++) {
      try {
        ArticleForms.parse(List.of(forms.get(i)));
      } catch (IllegalArgumentException e) {
        throw new AdminException.InvalidRequest(
            "forms[" + i + "]",
            e.getMessage() + Suggestions.nearest(forms.get(i), ArticleForms.NAMES),
            e);
      }
    }
  }

  private static void requireStories(SubscriptionLine line) {
    List<String> muted = orEmpty(line.muted());
    for (int i = 0; i < muted.size(); i++) {
      requireStory("muted[" + i + "]", muted.get(i));
    }
  }

  /// @throws AdminException.InvalidRequest if the text is not the id of a story
  static void requireStory(String field, String story) {
    if (!Identity.isItemId(story)) {
      throw new AdminException.InvalidRequest(
          field,
          "'"
              + story
              + "' is no story and alerted nobody here; give the id that an alert ends with");
    }
  }

  private static void requireDistinctNames(List<Channel> channels) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < channels.size(); i++) {
      String name = channels.get(i).name();
      if (!names.add(name)) {
        throw new AdminException.InvalidRequest(
            "channels[" + i + "].name", "two channels share the name '" + name + "'");
      }
    }
  }

  private static @Nullable List<String> findCodes(@Nullable List<String> countries) {
    if (countries == null) {
      return null;
    }
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < countries.size(); i++) {
      String code = CountryCodes.findCode(countries.get(i));
      if (code == null) {
        throw new AdminException.InvalidRequest(
            "countries[" + i + "]", "'" + countries.get(i) + "' is no country that is known here");
      }
      codes.add(code);
    }
    return codes;
  }

  private static SubscriptionLine withCountries(
      SubscriptionLine line, @Nullable List<String> codes) {
    return new SubscriptionLine(
        line.id(),
        line.state(),
        line.owner(),
        line.language(),
        line.topics(),
        line.query(),
        codes,
        line.outlets(),
        line.exceptOutlets(),
        line.minScore(),
        line.forms(),
        line.fromOutlets(),
        line.updates(),
        line.muted(),
        line.repeats(),
        line.timing(),
        line.channels());
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
