package org.vigie.http;

import java.net.UnknownHostException;

/// A host without a public address. The message names the reason and contains nothing that the host
/// sent.
public final class RefusedHost extends UnknownHostException {
  private static final long serialVersionUID = 1;

  RefusedHost(String message) {
    super(message);
  }
}
