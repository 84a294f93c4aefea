package org.vigie.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.runtime.settings.Suggestions;
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
/// @param timing when alerts are sent
/// @param channels where alerts are sent; empty for the console. Without `keepChannels` they
///     replace those that the subscription has
/// @param keepChannels whether the channels that the subscription has stay beside the given ones
/// @param removeChannels names or kinds of channels to remove; without `channels` the others stay
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
    @Nullable TimingRequest timing,
    @Nullable List<ChannelRequest> channels,
    @Nullable Boolean keepChannels,
    @Nullable List<String> removeChannels) {
  /// Leaves everything as it is.
  public static final SubscriptionRequest NO_CHANGE =
      new SubscriptionRequest(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  /// Removes the channels of these names.
  public static SubscriptionRequest withoutChannels(List<String> names) {
    return new SubscriptionRequest(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        names);
  }

  /// Returns whether the request names neither topics nor a query.
  public boolean isSelectionMissing() {
    return topics == null && query == null;
  }

  /// Returns whether the request changes nothing.
  public boolean isEmpty() {
    return equals(NO_CHANGE);
  }

  /// A copy that asks for no channels and times.
  public SubscriptionRequest withoutDelivery() {
    return new SubscriptionRequest(
        owner,
        language,
        topics,
        query,
        countries,
        outlets,
        exceptOutlets,
        minScore,
        forms,
        fromOutlets,
        updates,
        repeats,
        null,
        null,
        null,
        null);
  }

  /// The subscription with this change. Only its channels and its timing are validated.
  ///
  /// @throws AdminException.InvalidRequest if a channel or a time is wrong
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
        timing == null ? before.timing() : timing.applyTo(orDefault(before.timing())),
        channels == null && removeChannels == null ? before.channels() : changeChannels(before));
  }

  private static NotificationTiming orDefault(@Nullable NotificationTiming timing) {
    return timing == null ? NotificationTiming.DEFAULT : timing;
  }

  private List<Channel> changeChannels(SubscriptionLine line) {
    List<Channel> before = line.channels() == null ? List.of() : line.channels();
    boolean keep = channels == null || Boolean.TRUE.equals(keepChannels);
    List<Channel> kept = removeChannels(before);
    List<Channel> after =
        ChannelNames.createChannels(
            channels == null ? List.of() : channels, before, keep ? kept : List.of());
    return after.isEmpty() ? List.of(Channel.CONSOLE) : after;
  }

  /// @throws AdminException.InvalidRequest if there is no channel of a name
  private List<Channel> removeChannels(List<Channel> before) {
    List<Channel> kept = before;
    for (String word : removeChannels == null ? List.<String>of() : removeChannels) {
      if (!Channel.KINDS.contains(word)
          && before.stream().noneMatch(channel -> channel.name().equals(word))) {
        List<String> names = before.stream().map(Channel::name).toList();
        throw new AdminException.InvalidRequest(
            "removeChannels",
            "no channel is called '%s'; there are %s%s"
                .formatted(word, String.join(", ", names), Suggestions.nearest(word, names)));
      }
      kept =
          kept.stream()
              .filter(one -> !one.name().equals(word) && !one.kind().equals(word))
              .toList();
    }
    return kept;
  }

  private static List<String> removeBlank(List<String> words) {
    return words.stream().filter(word -> !word.isBlank()).toList();
  }
}
