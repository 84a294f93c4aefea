package org.vigie.console.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.runtime.http.HttpRequest;

/// Tells requests of the console's own page from those that other sites make a browser send.
///
/// @param hosts configured names under which the console is reached
record RequestOrigin(Set<String> hosts) {
  static RequestOrigin of(List<String> hosts) {
    Set<String> names = new HashSet<>();
    hosts.forEach(host -> names.add(host.toLowerCase(Locale.ROOT)));
    return new RequestOrigin(names);
  }

  /// Whether no other site has made the browser send this. Clients that are no browsers send
  /// neither header.
  boolean isOwn(HttpRequest request) {
    String site = request.header("Sec-Fetch-Site").orElse("same-origin");
    return (site.equals("same-origin") || site.equals("none"))
        && request.header("Origin").map(origin -> isOwn(origin, request.authority())).orElse(true);
  }

  private boolean isOwn(String origin, String authority) {
    URI address = parse(origin);
    return address != null
        && address.getHost() != null
        && (address.getAuthority().equalsIgnoreCase(authority)
            || hosts.contains(address.getHost().toLowerCase(Locale.ROOT)));
  }

  private static @Nullable URI parse(String origin) {
    try {
      return new URI(origin);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /// Whether a proxy under a configured name has received the request over TLS.
  boolean isSecure(HttpRequest request) {
    String authority = request.authority().toLowerCase(Locale.ROOT);
    return request.header("X-Forwarded-Proto").equals(Optional.of("https"))
        && hosts.contains(authority.replaceFirst(":\\d+$", ""));
  }
}
