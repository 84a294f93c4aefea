package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script in a folder of its own, with a `java` and an `mvn` that are scripts too.
class LauncherTest {
  /// Prints how it was started; as the run that makes the class archive it writes one.
  private static final String JAVA =
      """
      #!/bin/bash
      for argument in "$@"; do
        case $argument in
          -XX:ArchiveClassesAtExit=*)
            [ -z "$(cat "${0%/*}/fails" 2>/dev/null)" ] || { echo crashed; exit 134; }
            echo archive >"${argument#*=}"; exit ;;
        esac
      done
      printf '%s\\n' "LC_ALL=${LC_ALL:-} LANGUAGE=${LANGUAGE:-}" "$@"
      """;

  private static final String MAVEN =
      """
      #!/bin/bash
      echo '[INFO] Downloaded from central: https://repo.example/a.jar (1 kB at 2 kB/s)'
      echo '[INFO] Building model 0.1.0                                            [1/2]'
      echo '[INFO] Building app 0.1.0                                              [2/2]'
      mkdir -p app/target/vigie/lib && echo jar >app/target/vigie/lib/vigie-app-0.1.0.jar
      """;

  private static final Path SCRIPT = Path.of("../vigie").toAbsolutePath().normalize();

  @TempDir Path directory;
  private Path home;
  private Path tools;
  private final Map<String, String> environment = new HashMap<>();

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void createHome() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher needs bash");
    home = Files.createDirectory(directory.resolve("dossier à côté"));
    Files.copy(SCRIPT, home.resolve("vigie"));
    Files.createFile(home.resolve("pom.xml"));
    tools = Files.createDirectory(directory.resolve("bin"));
    for (String tool :
        List.of(
            "bash",
            "cat",
            "cksum",
            "cp",
            "cut",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "id",
            "locale",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "stty",
            "touch",
            "tr")) {
      for (String place : List.of("/bin", "/usr/bin")) {
        Path real = Path.of(place, tool);
        if (Files.exists(real) && !Files.exists(tools.resolve(tool), LinkOption.NOFOLLOW_LINKS)) {
          Files.createSymbolicLink(tools.resolve(tool), real);
        }
      }
    }
    writeScript("mvn", MAVEN);
    Path java = Files.createDirectories(directory.resolve("jdk/bin"));
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    writeScript(java.resolve("java"), JAVA);
    writeScript(java.resolve("javac"), "#!/bin/bash\n");
    environment.put("PATH", tools.toString());
    environment.put("HOME", directory.toString());
    environment.put("JAVA_HOME", directory.resolve("jdk").toString());
  }

  private void writeScript(String name, String text) throws IOException {
    writeScript(tools.resolve(name), text);
  }

  private static void writeScript(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(String... arguments) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("/bin/bash", home.resolve("vigie").toString()),
                        Stream.of(arguments))
                    .toList())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Run(code, Files.readString(out), Files.readString(err));
  }

  private List<String> listArchives() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("app/target/vigie/cds"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(n -> !n.equals(".lock"))
          .toList();
    }
  }

  @Test
  void saysHowFarTheBuildIsAndMakesTheArchiveApart() throws Exception {
    Run first = run("demo", "--json");
    assertThat(first.code()).isZero();
    assertThat(first.err())
        .contains("vigie: building", "vigie: module 1/2: model\n", "vigie: module 2/2: app\n")
        .contains("vigie: preparing faster starts (once for each build) … done");
    assertThat(first.out().lines())
        .contains("demo", "--json")
        .anyMatch(option -> option.startsWith("-XX:SharedArchiveFile="))
        .noneMatch(option -> option.matches(".*(AutoCreateSharedArchive|ArchiveClassesAtExit).*"));
    assertThat(run("demo").err()).isEmpty();
    assertThat(listArchives()).as("nothing half made").hasSize(2);
  }

  @Test
  void goesOnWithoutAnArchiveWhereItCannotBeMade() throws Exception {
    Files.writeString(directory.resolve("jdk/bin/fails"), "yes");
    Run first = run("topics");
    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("failed; goes on without");
    assertThat(first.out()).contains("topics").doesNotContain("SharedArchiveFile");
    assertThat(run("topics").err()).as("not tried again").isEmpty();
    assertThat(listArchives()).noneMatch(name -> name.endsWith(".jsa"));
  }

  @Test
  void readsUtf8WhateverTheLocale() throws Exception {
    environment.put("LC_ALL", "C");
    assertThat(run("topics").out()).startsWith("LC_ALL=C.UTF-8 LANGUAGE=\n");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("VIGIE_BUILD", "never");
    assertThat(run("--query", "trêve").out()).contains("--query\ntrêve\n");
  }

  /// `ResultStream` knows a reader that has left by the words of the system alone.
  @Test
  void takesTheWordsOfTheSystemInEnglish() throws Exception {
    environment.put("LANG", "es_ES.UTF-8");
    environment.put("LC_MESSAGES", "ja_JP.UTF-8");
    environment.put("LANGUAGE", "es:ru");
    assertThat(run("topics").out()).startsWith("LC_ALL=C.UTF-8 LANGUAGE=\n");
    environment.put("LC_ALL", "C.utf8");
    assertThat(run("topics").out()).startsWith("LC_ALL=C.UTF-8 LANGUAGE=\n");
  }

  @Test
  void namesARemedyWhereMemoryRunsOut() throws Exception {
    environment.put("VIGIE_HEAP", "256m");
    assertThat(run("up").out().lines())
        .contains("-Xmx256m", "-XX:+ExitOnOutOfMemoryError")
        .anyMatch(
            option ->
                option.startsWith("-XX:OnOutOfMemoryError=echo 'vigie: memory has run out")
                    && option.contains("a heap of 256m")
                    // The JVM would split the command there.
                    && !option.contains(";"));
    environment.put("VIGIE_HEAP", "much; more");
    Run refused = run("up");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("VIGIE_HEAP is 'much; more'; write a number");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Run run = run("topics");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith(
            "vigie: must build first and needs Maven 3.8 or newer, which is not on the PATH;");
  }
}
