package org.vigie.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Resolves host names. The demo and tests replace the DNS so that a local server answers under
/// stable names; the result may have another port than the requested one.
@FunctionalInterface
public interface AddressResolver {
  /// Returns the addresses of a host in the order in which to try them.
  ///
  /// @throws UnknownHostException if there are none
  List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException;

  /// Returns the resolver of the operating system.
  static AddressResolver system() {
    return (host, port) ->
        Arrays.stream(InetAddress.getAllByName(host))
            .map(address -> new InetSocketAddress(address, port))
            .toList();
  }
}
