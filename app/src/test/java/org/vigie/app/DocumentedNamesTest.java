package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The guides name only types, members, tests and files that exist: types in code spans, alone,
/// after their package or before a member; tests in command lines; the targets of links.
class DocumentedNamesTest {
  private static final Path ROOT = Path.of("..");

  private static final PathMatcher GUIDES =
      FileSystems.getDefault()
          .getPathMatcher(
              "glob:../{README,ARCHITECTURE,CONTRIBUTING,*/README,docs/*,docs/decisions/*}.md");

  /// Types of the JDK and of libraries, and words that only look like types.
  private static final Set<String> NOT_OURS =
      Set.of(
          "CreateTime",
          "Dockerfile",
          "Expires",
          "Formatter",
          "FrenchAnalyzer",
          "Helper",
          "Host",
          "HttpGet",
          "HttpPost",
          "Impl",
          "KafkaException",
          "KafkaRaftServer",
          "LogAppendTime",
          "Manager",
          "SerializationException",
          "ServerSocket",
          "TopologyTestDriver",
          "Util",
          "WallclockTimestampExtractor",
          "WireFeedInput");

  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern NAME =
      Pattern.compile(
          "((?:[a-z][a-z0-9]*[./])*)([A-Z]\\w*[a-z]\\w*)((?:[.#]\\w+)*)(?:<.*>)?(?:\\(.*\\))?");
  private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=([A-Z]\\w+)");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)");

  private static final Pattern COMMENT = Pattern.compile("(?s)//[^\n]*|/\\*.*?\\*/");
  private static final List<String> KINDS = List.of("class ", "record ", "interface ", "enum ");
  private static final Pattern TYPE =
      Pattern.compile("[a-z -]*(?:class|record|@?interface|enum) ([A-Z]\\w*).*");

  private static final Map<String, List<Source>> SOURCES = new HashMap<>();

  private record Source(Path file, String code) {
    List<String> types() {
      return code.lines()
          .filter(line -> KINDS.stream().anyMatch(line::contains))
          .map(TYPE::matcher)
          .filter(Matcher::matches)
          .map(type -> type.group(1))
          .toList();
    }

    boolean isIn(String packageEnd) {
      return packageEnd.isEmpty()
          || file.resolveSibling("").endsWith(packageEnd.replace('.', '/').replaceFirst("/$", ""));
    }

    /// Whether a method, field, parameter, enum constant or nested type of this name is declared.
    boolean declares(String member) {
      String afterType =
          "(?<!\\b(?:return|new|throw|else|case))(?<=[\\w>\\]?])\\s+%1$s\\s*[(=;,){<]";
      String asConstant = "^ *%1$s(?:\\(.*|)[,;{]?$";
      return Pattern.compile("(?m)" + (afterType + "|" + asConstant).formatted(member))
          .matcher(COMMENT.matcher(code).replaceAll(""))
          .find();
    }
  }

  @BeforeAll
  static void readSources() throws IOException {
    for (Path file : findSources()) {
      Source source = new Source(file, Files.readString(file));
      source
          .types()
          .forEach(type -> SOURCES.computeIfAbsent(type, any -> new ArrayList<>()).add(source));
    }
  }

  private static List<Path> findSources() throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:../*/src/*/java/**.java");
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path folder : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(matcher::matches).forEach(found::add);
          }
        }
      }
    }
    return found;
  }

  @Test
  void guidesNameWhatExists() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path guide : findGuides()) {
      findFaults(guide, Files.readString(guide))
          .forEach(fault -> faults.add(ROOT.relativize(guide) + ": " + fault));
    }
    assertThat(String.join("\n", faults)).isEmpty();
  }

  @Test
  void findsWhatDoesNotExist() {
    String guide =
        """
        `Channel`, `model.Channel`, `Channel.CONSOLE`, `Channel.Webhook`, `TopicPacks.bundled()` and
        `KafkaTopic<V>` exist, as does [Identity](model/src/main/java/org/vigie/model/Identity.java).
        `NoSuchType` and `wire.Channel`, `Channel.noSuchMember`, `NoSuchType.member` do not, nor
        [this](docs/no-such-page.md).

        ```
        mvn test -Dtest=NoSuchTest
        ```
        """;
    assertThat(findFaults(ROOT.resolve("README.md"), guide))
        .containsExactly(
            "NoSuchType",
            "wire.Channel",
            "Channel.noSuchMember",
            "NoSuchType.member",
            "NoSuchTest",
            "docs/no-such-page.md");
  }

  private static List<Path> findGuides() throws IOException {
    try (Stream<Path> paths = Files.find(ROOT, 3, (path, any) -> GUIDES.matches(path))) {
      return paths.sorted().toList();
    }
  }

  private List<String> findFaults(Path guide, String text) {
    String prose = FENCED.matcher(text).replaceAll("");
    boolean isForUsers = guide.resolveSibling("").endsWith("docs");
    List<String> faults = new ArrayList<>();
    faults.addAll(filter(SPAN, prose, span -> isForUsers && isPlainWord(span) || exists(span)));
    faults.addAll(filter(TEST, text, SOURCES::containsKey));
    faults.addAll(
        filter(LINK, prose, target -> Files.exists(guide.resolveSibling(target).normalize())));
    return faults;
  }

  /// What the pattern finds and the condition does not accept.
  private static List<String> filter(Pattern pattern, String text, Predicate<String> accepted) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(found -> !accepted.test(found))
        .toList();
  }

  /// In a guide for users, `Moscou` is a word of the press.
  private static boolean isPlainWord(String span) {
    return span.matches("[A-Z][a-z]+");
  }

  private boolean exists(String span) {
    Matcher name = NAME.matcher(span);
    if (!name.matches() || NOT_OURS.contains(name.group(2))) {
      return true;
    }
    List<String> members = Arrays.stream(name.group(3).split("[.#]")).skip(1).toList();
    return SOURCES.getOrDefault(name.group(2), List.of()).stream()
        .anyMatch(
            source -> source.isIn(name.group(1)) && members.stream().allMatch(source::declares));
  }
}
