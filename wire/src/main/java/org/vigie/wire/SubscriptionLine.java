package org.vigie.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;

/// A subscription as people write it down: JSON, one after the other, in lines or not. Unknown
/// fields are ignored.
///
/// @param id chosen by whoever wrote it
/// @param topics any of these; may be missing
/// @param query an expression that must match as well; may be missing
/// @param channels the ways out; may be missing, which is the console
public record SubscriptionLine(
    String id,
    @Nullable List<String> topics,
    @Nullable String query,
    @Nullable List<Way> channels) {
  /// A channel as people write it down.
  ///
  /// @param kind such as `webhook`
  /// @param name unique within the subscription; may be missing, which is the kind
  /// @param address where to; missing for the console
  /// @param secret the name of a secret, never the secret itself; may be missing
  public record Way(
      String kind, @Nullable String name, @Nullable String address, @Nullable String secret) {
    Channel channel() {
      return new Channel(name == null ? kind : name, kind, address, secret);
    }
  }

  /// Reads all of a text.
  ///
  /// @throws Json.Malformed naming the place of what is no subscription
  public static List<SubscriptionLine> readAll(String text) {
    try (MappingIterator<SubscriptionLine> values =
        Json.MAPPER.readerFor(SubscriptionLine.class).readValues(text)) {
      return values.readAll();
    } catch (JacksonException e) {
      throw new Json.Malformed("line " + e.getLocation().getLineNr() + ": " + Json.reason(e), e);
    }
  }

  /// Its first version.
  ///
  /// @throws IllegalArgumentException where it asks for nothing, its id cannot be one, or two
  ///     channels share a name
  public Subscription subscription(Instant validFrom) {
    return new Subscription(
        id,
        1,
        Subscription.State.ACTIVE,
        null,
        topics == null ? List.of() : topics,
        query,
        ways(),
        validFrom);
  }

  private List<Channel> ways() {
    if (channels == null || channels.isEmpty()) {
      return List.of(Channel.CONSOLE);
    }
    List<Channel> ways = channels.stream().map(Way::channel).toList();
    if (ways.stream().map(Channel::name).distinct().count() < ways.size()) {
      throw new IllegalArgumentException("subscription " + id + ": two channels share a name");
    }
    return ways;
  }
}
