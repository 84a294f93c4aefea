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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigie.analysis.country.Countries;

/// A set of topic packs and their shared word groups.
///
/// A folder of packs holds one `*.yaml` file per topic and optionally a `words.yaml` with further
/// groups. Its packs may also use the groups of the bundled `words.yaml`, and the groups of the
/// table of countries: `{country}`, `{capital}` and `{nationality}`.
public final class Packs {
  /// Maximum size of a file in bytes; the largest bundled file has a thirtieth of it.
  private static final long LONGEST = 1 << 20;

  private static final String WORDS = "words.yaml";
  private static final List<String> BUNDLED =
      List.of("ceasefire", "summit", "sanctions", "coalition");

  private final Map<String, String> sources;
  private final Map<String, Pack> packs = new TreeMap<>();
  private final Map<String, String> sourceOf = new TreeMap<>();
  private final Countries countries = Countries.bundled();
  private final Map<String, List<Phrase>> words = new LinkedHashMap<>();

  /// @param sources contents by file name; a later pack replaces an earlier one of the same topic
  private Packs(Map<String, String> sources) {
    this.sources = sources;
    countries.groups().forEach((name, phrases) -> words.put(name, names(phrases)));
    sources.forEach(this::read);
  }

  private static List<Phrase> names(List<String> names) {
    Yaml.Place place = new Yaml.Place("countries.csv", "", 1);
    return names.stream().map(name -> Phrase.name(place, name)).toList();
  }

  private void read(String file, String source) {
    if (file.endsWith(WORDS)) {
      words.putAll(PackReader.words(file, source));
      return;
    }
    Pack pack = PackReader.pack(file, source);
    packs.put(pack.topic(), pack);
    sourceOf.put(pack.topic(), source);
  }

  /// Returns the four packs that come with Vigie.
  public static Packs bundled() {
    return new Packs(bundledSources());
  }

  private static Map<String, String> bundledSources() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(WORDS, resource(WORDS));
    BUNDLED.forEach(topic -> sources.put(topic + ".yaml", resource(topic + ".yaml")));
    return sources;
  }

  private static String resource(String name) {
    try (InputStream in = Packs.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the packs of a folder, without the bundled ones.
  ///
  /// @throws PackException if a file is invalid; names file, key path and line
  /// @throws IOException if the folder or a file in it cannot be read
  public static Packs load(Path folder) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(WORDS, resource(WORDS));
    sources.putAll(folder(folder));
    return new Packs(sources);
  }

  /// Adds the packs of a folder; they replace packs of the same topic.
  public Packs and(Path folder) throws IOException {
    Map<String, String> both = new LinkedHashMap<>(sources);
    both.putAll(folder(folder));
    return new Packs(both);
  }

  private static Map<String, String> folder(Path folder) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        sources.put(file.toString(), source(file));
      }
    }
    return sources;
  }

  private static String source(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new PackException(file + ": larger than " + (LONGEST >> 10) + " KiB");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new PackException(file + ": not UTF-8");
    }
  }

  /// Returns the packs sorted by topic id.
  public List<Pack> all() {
    return List.copyOf(packs.values());
  }

  /// Returns the phrases that name each country, by country code.
  Map<String, List<Phrase>> countries() {
    Map<String, List<Phrase>> phrases = new LinkedHashMap<>();
    countries.all().forEach(country -> phrases.put(country.code(), names(country.phrases())));
    return phrases;
  }

  /// Returns the groups that every pack may use.
  Map<String, List<Phrase>> words() {
    return words;
  }

  /// Returns the file of a pack as written.
  public String source(String topic) {
    String source = sourceOf.get(topic);
    if (source == null) {
      throw new IllegalArgumentException("no topic is called '" + topic + "'");
    }
    return source;
  }

  /// Returns the file of a pack with the weights of its signals multiplied and rounded to
  /// hundredths; everything else stays as written.
  ///
  /// @param factors factors by signal name; other signals keep their weights
  /// @throws PackException if a weight is not on a line of its own
  public String reweighted(String topic, Map<String, Double> factors) {
    return Reweighting.of(topic + ".yaml", source(topic), factors);
  }

  /// Returns a hash over all files, 16 hexadecimal digits; equal hashes classify alike.
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      sources.values().stream()
          .sorted()
          .forEach(source -> digest.update(source.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
