package org.vigie.admin;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.DeliverySummary;
import org.vigie.model.Subscription;

/// Which deliveries. A null matches any.
///
/// @param states in one of these states
/// @param subscription of the subscription with this id
/// @param channel by channels of this name or kind
/// @param address by channels whose address holds this text, in the newest version of their
///     subscription
/// @param reason with this text in what is said of the last failure, or in why it is held
/// @param changedSince whose last attempt, or creation if there was none, was then or later
/// @param plannedUntil that were planned then or earlier
public record DeliveryFilter(
    Set<DeliveryState> states,
    @Nullable String subscription,
    @Nullable String channel,
    @Nullable String address,
    @Nullable String reason,
    @Nullable Instant changedSince,
    @Nullable Instant plannedUntil) {
  /// Copies the set.
  public DeliveryFilter {
    states = Set.copyOf(states);
  }

  /// Whether the subscriptions are needed to find out which deliveries match.
  boolean needsSubscriptions() {
    return channel != null || address != null;
  }

  /// Selects deliveries. A message that tells several is none of them.
  ///
  /// @param newest the newest version of every subscription, by id; needed for channel and address
  Predicate<DeliverySummary> toPredicate(Map<String, Subscription> newest) {
    return delivery ->
        !delivery.isBatch()
            && states.contains(DeliveryState.of(delivery))
            && (subscription == null || delivery.subscription().equals(subscription))
            && matchesTimes(delivery)
            && (reason == null || matchesReason(delivery, reason))
            && (!needsSubscriptions() || matchesChannel(delivery, newest));
  }

  private boolean matchesTimes(DeliverySummary delivery) {
    return (changedSince == null || !findLastChange(delivery).isBefore(changedSince))
        && (plannedUntil == null
            || !Objects.requireNonNullElse(delivery.since(), Instant.EPOCH).isAfter(plannedUntil));
  }

  /// The last attempt of a delivery, or its creation if there was none.
  static Instant findLastChange(DeliverySummary delivery) {
    Instant created = Objects.requireNonNullElse(delivery.since(), Instant.EPOCH);
    return Objects.requireNonNullElse(delivery.lastAttempt(), created);
  }

  private static boolean matchesReason(DeliverySummary delivery, String text) {
    return Stream.of(delivery.problem(), delivery.grouping().held())
        .filter(Objects::nonNull)
        .anyMatch(said -> containsIgnoringCase(said.toString(), text));
  }

  private static boolean containsIgnoringCase(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private boolean matchesChannel(DeliverySummary delivery, Map<String, Subscription> newest) {
    Channel found = findChannel(delivery.subscription(), delivery.channel(), newest);
    return (channel == null
            || delivery.channel().equals(channel)
            || findKind(delivery.channel(), found).equals(channel))
        && (address == null
            || (found != null
                && containsIgnoringCase(ChannelNames.findPlace(found).toString(), address)));
  }

  /// A channel in the newest version of its subscription; null if that has none of this name.
  static @Nullable Channel findChannel(
      String subscription, String name, Map<String, Subscription> newest) {
    Subscription owner = newest.get(subscription);
    return owner == null
        ? null
        : owner.channels().stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /// The kind of a channel; of one that is gone, its name without a number, which is the kind
  /// unless a person chose the name.
  static String findKind(String name, @Nullable Channel found) {
    return found == null ? name.replaceFirst("-\\d+$", "") : found.kind();
  }
}
