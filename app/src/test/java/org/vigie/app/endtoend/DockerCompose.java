package org.vigie.app.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `docker compose` on the compose file of the repository, with a feed server beside it, under a
/// project name of its own.
final class DockerCompose implements AutoCloseable {
  static final String PROJECT = "vigie-proof";
  private static final int MAX_WAIT_SECONDS = 240;

  private final Path repository;
  private final Map<String, String> environment;

  /// Starts nothing yet.
  ///
  /// @param repository directory of `docker-compose.yml`
  /// @param environment variables for the compose files
  DockerCompose(Path repository, Map<String, String> environment) {
    this.repository = repository;
    this.environment = Map.copyOf(environment);
  }

  /// Returns whether `docker compose` is installed.
  static boolean isAvailable() throws InterruptedException {
    try {
      return new ProcessBuilder("docker", "compose", "version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /// Runs `docker compose …`.
  ///
  /// @return what it printed on standard output
  /// @throws IllegalStateException if it fails, with its output
  String runCompose(String... arguments) throws IOException, InterruptedException {
    return runDocker(
        Stream.concat(
                Stream.of(
                    "compose",
                    "--project-name",
                    PROJECT,
                    "--file",
                    "docker-compose.yml",
                    "--file",
                    "app/src/test/docker/compose.press.yml"),
                Stream.of(arguments))
            .toList());
  }

  /// Runs `docker …`, otherwise like [#runCompose].
  String runDocker(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
    builder.environment().putAll(environment);
    Path errors = Files.createTempFile("compose", ".err");
    try {
      Process process = builder.redirectError(errors.toFile()).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            String.join(" ", command) + "\n" + Files.readString(errors) + printed);
      }
      return printed;
    } finally {
      Files.delete(errors);
    }
  }

  /// The containers, volumes and networks that are left of the project.
  List<String> listRemains() throws IOException, InterruptedException {
    String mine = "label=com.docker.compose.project=" + PROJECT;
    return Stream.of(
            runDocker(List.of("ps", "--all", "--quiet", "--filter", mine)),
            runDocker(List.of("volume", "ls", "--quiet", "--filter", mine)),
            runDocker(List.of("network", "ls", "--quiet", "--filter", mine)))
        .flatMap(String::lines)
        .toList();
  }

  /// Stops all containers and removes their data.
  @Override
  public void close() throws IOException, InterruptedException {
    runCompose("down", "--volumes");
  }
}
