package org.vigie.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Where a host listens. Stands in for the DNS where stable names are served from elsewhere, as in
/// the demo and in tests; it may answer another port than the one asked for.
@FunctionalInterface
public interface AddressResolver {
  /// The addresses of a host, in the order in which to try them.
  ///
  /// @throws UnknownHostException where there are none
  List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException;

  /// The resolver of the system.
  static AddressResolver system() {
    return (host, port) ->
        Arrays.stream(InetAddress.getAllByName(host))
            .map(address -> new InetSocketAddress(address, port))
            .toList();
  }
}
