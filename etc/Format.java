import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs google-java-format over the sources of every module. `check` names the files that differ and
/// fails; `write` rewrites them. Started as a source file by the parent POM.
///
/// A `///` line that is too long is broken here first: google-java-format would turn its rest into a
/// plain comment.
final class Format {
  private static final int COLUMNS = 100;
  private static final String DOC = "///";

  public static void main(String[] args) throws Exception {
    List<String> command = new ArrayList<>();
    switch (args[0]) {
      case "check" -> command.addAll(List.of("--dry-run", "--set-exit-if-changed"));
      case "write" -> {
        command.add("--replace");
        for (String source : sources()) {
          breakLongDocLines(Path.of(source));
        }
      }
      default -> throw new IllegalArgumentException("check or write, not " + args[0]);
    }
    command.addAll(sources());
    PrintWriter out = new PrintWriter(System.out, true);
    int exit = new Main(out, new PrintWriter(System.err, true), System.in).format(command.toArray(String[]::new));
    out.flush();
    if (exit != 0) {
      System.err.println("Not in the agreed format (listed above): run  mvn -N -Pformat process-sources");
    }
    System.exit(exit);
  }

  private static void breakLongDocLines(Path source) throws IOException {
    List<String> lines = Files.readAllLines(source);
    if (lines.stream().anyMatch(Format::isLongDocLine)) {
      Files.write(source, lines.stream().flatMap(Format::broken).toList());
    }
  }

  private static boolean isLongDocLine(String line) {
    return line.length() > COLUMNS && line.strip().startsWith(DOC);
  }

  private static Stream<String> broken(String line) {
    if (!isLongDocLine(line)) {
      return Stream.of(line);
    }
    String start = line.substring(0, line.indexOf(DOC) + DOC.length()) + " ";
    int space = line.lastIndexOf(' ', COLUMNS);
    return space < start.length()
        ? Stream.of(line)
        : Stream.concat(
            Stream.of(line.substring(0, space)), broken(start + line.substring(space + 1)));
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(""))) {
      List<String> found = new ArrayList<>();
      for (Path sources : modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(sources)) {
          files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(found::add);
        }
      }
      return found;
    }
  }
}
