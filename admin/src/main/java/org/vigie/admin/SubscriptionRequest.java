package org.vigie.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.wire.SubscriptionLine;

/// What a subscription asks for, or a change of it. A field that is null leaves what the
/// subscription has; an empty text or list removes it.
///
/// @param owner who asks
/// @param language of the texts around an alert
/// @param topics ids of topics, any of which must match
/// @param query an expression that must match as well
/// @param countries ISO codes or French names, any of which must be named
/// @param outlets ids or names of outlets, one of which must be the publisher
/// @param exceptOutlets ids or names of outlets whose items never match
/// @param minScore what a topic must score at least
/// @param forms names of the forms of articles, one of which an article must have, or `all`; empty
///     for the usual ones
/// @param fromOutlets how many outlets must tell a story before its first alert
/// @param updates what raises an update of a story
/// @param repeats whether a story alerts that tells again what another one told
/// @param channels where alerts are sent; empty for the console
public record SubscriptionRequest(
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
    @Nullable Boolean repeats,
    @Nullable List<ChannelRequest> channels) {
  /// Leaves everything as it is.
  public static final SubscriptionRequest NO_CHANGE =
      new SubscriptionRequest(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  /// Returns whether the request names neither topics nor a query.
  public boolean isSelectionMissing() {
    return topics == null && query == null;
  }

  /// Returns whether the request changes nothing.
  public boolean isEmpty() {
    return equals(NO_CHANGE);
  }

  /// The subscription with this change. Only its channels are validated.
  ///
  /// @throws AdminException.InvalidRequest if a channel is wrong
  public SubscriptionLine applyTo(SubscriptionLine before) {
    return new SubscriptionLine(
        before.id(),
        before.state(),
        owner == null ? before.owner() : owner,
        language == null ? before.language() : language,
        topics == null ? before.topics() : removeBlank(topics),
        query == null ? before.query() : query.isBlank() ? null : query,
        countries == null ? before.countries() : removeBlank(countries),
        outlets == null ? before.outlets() : removeBlank(outlets),
        exceptOutlets == null ? before.exceptOutlets() : removeBlank(exceptOutlets),
        minScore == null ? before.minScore() : minScore,
        forms == null ? before.forms() : removeBlank(forms),
        fromOutlets == null ? before.fromOutlets() : fromOutlets,
        updates == null ? before.updates() : updates,
        before.muted(),
        repeats == null ? before.repeats() : repeats,
        before.timing(),
        channels == null ? before.channels() : createChannels(channels, before));
  }

  private static List<Channel> createChannels(
      List<ChannelRequest> channels, SubscriptionLine before) {
    return ChannelNames.createChannels(
        channels, before.channels() == null ? List.of() : before.channels());
  }

  private static List<String> removeBlank(List<String> words) {
    return words.stream().filter(word -> !word.isBlank()).toList();
  }
}
