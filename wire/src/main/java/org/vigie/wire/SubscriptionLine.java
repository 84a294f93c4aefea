package org.vigie.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/// A subscription as people write it down: JSON, one after the other, in lines or not. Unknown
/// fields are ignored; every field but the id may be missing.
///
/// @param id chosen by whoever wrote it
/// @param state paused, or missing for active
/// @param owner who asks
/// @param language in which the owner is told; missing for English
/// @param topics any of these
/// @param query an expression that must match as well
/// @param countries ISO codes, any of these as well
/// @param outlets ids or names of outlets, one of these
/// @param exceptOutlets ids or names of outlets, none of these
/// @param minScore what a topic must score at least
/// @param fromOutlets how many outlets must tell a story before its alert
/// @param updates what makes an update of a story
/// @param muted ids of stories to hear no more of
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
    @Nullable Integer fromOutlets,
    NotificationRule.@Nullable UpdateRule updates,
    @Nullable List<String> muted,
    @JsonSerialize(contentUsing = ChannelJson.LineWriter.class)
        @JsonDeserialize(contentUsing = ChannelJson.LineReader.class)
        @Nullable List<Channel> channels) {
  /// One that asks for nothing yet.
  public static SubscriptionLine empty(String id) {
    return new SubscriptionLine(
        id, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /// Reads one.
  ///
  /// @throws Json.Malformed where it is no such subscription, naming the field
  public static SubscriptionLine read(String line) {
    return Json.readWritten(line, SubscriptionLine.class, "subscription");
  }

  /// Reads all of a text.
  ///
  /// @throws Json.Malformed naming the place of what is no subscription
  public static List<SubscriptionLine> readAll(String text) {
    try (MappingIterator<SubscriptionLine> values =
        Json.MAPPER.readerFor(SubscriptionLine.class).readValues(text)) {
      List<SubscriptionLine> lines = values.readAll();
      if (lines.contains(null)) {
        throw new Json.Malformed("null is no subscription", null);
      }
      return lines;
    } catch (JacksonException e) {
      throw new Json.Malformed(JsonFault.line(e) + JsonFault.words(e), e);
    }
  }

  /// A subscription in the words that make it again; what it does not ask for is left out.
  public static SubscriptionLine of(Subscription subscription) {
    SubscriptionScope scope = subscription.scope();
    NotificationRule telling = subscription.telling();
    return new SubscriptionLine(
        subscription.id(),
        subscription.state() == Subscription.State.ACTIVE ? null : subscription.state(),
        subscription.owner(),
        subscription.language() == Language.EN ? null : subscription.language(),
        said(subscription.topics()),
        subscription.query(),
        said(scope.countries()),
        said(scope.outlets()),
        said(scope.exceptOutlets()),
        scope.minScore(),
        telling.fromOutlets() == 1 ? null : telling.fromOutlets(),
        telling.updates().equals(NotificationRule.UpdateRule.DEFAULT) ? null : telling.updates(),
        said(telling.muted()),
        subscription.channels());
  }

  private static @Nullable List<String> said(List<String> words) {
    return words.isEmpty() ? null : words;
  }

  /// Its first version.
  ///
  /// @throws IllegalArgumentException where it asks for nothing, its id cannot be one, two channels
  ///     share a name, or a number makes no sense
  public Subscription subscription(Instant validFrom) {
    return subscription(1, validFrom);
  }

  /// A version of it; else as [#subscription(Instant)].
  public Subscription subscription(int version, Instant validFrom) {
    if (state == Subscription.State.REMOVED) {
      throw new IllegalArgumentException("subscription " + id + ": a line removes none");
    }
    return new Subscription(
        id,
        version,
        state == null ? Subscription.State.ACTIVE : state,
        owner,
        language == null ? Language.EN : language,
        orNone(topics),
        query,
        scope(),
        telling(),
        channels == null || channels.isEmpty() ? List.of(Channel.CONSOLE) : channels,
        validFrom);
  }

  private SubscriptionScope scope() {
    return new SubscriptionScope(
        orNone(countries).stream().map(code -> code.strip().toUpperCase(Locale.ROOT)).toList(),
        ids(outlets),
        ids(exceptOutlets),
        minScore);
  }

  private static List<String> ids(@Nullable List<String> outlets) {
    return orNone(outlets).stream().map(name -> Outlet.named(name).id()).toList();
  }

  private NotificationRule telling() {
    return new NotificationRule(
        fromOutlets == null ? 1 : fromOutlets,
        updates == null ? NotificationRule.UpdateRule.DEFAULT : updates,
        orNone(muted));
  }

  private static List<String> orNone(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
