package org.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files and child processes of a run. Both are removed when the process ends, also after
/// Ctrl-C.
final class Workspace implements AutoCloseable {
  private static final int STOP_TIMEOUT_SECONDS = 12;
  private static final int MAX_DELETE_ATTEMPTS = 20;
  private static final int PAUSE_MILLIS = 100;

  private final Path root;
  private final @Nullable Path launcher;
  private final Set<Process> children = ConcurrentHashMap.newKeySet();
  private final Thread shutdownHook = new Thread(this::interrupt, "workplace");

  private volatile boolean interrupted;

  private Workspace(Path root, @Nullable Path launcher) {
    this.root = root;
    this.launcher = launcher;
  }

  /// Creates an empty workspace.
  ///
  /// @param launcher the `vigie` script, null if this process was not started by it
  static Workspace create(@Nullable Path launcher) throws IOException {
    Workspace place = new Workspace(Files.createTempDirectory("vigie-bench-"), launcher);
    Runtime.getRuntime().addShutdownHook(place.shutdownHook);
    return place;
  }

  /// Creates an empty directory.
  Path createDirectory(String name) {
    try {
      return Files.createTempDirectory(root, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// True if commands can be started.
  boolean hasLauncher() {
    return launcher != null;
  }

  /// Starts a `vigie` command that must have been built before. Its standard error is discarded.
  Process startCommand(String... arguments) throws IOException {
    if (launcher == null) {
      throw new IllegalStateException("no launcher");
    }
    List<String> command =
        Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("VIGIE_BUILD", "never");
    Process child = builder.start();
    children.add(child);
    return child;
  }

  /// Stops a child gracefully, so that it can write its class archive, and kills it after a
  /// timeout.
  void stop(Process child) {
    child.destroy();
    try {
      if (!child.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.remove(child);
  }

  /// True once Ctrl-C or a signal ends the process. Failures after that are caused by it.
  boolean isInterrupted() {
    return interrupted;
  }

  private void interrupt() {
    interrupted = true;
    cleanUp();
  }

  @Override
  public void close() {
    if (!interrupted) {
      cleanUp();
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }
  }

  private void cleanUp() {
    children.forEach(Process::destroy);
    children.forEach(this::stop);
    // A broker that is still running may write files while its directory is removed.
    for (int sweep = 0; sweep < MAX_DELETE_ATTEMPTS && Files.exists(root); sweep++) {
      if (sweep > 0) {
        pause();
      }
      deleteTree(root);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deleteTree(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The directory was written to in the meantime; the next attempt removes it.
    }
  }
}
