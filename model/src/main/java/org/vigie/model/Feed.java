package org.vigie.model;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A person's request to poll an address: the value of the Kafka topic `vigie.feeds`. The observed
/// state of the feed is a [FeedState].
///
/// @param id derived from address and outlet, see [Identity]; begins with the host and a slash
/// @param address an http or https URL; the one form of all spellings, see [WebAddress], unless an
///     older version or another client wrote it
/// @param outlet who publishes the feed
/// @param title the label of the feed, null if none was given
/// @param interval the minimum interval between polls; null leaves it to the schedule
public record Feed(
    String id, URI address, Outlet outlet, @Nullable String title, @Nullable Duration interval) {
  /// The minimum of [#interval]: whoever may request feeds cannot have a publisher polled without
  /// pause.
  public static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

  /// The maximum of [#interval].
  public static final Duration MAX_INTERVAL = Checks.LONGEST;

  /// Rejects an address that is not http or https or has no host, and an interval that is not
  /// within [#MIN_INTERVAL] and [#MAX_INTERVAL]. A user name and password in the address, which
  /// are never sent, are left out.
  public Feed {
    address = checkAddress("feed address", Checks.require("address", address));
    checkId("id", id, "address", WebAddress.host(address));
    Checks.require("outlet", outlet);
    Checks.checkOptionalText("title", title, Checks.MAX_TEXT);
    Checks.checkDuration("interval", interval);
    if (interval != null && interval.compareTo(MIN_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "interval is below " + MIN_INTERVAL.toSeconds() + " second");
    }
  }

  /// Requests and states are partitioned by the host, and removed by the id: both must agree.
  static void checkId(String what, @Nullable String id, String place, String host) {
    if (!Checks.requireId(what, id).startsWith(host + "/")) {
      throw new IllegalArgumentException(what + " and " + place + " name different hosts");
    }
  }

  static URI checkAddress(String what, URI written) {
    URI address = WebAddress.withoutUserInfo(written);
    String scheme = address.getScheme();
    if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
        || WebAddress.findHost(address) == null) {
      throw new IllegalArgumentException(
          what + " " + Checks.quote(address.toString()) + " is not http or https");
    }
    Checks.checkText(what, address.toString(), Checks.MAX_ADDRESS);
    return address;
  }

  /// Creates a feed with the id derived from address and outlet.
  public static Feed of(
      URI address, Outlet outlet, @Nullable String title, @Nullable Duration interval) {
    return new Feed(Identity.feedId(address, outlet), address, outlet, title, interval);
  }

  /// The host of the address in lower case. Feeds and their states are partitioned by it.
  public String host() {
    return WebAddress.host(address);
  }
}
