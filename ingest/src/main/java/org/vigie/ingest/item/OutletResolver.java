package org.vigie.ingest.item;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.Links;
import org.vigie.model.Outlet;
import org.vigie.model.WebAddress;

/// Finds the outlet of a feed if none is named: the host of its site without `www.`, else host and
/// port of its address.
public final class OutletResolver {
  private OutletResolver() {}

  /// The outlet of a requested feed.
  ///
  /// @param name as requested, null without
  /// @param site the address of the site (`htmlUrl`), null without
  /// @param address of the feed
  public static Outlet resolveForFeed(@Nullable String name, @Nullable String site, URI address) {
    if (name != null && !name.isBlank()) {
      return Outlet.named(name);
    }
    Outlet ofSite = createFromSite(Links.parseUri(site));
    return ofSite == null ? createFromAddress(address) : ofSite;
  }

  /// The outlet of a document that was not polled: that of the known feed at the document's own
  /// address, else the host of its channel's link, else the folder's name.
  ///
  /// @param known outlets of known feeds by address
  /// @param folder name used if nothing else is known
  public static Outlet resolveForDocument(
      FeedDocument document, Map<URI, Outlet> known, String folder) {
    Outlet polled = document.self() == null ? null : known.get(document.self());
    if (polled != null) {
      return polled;
    }
    Outlet ofSite = createFromSite(document.link());
    return ofSite == null ? Outlet.named(folder) : ofSite;
  }

  /// The outlet named by a site's host; null if the address has no host.
  public static @Nullable Outlet createFromSite(@Nullable URI site) {
    String host = site == null ? null : WebAddress.findHost(site);
    if (host == null) {
      return null;
    }
    return Outlet.named(host.startsWith("www.") ? host.substring(4) : host);
  }

  /// The outlet named by an address alone: its host, and its port if it names one.
  ///
  /// @throws IllegalArgumentException if the address has no host
  public static Outlet createFromAddress(URI address) {
    Outlet outlet = createFromSite(address);
    if (outlet == null) {
      throw new IllegalArgumentException("the address has no host");
    }
    int port = WebAddress.port(address);
    return port < 0 ? outlet : Outlet.named(outlet.name() + ":" + port);
  }
}
