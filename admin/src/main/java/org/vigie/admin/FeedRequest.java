package org.vigie.admin;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.item.OutletResolver;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.model.TextTruncation;
import org.vigie.model.WebAddress;

/// The request to poll an address.
///
/// @param address an http or https address in any spelling, see [WebAddress#read]
/// @param outlet the name of the publisher; null or blank for the host of the address
public record FeedRequest(String address, @Nullable String outlet) {
  private static final int MAX_SHOWN = 200;

  /// A request without the name of the publisher.
  public static FeedRequest of(String address) {
    return new FeedRequest(address, null);
  }

  /// The requested feed.
  ///
  /// @throws AdminException.InvalidRequest if the address is not valid
  public Feed toFeed() {
    return createFeed(parseAddress(), null);
  }

  /// The feed at another address that the page at this one names.
  Feed toFeedOfPage(URI found) {
    return createFeed(found, parseAddress().toString());
  }

  private Feed createFeed(URI at, @Nullable String site) {
    Outlet publisher = OutletResolver.resolveForFeed(outlet, site, at);
    return Feed.of(at, publisher, null, null);
  }

  private URI parseAddress() {
    try {
      return WebAddress.read(address);
    } catch (IllegalArgumentException e) {
      String shown = TextTruncation.truncate(WebAddress.maskUserInfo(address), MAX_SHOWN);
      throw new AdminException.InvalidRequest("address", "'" + shown + "': " + e.getMessage(), e);
    }
  }
}
