package org.vigie.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the browser tests need that Maven does not bring.
///
/// @param chromium the browser
/// @param driver a directory as Playwright wants it: `package` of npm's `playwright-core` and
/// `node`
/// @param axe the script of axe-core, which finds what keeps people from using a page
record BrowserTools(Path chromium, Path driver, Path axe) {
  private static final Path MANIFEST = Path.of("src", "test", "browser");
  private static final Path INSTALLED = Path.of("target", "browser").toAbsolutePath();
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int MIN_NODE = 20;
  private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
  private static final int INSTALL_SECONDS = 120;

  /// Something is missing; the message says what, and how to get it.
  static final class MissingTool extends Exception {
    private static final long serialVersionUID = 1;

    MissingTool(String message) {
      super("no tests in a browser: " + message);
    }
  }

  /// Finds the programs and installs the npm packages where they are not installed yet.
  static BrowserTools prepare() throws MissingTool, IOException, InterruptedException {
    Path chromium =
        BROWSERS.stream()
            .flatMap(name -> findProgram(name).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new MissingTool(
                        "none of "
                            + BROWSERS
                            + " is on the PATH (Debian: apt-get install chromium)"));
    Path node = requireProgram("node");
    requireNodeVersion(node);
    Path npm = requireProgram("npm");
    if (!isInstalled()) {
      install(npm);
    }
    return new BrowserTools(
        chromium,
        linkDriver(node),
        INSTALLED.resolve(Path.of("node_modules", "axe-core", "axe.min.js")));
  }

  private static Optional<Path> findProgram(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path requireProgram(String name) throws MissingTool {
    return findProgram(name)
        .orElseThrow(
            () ->
                new MissingTool(name + " is not on the PATH (Debian: apt-get install nodejs npm)"));
  }

  private static void requireNodeVersion(Path node)
      throws MissingTool, IOException, InterruptedException {
    Process process = new ProcessBuilder(node.toString(), "--version").start();
    String version = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    Matcher read = NODE_VERSION.matcher(version);
    if (!read.matches() || Integer.parseInt(read.group(1)) < MIN_NODE) {
      throw new MissingTool("node is '" + version + "', and Playwright needs " + MIN_NODE);
    }
  }

  /// The lock file is copied last.
  private static boolean isInstalled() throws IOException {
    Path copy = INSTALLED.resolve("installed.json");
    return Files.exists(copy) && Files.mismatch(copy, MANIFEST.resolve("package-lock.json")) == -1;
  }

  private static void install(Path npm) throws MissingTool, IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json")) {
      copy(file, file);
    }
    Path log = INSTALLED.resolve("npm.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                npm.toString(),
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-progress")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Process process = builder.start();
    if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new MissingTool("npm ci did not end in " + INSTALL_SECONDS + " s, see " + log);
    }
    if (process.exitValue() != 0) {
      throw new MissingTool("npm ci failed, see " + log);
    }
    copy("package-lock.json", "installed.json");
  }

  private static void copy(String from, String to) throws IOException {
    Files.copy(MANIFEST.resolve(from), INSTALLED.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path linkDriver(Path node) throws IOException {
    Path driver = Files.createDirectories(INSTALLED.resolve("driver"));
    link(driver.resolve("package"), INSTALLED.resolve(Path.of("node_modules", "playwright-core")));
    link(driver.resolve("node"), node);
    return driver;
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }
}
