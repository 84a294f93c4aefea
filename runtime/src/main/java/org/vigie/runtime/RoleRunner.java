package org.vigie.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the roles of a process in order, watches them, and closes them, all at the same time.
/// Does nothing before [#start]. [#parts] and [#health] may be called from any thread, the rest
/// from one.
public final class RoleRunner implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  /// A process that was asked to end is killed after 15 s ([Role#close] takes some seconds).
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(12);

  private static final Logger log = LoggerFactory.getLogger(RoleRunner.class);

  private final List<Role> roles;
  private final List<Role> started = new ArrayList<>();

  /// @param roles in the order in which they start
  /// @throws IllegalArgumentException if two roles have the same name
  public RoleRunner(List<? extends Role> roles) {
    this.roles = List.copyOf(roles);
    Set<String> names = new HashSet<>();
    for (Role role : roles) {
      if (!names.add(role.name())) {
        throw new IllegalArgumentException("two roles are named '" + role.name() + "'");
      }
    }
  }

  /// Starts every role. Returns while they are still becoming ready, see [#awaitReady]. If one
  /// throws, the later ones are not started; [#close] closes those that were.
  ///
  /// @throws RuntimeException as the role has thrown it
  public void start() {
    for (Role role : roles) {
      // Before the start: what half a start has opened is closed too.
      started.add(role);
      role.start();
    }
  }

  /// The health of each role by its name, in the order of the start.
  public Map<String, Health> parts() {
    Map<String, Health> parts = new LinkedHashMap<>();
    roles.forEach(role -> parts.put(role.name(), role.health()));
    return Collections.unmodifiableMap(parts);
  }

  /// The health of all roles as one.
  public Health health() {
    return Health.combine(parts());
  }

  /// Waits until every role is ready.
  ///
  /// @return false if the stop was requested or the time has passed before
  /// @throws RoleFailedException if a role has failed
  public boolean awaitReady(Duration atMost, StopSignal stop) throws InterruptedException {
    long start = System.nanoTime();
    while (!check().isReady()) {
      if (System.nanoTime() - start >= atMost.toNanos() || stop.await(LOOK)) {
        return false;
      }
    }
    return true;
  }

  /// Waits until the stop is requested.
  ///
  /// @param observer gets the health of all roles every 50 ms, on this thread
  /// @throws RoleFailedException if a role has failed
  public void awaitStop(StopSignal stop, Consumer<Health> observer) throws InterruptedException {
    do {
      observer.accept(check());
    } while (!stop.await(LOOK));
  }

  private Health check() {
    Map<String, Health> parts = parts();
    parts.forEach(
        (name, health) -> {
          if (health.isFailed()) {
            throw new RoleFailedException(name + " has failed: " + health.cause());
          }
        });
    return Health.combine(parts);
  }

  /// Closes the roles whose start was tried, all at the same time, and waits at most 12 s for them.
  /// Each is closed even if another one throws.
  ///
  /// @throws RuntimeException the first that a role has thrown, in the order of the start, with
  ///     those of others suppressed
  @Override
  public void close() {
    List<RuntimeException> failures = closeAll(List.copyOf(started));
    started.clear();
    if (!failures.isEmpty()) {
      RuntimeException first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }

  private static List<RuntimeException> closeAll(List<Role> roles) {
    List<CompletableFuture<Void>> closes = new ArrayList<>();
    for (Role role : roles) {
      CompletableFuture<Void> closed = new CompletableFuture<>();
      closes.add(closed);
      Thread.ofVirtual().name("close-" + role.name()).start(() -> close(role, closed));
    }
    awaitClose(closes);
    return closes.stream()
        .filter(CompletableFuture::isCompletedExceptionally)
        .map(closed -> (RuntimeException) closed.exceptionNow())
        .toList();
  }

  private static void close(Role role, CompletableFuture<Void> closed) {
    try {
      role.close();
      closed.complete(null);
    } catch (RuntimeException e) {
      closed.completeExceptionally(e);
    }
  }

  private static void awaitClose(List<CompletableFuture<Void>> closes) {
    try {
      CompletableFuture.allOf(closes.toArray(CompletableFuture[]::new))
          .handle((unused, failure) -> true)
          .get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn("not every role has ended after {} s", CLOSE_LIMIT.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
