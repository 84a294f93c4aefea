package org.vigie.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/// A subscription as people write it: a JSON object, several of them with or without line breaks
/// between. Every field except the id may be missing; one that is not known is refused.
///
/// @param id chosen by the author
/// @param state paused; missing for active
/// @param owner of the subscription
/// @param language of the messages to the owner; missing for French
/// @param topics any of these
/// @param query an expression that must match too
/// @param countries ISO codes, any of these too
/// @param outlets ids or names of outlets, one of these
/// @param exceptOutlets ids or names of outlets, none of these
/// @param minScore lowest score of a topic
/// @param forms the forms of articles, one of these, or `all`; missing for the usual ones
/// @param fromOutlets how many outlets must report a story before its alert
/// @param updates what counts as an update of a story
/// @param muted ids of stories that raise no more alerts
/// @param repeats whether a story alerts that tells again what another one told; missing for no
/// @param timing when alerts are sent; missing for at once
/// @param channels where alerts are sent; missing for the console. A name may be missing, which is
///     the kind; an unknown kind and an invalid field are refused
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubscriptionLine(
    String id,
    Subscription.@Nullable State state,
    @Nullable String owner,
    @Nullable Language language,
    @Nullable List<String> topics,
    @Nullable String query,
    @Nullable List<String> countries,
    @Nullable List<String> outlets,
    @Nullable List<String> exceptOutlets,
    @Nullable Double minScore,
    @Nullable List<String> forms,
    @Nullable Integer fromOutlets,
    NotificationRule.@Nullable UpdateRule updates,
    @Nullable List<String> muted,
    @Nullable Boolean repeats,
    @JsonSerialize(using = TimingJson.TimingWriter.class) @Nullable NotificationTiming timing,
    @JsonSerialize(contentUsing = ChannelJson.LineWriter.class)
        @JsonDeserialize(contentUsing = ChannelJson.LineReader.class)
        @Nullable List<Channel> channels) {
  private static final ObjectReader READER =
      Json.MAPPER
          .readerFor(SubscriptionLine.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  /// A line that has nothing but an id.
  public static SubscriptionLine empty(String id) {
    return new SubscriptionLine(
        id, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null);
  }

  /// Reads one subscription.
  ///
  /// @throws Json.MalformedJsonException if the text is no subscription; the message names the
  /// field
  public static SubscriptionLine read(String line) {
    return Json.readUserInput(line, READER, "subscription");
  }

  /// Reads all subscriptions of a text.
  ///
  /// @throws Json.MalformedJsonException if one is no subscription; the message names line and
  /// field
  public static List<SubscriptionLine> readAll(String text) {
    try (MappingIterator<SubscriptionLine> values = READER.readValues(text)) {
      List<SubscriptionLine> lines = values.readAll();
      if (lines.contains(null)) {
        throw new Json.MalformedJsonException("null is no subscription", null);
      }
      return lines;
    } catch (JacksonException e) {
      throw new Json.MalformedJsonException(JsonErrors.describeLine(e) + JsonErrors.describe(e), e);
    }
  }

  /// The line that makes this subscription; what equals the default is left out.
  public static SubscriptionLine of(Subscription subscription) {
    SubscriptionScope scope = subscription.scope();
    NotificationRule rule = subscription.telling();
    return new SubscriptionLine(
        subscription.id(),
        subscription.state() == Subscription.State.ACTIVE ? null : subscription.state(),
        subscription.owner(),
        subscription.language() == Language.FR ? null : subscription.language(),
        nullIfEmpty(subscription.topics()),
        subscription.query(),
        nullIfEmpty(scope.countries()),
        nullIfEmpty(scope.outlets()),
        nullIfEmpty(scope.exceptOutlets()),
        scope.minScore(),
        ArticleForms.toNames(scope.forms()),
        rule.fromOutlets() == 1 ? null : rule.fromOutlets(),
        rule.updates().equals(NotificationRule.UpdateRule.DEFAULT) ? null : rule.updates(),
        nullIfEmpty(rule.muted()),
        rule.repeats() ? true : null,
        rule.timing().equals(NotificationTiming.DEFAULT) ? null : rule.timing(),
        subscription.channels());
  }

  private static @Nullable List<String> nullIfEmpty(List<String> words) {
    return words.isEmpty() ? null : words;
  }

  /// The first version of the subscription.
  ///
  /// @throws IllegalArgumentException if it has neither topic nor query, an id or a number is not
  ///     valid, or two channels share a name
  public Subscription toSubscription(Instant validFrom) {
    return toSubscription(1, validFrom);
  }

  /// A version of the subscription; else as [#toSubscription(Instant)].
  public Subscription toSubscription(int version, Instant validFrom) {
    if (state == Subscription.State.REMOVED) {
      throw new IllegalArgumentException("subscription " + id + ": a line removes none");
    }
    return Subscription.builder(id, validFrom)
        .version(version)
        .state(state == null ? Subscription.State.ACTIVE : state)
        .owner(owner)
        .language(language == null ? Language.FR : language)
        .topics(emptyIfNull(topics))
        .query(query)
        .scope(toScope())
        .rule(toNotificationRule())
        .channels(channels == null || channels.isEmpty() ? List.of(Channel.CONSOLE) : channels)
        .build();
  }

  private SubscriptionScope toScope() {
    return new SubscriptionScope(
        emptyIfNull(countries).stream().map(code -> code.strip().toUpperCase(Locale.ROOT)).toList(),
        outletIds(outlets),
        outletIds(exceptOutlets),
        minScore,
        ArticleForms.parse(emptyIfNull(forms)));
  }

  private static List<String> outletIds(@Nullable List<String> outlets) {
    return emptyIfNull(outlets).stream().map(name -> Outlet.named(name).id()).toList();
  }

  private NotificationRule toNotificationRule() {
    return new NotificationRule(
        fromOutlets == null ? 1 : fromOutlets,
        updates == null ? NotificationRule.UpdateRule.DEFAULT : updates,
        emptyIfNull(muted),
        Boolean.TRUE.equals(repeats),
        timing == null ? NotificationTiming.DEFAULT : timing);
  }

  private static List<String> emptyIfNull(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
