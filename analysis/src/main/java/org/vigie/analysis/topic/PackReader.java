package org.vigie.analysis.topic;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.Pack.Examples;
import org.vigie.analysis.topic.Pack.Need;
import org.vigie.analysis.topic.Pack.Signal;
import org.vigie.analysis.topic.Pack.Veto;
import org.vigie.analysis.topic.Pack.Where;

/// Reads topic packs. Strict: an unknown key is an error that names its position.
final class PackReader {
  private static final Set<String> PACK =
      ordered(
          "topic",
          "label",
          "codes",
          "threshold",
          "groups",
          "signals",
          "needs",
          "vetoes",
          "examples");
  private static final Set<String> SIGNAL = ordered("weight", "title", "any", "with");
  private static final Set<String> VETO = ordered("where", "any", "of", "unless");

  private PackReader() {}

  private static Set<String> ordered(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  static Pack pack(String file, String source) {
    Yaml.Mapping top = Yaml.read(file, source).mapping().only(PACK);
    String topic = required(top, "topic").text();
    if (!topic.matches("[a-z][a-z0-9-]*")) {
      throw required(top, "topic").place().error("lower-case letters, digits and '-' only");
    }
    List<Signal> signals = signals(required(top, "signals").mapping());
    double threshold =
        top.values().containsKey("threshold") ? required(top, "threshold").number() : 1;
    if (threshold <= 0) {
      throw required(top, "threshold").place().error("must be above 0");
    }
    return new Pack(
        topic,
        label(required(top, "label").mapping()),
        texts(top.values().get("codes")),
        threshold,
        groups(top.values().get("groups")),
        signals,
        needs(top.values().get("needs")),
        vetoes(top.values().get("vetoes"), signals),
        examples(required(top, "examples").mapping()));
  }

  /// Reads a file of word groups that all packs share.
  static Map<String, List<Phrase>> words(String file, String source) {
    return groups(Yaml.read(file, source));
  }

  private static Map<String, String> label(Yaml.Mapping label) {
    label.only(ordered("fr", "en"));
    return Map.of("fr", required(label, "fr").text(), "en", required(label, "en").text());
  }

  private static Map<String, List<Phrase>> groups(@Nullable Yaml groups) {
    Map<String, List<Phrase>> read = new LinkedHashMap<>();
    if (groups != null) {
      groups.mapping().values().forEach((name, phrases) -> read.put(name, phrases(phrases)));
    }
    return read;
  }

  private static List<Signal> signals(Yaml.Mapping signals) {
    return signals.values().entrySet().stream()
        .map(entry -> signal(entry.getKey(), entry.getValue().mapping().only(SIGNAL)))
        .toList();
  }

  private static Signal signal(String name, Yaml.Mapping signal) {
    double weight = required(signal, "weight").number();
    Yaml title = signal.values().get("title");
    return new Signal(
        name,
        weight,
        title == null ? weight : title.number(),
        phrases(required(signal, "any")),
        optional(signal, "with"));
  }

  private static List<Need> needs(@Nullable Yaml needs) {
    return needs == null
        ? List.of()
        : needs.mapping().values().entrySet().stream()
            .map(entry -> new Need(entry.getKey(), phrases(entry.getValue())))
            .toList();
  }

  private static List<Veto> vetoes(@Nullable Yaml vetoes, List<Signal> signals) {
    if (vetoes == null) {
      return List.of();
    }
    Set<String> names = new TreeSet<>(signals.stream().map(Signal::name).toList());
    return vetoes.mapping().values().entrySet().stream()
        .map(entry -> veto(entry.getKey(), entry.getValue().mapping().only(VETO), names))
        .toList();
  }

  private static Veto veto(String name, Yaml.Mapping veto, Set<String> signals) {
    Yaml of = veto.values().get("of");
    List<String> cancelled = texts(of);
    if (of != null && !signals.containsAll(cancelled)) {
      throw of.place().error("names no signal; signals are " + String.join(", ", signals));
    }
    return new Veto(
        name,
        where(veto.values().get("where")),
        phrases(required(veto, "any")),
        cancelled,
        optional(veto, "unless"));
  }

  private static Where where(@Nullable Yaml where) {
    if (where == null) {
      return Where.OVER;
    }
    try {
      return Where.valueOf(where.text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw where.place().error("must be over, sentence, passage, title or text");
    }
  }

  private static Examples examples(Yaml.Mapping examples) {
    examples.only(ordered("match", "no-match"));
    return new Examples(texts(required(examples, "match")), texts(required(examples, "no-match")));
  }

  private static List<Phrase> optional(Yaml.Mapping mapping, String key) {
    Yaml value = mapping.values().get(key);
    return value == null ? List.of() : phrases(value);
  }

  private static List<Phrase> phrases(Yaml value) {
    if (value.list().isEmpty()) {
      throw value.place().error("needs at least one phrase");
    }
    return value.list().stream().map(one -> Phrase.parse(one.place(), one.text())).toList();
  }

  private static List<String> texts(@Nullable Yaml value) {
    return value == null ? List.of() : value.list().stream().map(Yaml::text).toList();
  }

  private static Yaml required(Yaml.Mapping mapping, String key) {
    Yaml value = mapping.values().get(key);
    if (value == null) {
      throw mapping.place().error("'" + key + "' is missing");
    }
    return value;
  }
}
