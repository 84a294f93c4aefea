package org.vigie.http;

import java.net.UnknownHostException;

/// A host without a public address. The message names the reason and contains nothing that the host
/// sent.
public final class HostRefusedException extends UnknownHostException {
  private static final long serialVersionUID = 1;

  HostRefusedException(String message) {
    super(message);
  }
}
