package org.vigie.runtime.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a server serves.
///
/// @param limits how much it takes from its clients
/// @param hosts names beside its own that the `Host` header of a request may have; null if any name
///     may stand there unless the address is a loopback address
/// @param headers on every reply, errors included, unless the reply sets another value
public record HttpOptions(
    HttpLimits limits, @Nullable List<String> hosts, Map<String, String> headers) {
  /// Copies the collections.
  public HttpOptions {
    hosts = hosts == null ? null : List.copyOf(hosts);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// Names no hosts and adds no headers.
  public static HttpOptions of(HttpLimits limits) {
    return new HttpOptions(limits, null, Map.of());
  }

  /// Accepts requests for these hosts, for the address itself and for loopback, and for no other.
  public HttpOptions withHosts(List<String> names) {
    return new HttpOptions(limits, names, headers);
  }

  /// The same with these headers.
  public HttpOptions withHeaders(Map<String, String> others) {
    return new HttpOptions(limits, hosts, others);
  }
}
