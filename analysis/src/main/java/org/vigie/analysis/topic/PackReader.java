package org.vigie.analysis.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.TopicPack.Examples;
import org.vigie.analysis.topic.TopicPack.Need;
import org.vigie.analysis.topic.TopicPack.Signal;
import org.vigie.analysis.topic.TopicPack.Veto;
import org.vigie.analysis.topic.TopicPack.VetoScope;

/// Reads topic packs. Strict: an unknown key is an error that names its position.
final class PackReader {
  private static final Set<String> PACK_KEYS =
      orderedSet(
          "topic",
          "label",
          "codes",
          "threshold",
          "repeat",
          "groups",
          "signals",
          "needs",
          "vetoes",
          "phases",
          "examples");
  private static final Set<String> PHASE_KEYS =
      orderedSet("label", "codes", "threshold", "signals", "needs", "vetoes", "examples");
  private static final Set<String> SIGNAL_KEYS = orderedSet("weight", "title", "any", "with");
  private static final Set<String> VETO_KEYS = orderedSet("where", "any", "of", "unless");

  /// With these limits, the score of any text is a number that a record may hold.
  private static final double MAX_WEIGHT = 1_000;

  private static final Duration MAX_REPEAT = Duration.ofDays(7);

  private static final double MIN_THRESHOLD = 0.001;
  private static final double MAX_THRESHOLD = 1_000;

  private PackReader() {}

  private static Set<String> orderedSet(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  static TopicPack readPack(String file, String source) {
    YamlNode.YamlMapping top = YamlNode.read(file, source).asMapping().requireKnownKeys(PACK_KEYS);
    YamlNode topic = requireValue(top, "topic");
    return readPack(
        requireId(topic.asText(), topic.place()),
        top,
        pack -> readExamples(requireValue(pack, "examples").asMapping()));
  }

  private static String requireId(String id, YamlNode.YamlPosition place) {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw place.createException("lower-case letters, digits and '-' only");
    }
    return id;
  }

  private static List<TopicPack> readPhases(@Nullable YamlNode phases) {
    return phases == null
        ? List.of()
        : phases.asMapping().values().entrySet().stream()
            .map(entry -> readPhase(entry.getKey(), entry.getValue().asMapping()))
            .toList();
  }

  private static TopicPack readPhase(String id, YamlNode.YamlMapping phase) {
    return readPack(
        requireId(id, phase.place()),
        phase.requireKnownKeys(PHASE_KEYS),
        pack -> new Examples(readTexts(pack.values().get("examples")), List.of()));
  }

  private static TopicPack readPack(
      String id, YamlNode.YamlMapping top, Function<YamlNode.YamlMapping, Examples> examples) {
    List<Signal> signals = readSignals(requireValue(top, "signals").asMapping());
    YamlNode threshold = top.values().get("threshold");
    return new TopicPack(
        id,
        readLabel(requireValue(top, "label").asMapping()),
        readTexts(top.values().get("codes")),
        threshold == null ? 1 : threshold.asNumber(MIN_THRESHOLD, MAX_THRESHOLD),
        readRepeat(top.values().get("repeat")),
        readGroups(top.values().get("groups")),
        signals,
        readNeeds(top.values().get("needs")),
        readVetoes(top.values().get("vetoes"), signals),
        readPhases(top.values().get("phases")),
        examples.apply(top));
  }

  private static @Nullable Duration readRepeat(@Nullable YamlNode repeat) {
    if (repeat == null) {
      return null;
    }
    String text = repeat.asText();
    if (text.matches("[1-9]\\d{0,3}[hd]")) {
      long count = Long.parseLong(text.substring(0, text.length() - 1));
      Duration read = text.endsWith("d") ? Duration.ofDays(count) : Duration.ofHours(count);
      if (read.compareTo(MAX_REPEAT) <= 0) {
        return read;
      }
    }
    throw repeat.place().createException("must be hours or days, such as 48h or 2d, at most 7d");
  }

  /// Reads a file of word groups that all packs share.
  static Map<String, List<PackPhrase>> readWordGroups(String file, String source) {
    return readGroups(YamlNode.read(file, source));
  }

  private static Map<String, String> readLabel(YamlNode.YamlMapping label) {
    label.requireKnownKeys(orderedSet("fr", "en"));
    return Map.of(
        "fr", requireValue(label, "fr").asText(), "en", requireValue(label, "en").asText());
  }

  static Map<String, List<PackPhrase>> readGroups(@Nullable YamlNode groups) {
    Map<String, List<PackPhrase>> read = new LinkedHashMap<>();
    if (groups != null) {
      groups.asMapping().values().forEach((name, phrases) -> read.put(name, readPhrases(phrases)));
    }
    return read;
  }

  private static List<Signal> readSignals(YamlNode.YamlMapping signals) {
    return signals.values().entrySet().stream()
        .map(
            entry ->
                readSignal(
                    entry.getKey(), entry.getValue().asMapping().requireKnownKeys(SIGNAL_KEYS)))
        .toList();
  }

  private static Signal readSignal(String name, YamlNode.YamlMapping signal) {
    double weight = requireValue(signal, "weight").asNumber(-MAX_WEIGHT, MAX_WEIGHT);
    YamlNode title = signal.values().get("title");
    return new Signal(
        name,
        weight,
        title == null ? weight : title.asNumber(-MAX_WEIGHT, MAX_WEIGHT),
        readPhrases(requireValue(signal, "any")),
        readOptionalPhrases(signal, "with"));
  }

  private static List<Need> readNeeds(@Nullable YamlNode needs) {
    return needs == null
        ? List.of()
        : needs.asMapping().values().entrySet().stream()
            .map(entry -> new Need(entry.getKey(), readPhrases(entry.getValue())))
            .toList();
  }

  private static List<Veto> readVetoes(@Nullable YamlNode vetoes, List<Signal> signals) {
    if (vetoes == null) {
      return List.of();
    }
    Set<String> names = new TreeSet<>(signals.stream().map(Signal::name).toList());
    return vetoes.asMapping().values().entrySet().stream()
        .map(
            entry ->
                readVeto(
                    entry.getKey(),
                    entry.getValue().asMapping().requireKnownKeys(VETO_KEYS),
                    names))
        .toList();
  }

  private static Veto readVeto(String name, YamlNode.YamlMapping veto, Set<String> signals) {
    YamlNode of = veto.values().get("of");
    List<String> cancelled = readTexts(of);
    if (of != null && !signals.containsAll(cancelled)) {
      throw of.place()
          .createException("names no signal; signals are " + String.join(", ", signals));
    }
    return new Veto(
        name,
        readScope(veto.values().get("where")),
        readPhrases(requireValue(veto, "any")),
        cancelled,
        readOptionalPhrases(veto, "unless"));
  }

  private static VetoScope readScope(@Nullable YamlNode where) {
    if (where == null) {
      return VetoScope.OVER;
    }
    try {
      return VetoScope.valueOf(where.asText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw where.place().createException("must be over, sentence, passage, title or text");
    }
  }

  private static Examples readExamples(YamlNode.YamlMapping examples) {
    examples.requireKnownKeys(orderedSet("match", "no-match"));
    return new Examples(
        readTexts(requireValue(examples, "match")), readTexts(requireValue(examples, "no-match")));
  }

  private static List<PackPhrase> readOptionalPhrases(YamlNode.YamlMapping mapping, String key) {
    YamlNode value = mapping.values().get(key);
    return value == null ? List.of() : readPhrases(value);
  }

  private static List<PackPhrase> readPhrases(YamlNode value) {
    if (value.asList().isEmpty()) {
      throw value.place().createException("needs at least one phrase");
    }
    return value.asList().stream().map(one -> PackPhrase.parse(one.place(), one.asText())).toList();
  }

  private static List<String> readTexts(@Nullable YamlNode value) {
    return value == null ? List.of() : value.asList().stream().map(YamlNode::asText).toList();
  }

  private static YamlNode requireValue(YamlNode.YamlMapping mapping, String key) {
    YamlNode value = mapping.values().get(key);
    if (value == null) {
      throw mapping.place().createException("'" + key + "' is missing");
    }
    return value;
  }
}
