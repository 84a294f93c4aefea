package org.vigie.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.vigie.model.HostName;

/// The DNS resolver of the HTTP client, which connects only to the addresses it returns.
final class GuardedDnsResolver implements DnsResolver {
  private final AddressResolver resolver;

  private GuardedDnsResolver(AddressResolver resolver) {
    this.resolver = resolver;
  }

  /// Creates a resolver that returns public addresses only, unless private ones are allowed.
  static GuardedDnsResolver of(AddressResolver resolver, boolean allowPrivateAddresses) {
    return new GuardedDnsResolver(allowPrivateAddresses ? resolver : new AddressGuard(resolver));
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return resolve(host, 0).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return resolver.resolve(toAscii(host), port);
  }

  /// The client makes letters of a name that begins with `xn--`; the DNS knows it in ASCII only.
  private static String toAscii(String host) throws UnknownHostException {
    try {
      return host.chars().allMatch(c -> c < 0x80) ? host : HostName.toAscii(host);
    } catch (IllegalArgumentException e) {
      throw new UnknownHostException(e.getMessage());
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
