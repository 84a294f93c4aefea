package org.vigie.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Two loopback ports. They must be known before the start, since the broker's settings contain the
/// address of its controller.
record BrokerPorts(int broker, int controller) {
  /// Returns two ports that are free at this moment; another process may take them before they are
  /// used.
  static BrokerPorts findFree() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket broker = new ServerSocket(0, 1, loopback);
        ServerSocket controller = new ServerSocket(0, 1, loopback)) {
      return new BrokerPorts(broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
