package org.vigie.analysis.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.country.CountryTable;

/// A set of topic packs and their shared word groups.
///
/// A folder of packs holds one `*.yaml` file per topic, optionally its [WordWeights] beside it
/// (`TOPIC.weights.tsv`), and optionally a `words.yaml` with further groups and a `conflicts.yaml`
/// with further conflicts. Its packs may also use those that are bundled, and the groups of the
/// table of countries: `{country}`, `{capital}` and `{nationality}`.
public final class TopicPacks {
  /// Maximum size of a file in bytes; the largest bundled file has a thirtieth of it.
  private static final long MAX_FILE_BYTES = 1 << 20;

  private static final Pattern UNSCORED_KEY =
      Pattern.compile("(?:label|codes|phases|examples)\\s*:");

  private static final String WORDS_FILE = "words.yaml";
  private static final String CONFLICTS_FILE = "conflicts.yaml";
  private static final List<String> BUNDLED_TOPICS =
      List.of("ceasefire", "summit", "sanctions", "coalition");

  private final Map<String, String> sources;
  private final Map<String, TopicPack> packs = new TreeMap<>();
  private final Map<String, String> sourceOf = new TreeMap<>();
  private final Map<String, WordWeights> weights = new TreeMap<>();
  private final CountryTable countries = CountryTable.bundled();
  private final Map<String, List<PackPhrase>> sharedGroups = new LinkedHashMap<>();
  private final Map<String, ArmedConflict> conflicts = new LinkedHashMap<>();

  /// @param sources contents by file name; a later pack replaces an earlier one of the same topic,
  ///     with its weights
  private TopicPacks(Map<String, String> sources) {
    this.sources = sources;
    countries
        .phraseGroups()
        .forEach((name, phrases) -> sharedGroups.put(name, parseNames(phrases)));
    sources.forEach(this::addFile);
  }

  private static List<PackPhrase> parseNames(List<String> names) {
    YamlNode.YamlPosition place = new YamlNode.YamlPosition("countries.csv", "", 1);
    return names.stream().map(name -> PackPhrase.ofName(place, name)).toList();
  }

  private void addFile(String file, String source) {
    if (file.endsWith(WORDS_FILE)) {
      sharedGroups.putAll(PackReader.readWordGroups(file, source));
      return;
    }
    if (file.endsWith(CONFLICTS_FILE)) {
      YamlNode.YamlMapping read = ArmedConflict.readFile(file, source);
      sharedGroups.putAll(PackReader.readGroups(read.values().get("groups")));
      conflicts.putAll(ArmedConflict.readConflicts(read));
      return;
    }
    if (file.endsWith(WordWeights.FILE_SUFFIX)) {
      WordWeights ofTopic = WordWeights.parse(file, source, packs.keySet());
      weights.put(ofTopic.topic(), ofTopic);
      return;
    }
    TopicPack pack = PackReader.readPack(file, source);
    packs.put(pack.topic(), pack);
    weights.remove(pack.topic());
    sourceOf.put(pack.topic(), source);
  }

  /// Returns the four packs that come with Vigie.
  public static TopicPacks bundled() {
    return new TopicPacks(readBundledSources());
  }

  private static Map<String, String> readBundledSources() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.putAll(readSharedSources());
    BUNDLED_TOPICS.forEach(topic -> sources.put(topic + ".yaml", readResource(topic + ".yaml")));
    for (String topic : BUNDLED_TOPICS) {
      String name = topic + WordWeights.FILE_SUFFIX;
      String source = readResourceIfPresent(name);
      if (source != null) {
        sources.put(name, source);
      }
    }
    return sources;
  }

  private static Map<String, String> readSharedSources() {
    Map<String, String> shared = new LinkedHashMap<>();
    shared.put(WORDS_FILE, readResource(WORDS_FILE));
    shared.put(CONFLICTS_FILE, readResource(CONFLICTS_FILE));
    return shared;
  }

  private static String readResource(String name) {
    return Objects.requireNonNull(readResourceIfPresent(name), "resource " + name + " is missing");
  }

  private static @Nullable String readResourceIfPresent(String name) {
    try (InputStream in = TopicPacks.class.getResourceAsStream(name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the packs of a folder, without the bundled ones.
  ///
  /// @throws PackException if a file is invalid; names file, key path and line
  /// @throws IOException if the folder or a file in it cannot be read
  public static TopicPacks load(Path folder) throws IOException {
    Map<String, String> sources = readSharedSources();
    sources.putAll(readFolder(folder));
    return new TopicPacks(sources);
  }

  /// Adds the packs of a folder; they replace packs of the same topic.
  public TopicPacks withFolder(Path folder) throws IOException {
    Map<String, String> both = new LinkedHashMap<>(sources);
    both.putAll(readFolder(folder));
    return new TopicPacks(both);
  }

  private static Map<String, String> readFolder(Path folder) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted = files.sorted().toList();
      for (String suffix : List.of(".yaml", WordWeights.FILE_SUFFIX)) {
        for (Path file : sorted) {
          if (file.toString().endsWith(suffix)) {
            sources.put(file.toString(), readFile(file));
          }
        }
      }
    }
    return sources;
  }

  private static String readFile(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new PackException(file + ": larger than " + (MAX_FILE_BYTES >> 10) + " KiB");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new PackException(file + ": not UTF-8");
    }
  }

  /// Returns these packs without weights of words.
  public TopicPacks withoutWeights() {
    Map<String, String> left = new LinkedHashMap<>(sources);
    left.keySet().removeIf(file -> file.endsWith(WordWeights.FILE_SUFFIX));
    return new TopicPacks(left);
  }

  /// Returns the weights of words beside the pack of a topic, null if it has none.
  public @Nullable WordWeights weightsOf(String topic) {
    return weights.get(topic);
  }

  /// Returns the packs sorted by topic id.
  public List<TopicPack> all() {
    return List.copyOf(packs.values());
  }

  /// Returns the phrases that name each country, by country code.
  Map<String, List<PackPhrase>> countryPhrases() {
    Map<String, List<PackPhrase>> phrases = new LinkedHashMap<>();
    countries
        .all()
        .forEach(country -> phrases.put(country.code(), parseNames(country.allPhrases())));
    return phrases;
  }

  /// Returns the conflicts whose sides phrases may name.
  List<ArmedConflict> conflicts() {
    return List.copyOf(conflicts.values());
  }

  /// Returns the groups that every pack may use.
  Map<String, List<PackPhrase>> sharedGroups() {
    return sharedGroups;
  }

  /// Returns the file of a pack as written.
  public String sourceOf(String topic) {
    String source = sourceOf.get(topic);
    if (source == null) {
      throw new IllegalArgumentException("no topic is called '" + topic + "'");
    }
    return source;
  }

  /// Returns a hash over all files, 16 hexadecimal digits; equal hashes classify alike.
  public String hash() {
    return hash(sources.values());
  }

  /// Returns a hash of the file of a pack, 16 hexadecimal digits, without what its scores do not
  /// depend on: comments, labels, codes, phases and examples.
  public String packHash(String topic) {
    StringBuilder scoring = new StringBuilder();
    boolean counts = true;
    for (String line : sourceOf(topic).lines().map(String::stripTrailing).toList()) {
      if (line.isEmpty() || line.stripLeading().startsWith("#")) {
        continue;
      }
      // A key of the file; a sequence may begin as far to the left as its key.
      if (line.charAt(0) != ' ' && line.charAt(0) != '-') {
        counts = !UNSCORED_KEY.matcher(line).lookingAt();
      }
      if (counts) {
        scoring.append(line).append('\n');
      }
    }
    return hash(List.of(scoring.toString()));
  }

  private static String hash(Collection<String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      texts.stream()
          .sorted()
          .forEach(source -> digest.update(source.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
