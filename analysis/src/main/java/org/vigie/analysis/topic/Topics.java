package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Text;
import org.vigie.analysis.topic.Explanation.Step;
import org.vigie.analysis.topic.Judgement.Weighed;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;

/// Finds the topics and countries of a text by a set of topic packs. Immutable and thread-safe.
public final class Topics {
  private final Grammar grammar;
  private final List<Program> programs;

  /// Country codes by the role of their names; null for other roles.
  private final @Nullable String[] countries;

  /// The topics and countries of a text.
  ///
  /// @param topics matching topics, highest score first
  /// @param countries named countries, by code
  public record Found(List<TopicMatch> topics, List<CountryMatch> countries) {}

  /// Compiles topic packs.
  ///
  /// @throws PackException if a phrase refers to an unknown group
  public Topics(Packs packs) {
    Grammar.Builder builder = new Grammar.Builder();
    programs = packs.all().stream().map(pack -> Program.reserve(pack, builder)).toList();
    Map<String, List<Phrase>> names = packs.countries();
    Map<String, Integer> named = new LinkedHashMap<>();
    names.keySet().forEach(code -> named.put(code, builder.reserve()));
    int roles = builder.reserve();
    names.forEach((code, phrases) -> builder.fill(named.getOrDefault(code, roles), phrases));
    countries = new String[roles];
    named.forEach((code, role) -> countries[role] = code);
    builder.share(packs.words());
    programs.forEach(program -> program.fill(builder));
    grammar = builder.build(roles);
  }

  /// Finds the topics and countries of a text.
  public Found find(Text text) {
    Sight sight = new Sight(grammar, text);
    return sight.isEmpty()
        ? new Found(List.of(), List.of())
        : new Found(topics(text, sight), countries(sight));
  }

  private List<CountryMatch> countries(Sight sight) {
    List<CountryMatch> matches = new ArrayList<>();
    for (int role : sight.met()) {
      String code = countries[role];
      if (code != null) {
        matches.add(
            new CountryMatch(
                code,
                sight.hits(role).stream()
                    .flatMap(hit -> Spans.pieces(sight, hit, "country", 0).stream())
                    .toList()));
      }
    }
    matches.sort(Comparator.comparing(CountryMatch::code));
    return matches;
  }

  private List<TopicMatch> topics(Text text, Sight sight) {
    List<TopicMatch> matches = new ArrayList<>();
    for (Program program : programs) {
      Judgement judgement = new Judgement(program, sight);
      if (judgement.matches()) {
        matches.add(
            new TopicMatch(
                program.pack().topic(),
                Math.round(judgement.score() * 1000) / 1000.0,
                sufficient(program, text, Spans.of(judgement))));
      }
    }
    matches.sort(
        Comparator.comparingDouble(TopicMatch::score).reversed().thenComparing(TopicMatch::topic));
    return matches;
  }

  /// Adds evidence until the text without it no longer matches. Blanking a span can move other
  /// words within reach or remove a veto, so that the remaining text matches again.
  private List<Evidence> sufficient(Program program, Text text, List<Evidence> evidence) {
    List<Evidence> all = new ArrayList<>(evidence);
    while (true) {
      Judgement left = new Judgement(program, new Sight(grammar, text.without(all)));
      if (!left.matches()) {
        return Spans.sorted(all);
      }
      for (Evidence more : Spans.of(left)) {
        all.add(
            new Evidence(more.field(), more.start(), more.end(), more.text(), more.signal(), 0));
      }
    }
  }

  /// Explains the score of every topic, in the order of the packs.
  public List<Explanation> explain(Text text) {
    Sight sight = new Sight(grammar, text);
    return programs.stream().map(program -> explain(new Judgement(program, sight))).toList();
  }

  private static Explanation explain(Judgement judgement) {
    return new Explanation(
        judgement.pack().topic(),
        judgement.score(),
        judgement.weighed().stream().map(one -> step(judgement, one)).toList(),
        judgement.idle().stream().map(Pack.Veto::name).toList(),
        judgement.missing());
  }

  private static Step step(Judgement judgement, Weighed one) {
    return new Step(
        Spans.pieces(judgement.sight(), one.hit(), one.signal().name(), one.weight()),
        one.veto() == null ? null : one.veto().name());
  }
}
