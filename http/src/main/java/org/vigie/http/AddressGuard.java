package org.vigie.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves host names to public addresses only. The check is made after name resolution and before
/// a connection, so neither a redirect nor a changing DNS answer can lead to an internal address.
/// An IPv6 address that embeds an IPv4 address is checked by the latter. The refused ranges are
/// those of the IANA special-purpose address registries.
public final class AddressGuard implements AddressResolver {
  private final AddressResolver resolver;

  /// Filters the answers of a resolver.
  public AddressGuard(AddressResolver resolver) {
    this.resolver = resolver;
  }

  /// Returns the public addresses of a host.
  ///
  /// @throws RefusedHost if no address of the host is public
  /// @throws UnknownHostException if the host cannot be resolved
  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> allowed = new ArrayList<>();
    String refusal = null;
    for (InetSocketAddress address : resolver.resolve(host, port)) {
      String reason = findRefusalReason(address.getAddress());
      if (reason == null) {
        allowed.add(address);
      } else {
        refusal = reason;
      }
    }
    if (allowed.isEmpty()) {
      throw new HostRefusedException(
          refusal == null ? "no address" : "the address is " + refusal + ", which is not allowed");
    }
    return allowed;
  }

  /// Returns the reason why an address is refused, such as `loopback`; null for a public one.
  public static @Nullable String findRefusalReason(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return findIpv4RefusalReason(bytes);
    }
    byte[] hidden = extractEmbeddedIpv4(bytes);
    return hidden == null ? findIpv6RefusalReason(address, bytes) : findIpv4RefusalReason(hidden);
  }

  private static @Nullable String findIpv4RefusalReason(byte[] b) {
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    int third = b[2] & 0xff;
    if (first == 0) {
      return "of this network";
    }
    if (first == 127) {
      return "loopback";
    }
    if (first == 10
        || first == 172 && second >= 16 && second < 32
        || first == 192 && second == 168) {
      return "private";
    }
    if (first == 169 && second == 254) {
      return "link-local";
    }
    if (first == 100 && second >= 64 && second < 128) {
      return "shared (carrier-grade NAT)";
    }
    if (first >= 224) {
      return first < 240 ? "multicast" : "reserved";
    }
    boolean special =
        first == 192 && second == 0 && (third == 0 || third == 2)
            || first == 192 && second == 88 && third == 99
            || first == 198 && (second == 18 || second == 19)
            || first == 198 && second == 51 && third == 100
            || first == 203 && second == 0 && third == 113;
    return special ? "reserved" : null;
  }

  private static @Nullable String findIpv6RefusalReason(InetAddress address, byte[] b) {
    if (address.isAnyLocalAddress() || address.isLoopbackAddress()) {
      return "loopback";
    }
    if (address.isMulticastAddress()) {
      return "multicast";
    }
    if (address.isLinkLocalAddress()) {
      return "link-local";
    }
    if ((b[0] & 0xfe) == 0xfc || address.isSiteLocalAddress()) {
      return "private";
    }
    boolean global = (b[0] & 0xe0) == 0x20;
    boolean documentation = hasPrefix(b, 0x20, 0x01, 0x0d, 0xb8) || hasPrefix(b, 0x3f, 0xff);
    // 2001::/23 is reserved for protocols (benchmarks, overlays, anycast services) and holds no
    // servers.
    boolean ofProtocols = hasPrefix(b, 0x20, 0x01) && (b[2] & 0xfe) == 0;
    return global && !documentation && !ofProtocols ? null : "reserved";
  }

  /// Returns the IPv4 address embedded in an IPv6 one: mapped, compatible, translated (NAT64 with
  /// the well-known prefix; the local-use prefix is refused as a whole), 6to4, Teredo or ISATAP;
  /// null if there is none.
  private static byte @Nullable [] extractEmbeddedIpv4(byte[] b) {
    boolean zeros = hasPrefix(b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    if (zeros && (b[10] & 0xff) == 0xff && (b[11] & 0xff) == 0xff) {
      return Arrays.copyOfRange(b, 12, 16);
    }
    if (zeros && b[10] == 0 && b[11] == 0 && (b[12] != 0 || b[13] != 0)) {
      return Arrays.copyOfRange(b, 12, 16);
    }
    boolean translated =
        hasPrefix(b, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)
            || hasPrefix(b, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);
    if (translated) {
      return Arrays.copyOfRange(b, 12, 16);
    }
    if (hasPrefix(b, 0x20, 0x02)) {
      return Arrays.copyOfRange(b, 2, 6);
    }
    if (hasPrefix(b, 0x20, 0x01, 0, 0)) {
      byte[] hidden = Arrays.copyOfRange(b, 12, 16);
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = (byte) ~hidden[i];
      }
      return hidden;
    }
    boolean isatap =
        (b[8] & 0xfc) == 0 && b[9] == 0 && (b[10] & 0xff) == 0x5e && b[11] == (byte) 0xfe;
    return isatap ? Arrays.copyOfRange(b, 12, 16) : null;
  }

  private static boolean hasPrefix(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
