package org.vigie.runtime;

/// A part of the process that works in the background until it is closed, such as the ingester or
/// the notifier.
///
/// The constructor does no I/O. A cluster that cannot be reached keeps no role from starting: the
/// role is [Health.Readiness#NOT_READY] and becomes ready by itself.
public interface Role extends AutoCloseable {
  /// One word in lower case that names the role in logs, health and metrics.
  String name();

  /// Starts the work and returns without waiting for it to become ready. Called at most once.
  ///
  /// @throws RuntimeException if the role can never work as it is configured
  void start();

  /// How the role is now. Answers at once, from any thread, before the start and after the close
  /// too, and never throws.
  Health health();

  /// Ends the work in good order and waits for that, for some seconds at most. Does nothing if the
  /// role was never started or is closed already.
  @Override
  void close();
}
