package org.vigie.analysis.match.query;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Random queries and texts over a small vocabulary, so that they match often.
public final class RandomQueries {
  private static final List<String> WORDS =
      List.of(
          "trêve",
          "treve",
          "trêves",
          "paix",
          "l'accord",
          "accords",
          "cessez-le-feu",
          "feu",
          "Gaza",
          "ukrainien",
          "ukrainiennes",
          "négocié",
          "négocier",
          "sommet",
          "le",
          "haut-commissaire");

  private static final List<String> FIELDS =
      List.of(
          "topic:ceasefire", "topic:summit", "phase:agreed", "outlet:radio-fleuve", "country:UA");

  private RandomQueries() {}

  /// Creates a text of `words` words, some in another inflection or case.
  public static String createText(SplittableRandom random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      String word = pick(random, WORDS);
      text.append(random.nextInt(5) == 0 ? word.toUpperCase(Locale.ROOT) : word);
      text.append(random.nextInt(9) == 0 ? ". " : " ");
    }
    return text.toString();
  }

  /// Creates a valid query.
  public static String createQuery(SplittableRandom random) {
    return createQuery(random, 3);
  }

  private static String createQuery(SplittableRandom random, int depth) {
    int kind = depth == 0 ? random.nextInt(5) : random.nextInt(11);
    return switch (kind) {
      case 0, 1, 2, 3 -> createSpan(random);
      case 4 -> pick(random, FIELDS);
      case 5 -> createSide(random) + " NEAR/" + random.nextInt(6) + " " + createSide(random);
      case 6 -> "NOT (" + createQuery(random, depth - 1) + ")";
      case 7, 8 ->
          "(" + createQuery(random, depth - 1) + ") (" + createQuery(random, depth - 1) + ")";
      case 9 -> createQuery(random, depth - 1) + " OR " + createQuery(random, depth - 1);
      default -> "(" + createQuery(random, depth - 1) + ") SAUF " + createSpan(random);
    };
  }

  private static String createSide(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? "(" + createSpan(random) + " OU " + createSpan(random) + ")"
        : createSpan(random);
  }

  private static String createSpan(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> "\"" + pick(random, WORDS) + " " + pick(random, WORDS) + "\"";
      case 1 -> "\"" + pick(random, WORDS) + "\"";
      case 2 -> pick(random, List.of("tre*", "ukrain*", "négo*", "acco*"));
      default -> pick(random, WORDS);
    };
  }

  private static String pick(SplittableRandom random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
