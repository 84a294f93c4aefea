package org.vigie.runtime;

import java.time.Duration;

/// The request of a person or a supervisor that the process end, such as Ctrl-C or SIGTERM.
@FunctionalInterface
public interface StopSignal {
  /// Waits until the stop is requested.
  ///
  /// @return true if it was, false if `atMost` passed before
  boolean await(Duration atMost) throws InterruptedException;
}
