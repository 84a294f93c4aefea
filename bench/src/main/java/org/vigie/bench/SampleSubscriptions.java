package org.vigie.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;

/// Generates realistic subscriptions, and items that contain the words they query. Both take names
/// from one generated vocabulary in which a few are frequent and most are rare, as in the press.
/// The same seed gives the same result.
public final class SampleSubscriptions {
  private static final int NAME_COUNT = 20_000;
  private static final List<String> TOPICS =
      List.of("ceasefire", "summit", "sanctions", "coalition");
  private static final List<String> COMMON_WORDS =
      List.of(
          "président",
          "énergie",
          "budget",
          "réunion",
          "négociations",
          "hôpital",
          "opposition",
          "enquête",
          "réforme",
          "communiqué",
          "ministre",
          "région",
          "bus",
          "musée",
          "qualité");
  private static final String[] SYLLABLE_ONSETS = {
    "b", "br", "ch", "d", "f", "g", "l", "m", "p", "r", "t", "v"
  };
  private static final String[] SYLLABLE_VOWELS = {
    "a", "é", "i", "o", "ou", "an", "on", "in", "eu"
  };

  private final SplittableRandom random;

  private SampleSubscriptions(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Generates this number of subscriptions from a seed, all with a valid query.
  public static List<Subscription> generate(int count, long seed) {
    SampleSubscriptions subscriptions = new SampleSubscriptions(seed);
    List<Subscription> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(subscriptions.generateNext("s" + i));
    }
    return made;
  }

  /// Generates items of [SampleItems] with a further sentence that names people and places.
  public static List<SampleItems.SampleText> generateItems(int count, long seed) {
    SampleSubscriptions names = new SampleSubscriptions(seed + 1);
    return SampleItems.generate(count, seed).stream().map(names::addNames).toList();
  }

  private SampleItems.SampleText addNames(SampleItems.SampleText sample) {
    String names =
        Stream.generate(this::pickMentionedName)
            .limit(random.nextInt(8, 16))
            .collect(Collectors.joining(" "));
    Content content = sample.content();
    return new SampleItems.SampleText(
        sample.outlet(),
        Content.of(content.title(), content.summary() + " Sont cités " + names + ".")
            .withUrl(content.url())
            .withPublished(content.published())
            .withCategories(content.categories()));
  }

  private Subscription generateNext(String id) {
    int share = random.nextInt(1000);
    boolean topicsOnly = share < 5;
    boolean both = share < 250;
    List<String> topics = both ? List.of(TOPICS.get(random.nextInt(TOPICS.size()))) : List.of();
    return createSubscription(id, topics, topicsOnly ? null : generateQuery(both));
  }

  private static Subscription createSubscription(
      String id, List<String> topics, @Nullable String query) {
    return Subscription.builder(id, Instant.EPOCH)
        .topics(topics)
        .query(query)
        .rule(new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of(), true))
        .build();
  }

  private String generateQuery(boolean withTopic) {
    int share = random.nextInt(100);
    if (share < 10) {
      return withTopic ? pickWord() : pickName();
    } else if (share < 40) {
      return pickName() + " " + pickWord();
    } else if (share < 55) {
      return pickName() + " " + pickWord() + " " + pickWord();
    } else if (share < 60) {
      return pickName() + " " + pickName() + " " + pickWord() + " " + pickWord();
    } else if (share < 72) {
      return '"' + pickName() + " " + pickName() + '"';
    } else if (share < 82) {
      return pickName()
          + " ("
          + pickWord()
          + " OU "
          + pickName()
          + " OU \""
          + pickName()
          + " "
          + pickName()
          + "\")";
    } else if (share < 90) {
      return pickName() + " " + pickWord() + " SAUF " + pickWord();
    } else if (share < 98) {
      return pickName()
          + " PROCHE/"
          + random.nextInt(1, 9)
          + " ("
          + pickName()
          + " OU "
          + pickWord()
          + ")";
    }
    return pickRareName().substring(0, 5) + "* " + pickWord();
  }

  private String pickWord() {
    return random.nextInt(3) == 0
        ? COMMON_WORDS.get(random.nextInt(COMMON_WORDS.size()))
        : pickName();
  }

  /// A name for a query: seldom one of the most frequent, which say little.
  private String pickName() {
    return pickSkewedName(0.4);
  }

  /// A name for a text: a name of twice the rank is half as frequent.
  private String pickMentionedName() {
    return pickSkewedName(0);
  }

  private String pickSkewedName(double least) {
    return createName((int) Math.pow(NAME_COUNT, random.nextDouble(least, 1)));
  }

  private String pickRareName() {
    return createName(random.nextInt(NAME_COUNT / 2, NAME_COUNT));
  }

  /// Returns a name of three or four syllables; the same rank gives the same name.
  private static String createName(int rank) {
    SplittableRandom letters = new SplittableRandom(rank);
    String[] syllables = new String[letters.nextInt(3, 5)];
    Arrays.setAll(
        syllables,
        i ->
            SYLLABLE_ONSETS[letters.nextInt(SYLLABLE_ONSETS.length)]
                + SYLLABLE_VOWELS[letters.nextInt(SYLLABLE_VOWELS.length)]);
    return String.join("", syllables);
  }
}
