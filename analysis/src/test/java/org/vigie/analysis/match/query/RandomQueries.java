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
      List.of("topic:ceasefire", "topic:summit", "outlet:radio-fleuve", "country:UA");

  private RandomQueries() {}

  /// Creates a text of `words` words, some in another inflection or case.
  public static String text(SplittableRandom random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      String word = pick(random, WORDS);
      text.append(random.nextInt(5) == 0 ? word.toUpperCase(Locale.ROOT) : word);
      text.append(random.nextInt(9) == 0 ? ". " : " ");
    }
    return text.toString();
  }

  /// Creates a valid query.
  public static String written(SplittableRandom random) {
    return written(random, 3);
  }

  private static String written(SplittableRandom random, int depth) {
    int kind = depth == 0 ? random.nextInt(5) : random.nextInt(11);
    return switch (kind) {
      case 0, 1, 2, 3 -> spot(random);
      case 4 -> pick(random, FIELDS);
      case 5 -> side(random) + " NEAR/" + random.nextInt(6) + " " + side(random);
      case 6 -> "NOT (" + written(random, depth - 1) + ")";
      case 7, 8 -> "(" + written(random, depth - 1) + ") (" + written(random, depth - 1) + ")";
      case 9 -> written(random, depth - 1) + " OR " + written(random, depth - 1);
      default -> "(" + written(random, depth - 1) + ") SAUF " + spot(random);
    };
  }

  private static String side(SplittableRandom random) {
    return random.nextInt(3) == 0 ? "(" + spot(random) + " OU " + spot(random) + ")" : spot(random);
  }

  private static String spot(SplittableRandom random) {
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
