package org.vigie.admin.operations;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.vigie.admin.Admin;
import org.vigie.wire.KafkaConnection;

/// Measures a cluster every ten seconds in the background. Thread-safe.
public final class OperationsMonitor implements AutoCloseable {
  /// Opens nothing yet.
  ///
  /// @param indexBytes size of the index that the console searches
  /// @param clock must agree with the clocks of the brokers
  public OperationsMonitor(
      Admin admin, KafkaConnection connection, LongSupplier indexBytes, InstantSource clock) {}

  /// Begins to measure.
  public void start() {
    throw new UnsupportedOperationException();
  }

  /// What was measured last.
  public OperationsReport report() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
