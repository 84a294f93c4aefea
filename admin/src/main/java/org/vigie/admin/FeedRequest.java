package org.vigie.admin;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Links;
import org.vigie.ingest.item.OutletResolver;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;

/// The request to poll an address.
///
/// @param address an http or https URL
/// @param outlet the name of the publisher; null or blank for the host of the address
public record FeedRequest(String address, @Nullable String outlet) {
  /// The longest address, in characters.
  static final int MAX_ADDRESS = 2_000;

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
    return createFeed(found, address);
  }

  private Feed createFeed(URI at, @Nullable String site) {
    Outlet publisher = OutletResolver.resolveForFeed(outlet, site, at);
    return Feed.of(at, publisher, null, null);
  }

  /// The address, as the reader of OPML lists parses it: an international host name becomes ASCII,
  /// characters that a URL may not hold are escaped.
  URI parseAddress() {
    if (address.length() > MAX_ADDRESS) {
      throw refuse("the address is longer than " + MAX_ADDRESS + " characters");
    }
    URI parsed = Links.parseUri(address);
    if (parsed == null) {
      throw refuse("'" + address + "' is no address");
    }
    if (parsed.getHost() == null || !Links.isHttp(address)) {
      throw refuse("'" + address + "' is no http or https address");
    }
    return parsed;
  }

  private static AdminException.InvalidRequest refuse(String reason) {
    return new AdminException.InvalidRequest("address", reason);
  }
}
