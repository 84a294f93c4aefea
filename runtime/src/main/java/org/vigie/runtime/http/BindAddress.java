package org.vigie.runtime.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server listens.
///
/// @param host a name or an address, IPv6 without brackets
/// @param port from 0 (any free one) to 65535
public record BindAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([a-zA-Z0-9.-]+)):(\\d{1,5})");

  private static final int HIGHEST_PORT = 65_535;

  private static final String OFF = "off";

  /// Refuses a port that there is not.
  public BindAddress {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(port + " is no port");
    }
  }

  /// Reads `host:port`, such as `127.0.0.1:9610` or `[::1]:9610`.
  ///
  /// @throws IllegalArgumentException if the text has another form
  public static BindAddress parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address; write a host and a port, such as 127.0.0.1:9610");
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return new BindAddress(host, Integer.parseInt(parts.group(3)));
  }

  /// As [#parse]; empty for `off`.
  ///
  /// @throws IllegalArgumentException if the text has another form
  public static Optional<BindAddress> parseOrOff(String text) {
    return text.strip().equalsIgnoreCase(OFF) ? Optional.empty() : Optional.of(parse(text));
  }

  /// True if only this machine can connect.
  public boolean isLoopback() {
    return host.equalsIgnoreCase("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  /// The same host with another port.
  BindAddress withPort(int other) {
    return new BindAddress(host, other);
  }

  /// As [#parse] reads it.
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
