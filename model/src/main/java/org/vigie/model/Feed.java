package org.vigie.model;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A person's wish that an address be polled: the value of `vigie.feeds`. What became of it is a
/// [FeedState].
///
/// @param id see [Identity#feedId]
/// @param address http or https
/// @param outlet who publishes it
/// @param title the label of the feed, null where none was given
/// @param interval how often to poll at most; null leaves it to the schedule
public record Feed(
    String id, URI address, Outlet outlet, @Nullable String title, @Nullable Duration interval) {
  /// Refuses an address that cannot be polled.
  public Feed {
    Words.required("feed id", id);
    String scheme = address.getScheme();
    if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
        || address.getHost() == null) {
      throw new IllegalArgumentException("feed address '" + address + "' is not http or https");
    }
  }

  /// The feed at this address, under the id that the two give.
  public static Feed of(
      URI address, Outlet outlet, @Nullable String title, @Nullable Duration interval) {
    return new Feed(Identity.feedId(address, outlet), address, outlet, title, interval);
  }

  /// The host of the address, lower-case: the word that feeds and their states are partitioned by.
  public String host() {
    return Identity.host(address);
  }
}
