package org.vigie.http;

import java.net.UnknownHostException;

/// A host of which every address is refused. Its message says what the address is, and holds
/// nothing that the host said.
public final class RefusedHost extends UnknownHostException {
  private static final long serialVersionUID = 1;

  RefusedHost(String message) {
    super(message);
  }
}
