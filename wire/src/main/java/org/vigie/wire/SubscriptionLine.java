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
public record SubscriptionLine(String id, @Nullable List<String> topics, @Nullable String query) {
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

  /// Its first version, by the console.
  ///
  /// @throws IllegalArgumentException where it asks for nothing or its id cannot be one
  public Subscription subscription(Instant validFrom) {
    return new Subscription(
        id,
        1,
        Subscription.State.ACTIVE,
        null,
        topics == null ? List.of() : topics,
        query,
        List.of(Channel.CONSOLE),
        validFrom);
  }
}
