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
final class Format {
  public static void main(String[] args) throws Exception {
    List<String> command = new ArrayList<>();
    switch (args[0]) {
      case "check" -> command.addAll(List.of("--dry-run", "--set-exit-if-changed"));
      case "write" -> command.add("--replace");
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
