package org.vigie.runtime.http;

import java.time.Duration;

/// How much a server takes from its clients.
///
/// @param connections open at one time; further ones wait to be accepted
/// @param idle how long a connection may send or take nothing before it is closed, and how long a
///     request body may take as a whole
/// @param bodyBytes the largest request body
/// @param stop how long a stop waits for requests under way
public record HttpLimits(int connections, Duration idle, int bodyBytes, Duration stop) {
  /// For a handful of clients that ask for numbers.
  public static final HttpLimits SMALL =
      new HttpLimits(64, Duration.ofSeconds(10), 0, Duration.ofSeconds(2));

  /// Refuses limits under which nothing could be served.
  public HttpLimits {
    if (connections < 1 || !idle.isPositive() || bodyBytes < 0 || stop.isNegative()) {
      throw new IllegalArgumentException("http limits: a number is too small");
    }
  }

  /// The same with another number of connections.
  public HttpLimits withConnections(int other) {
    return new HttpLimits(other, idle, bodyBytes, stop);
  }

  /// The same with another idle time.
  public HttpLimits withIdle(Duration other) {
    return new HttpLimits(connections, other, bodyBytes, stop);
  }

  /// The same with another size of bodies.
  public HttpLimits withBodyBytes(int other) {
    return new HttpLimits(connections, idle, other, stop);
  }

  /// The same with another wait at a stop.
  public HttpLimits withStop(Duration other) {
    return new HttpLimits(connections, idle, bodyBytes, other);
  }
}
