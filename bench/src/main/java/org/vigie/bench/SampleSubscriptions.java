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
import org.vigie.model.Subscription;

/// Generates realistic subscriptions, and items that contain the words they query. Both take names
/// from one generated vocabulary in which a few are frequent and most are rare, as in the press.
/// The same seed gives the same result.
public final class SampleSubscriptions {
  private static final int NAMES = 20_000;
  private static final List<String> TOPICS =
      List.of("ceasefire", "summit", "sanctions", "coalition");
  private static final List<String> COMMON =
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
  private static final String[] HEADS = {
    "b", "br", "ch", "d", "f", "g", "l", "m", "p", "r", "t", "v"
  };
  private static final String[] HEARTS = {"a", "é", "i", "o", "ou", "an", "on", "in", "eu"};

  private final SplittableRandom random;

  private SampleSubscriptions(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Generates this number of subscriptions from a seed, all with a valid query.
  public static List<Subscription> of(int count, long seed) {
    SampleSubscriptions subscriptions = new SampleSubscriptions(seed);
    List<Subscription> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(subscriptions.next("s" + i));
    }
    return made;
  }

  /// Generates items of [SampleItems] with a further sentence that names people and places.
  public static List<SampleItems.Sample> items(int count, long seed) {
    SampleSubscriptions names = new SampleSubscriptions(seed + 1);
    return SampleItems.of(count, seed).stream().map(names::naming).toList();
  }

  private SampleItems.Sample naming(SampleItems.Sample sample) {
    String names =
        Stream.generate(this::mentioned)
            .limit(random.nextInt(8, 16))
            .collect(Collectors.joining(" "));
    Content content = sample.content();
    return new SampleItems.Sample(
        sample.outlet(),
        new Content(
            content.title(),
            content.summary() + " Sont cités " + names + ".",
            null,
            content.url(),
            null,
            content.published(),
            null,
            content.categories()));
  }

  private Subscription next(String id) {
    int share = random.nextInt(1000);
    boolean topicsOnly = share < 5;
    boolean both = share < 250;
    List<String> topics = both ? List.of(TOPICS.get(random.nextInt(TOPICS.size()))) : List.of();
    return subscription(id, topics, topicsOnly ? null : query(both));
  }

  private static Subscription subscription(String id, List<String> topics, @Nullable String query) {
    return new Subscription(
        id, 1, Subscription.State.ACTIVE, null, topics, query, List.of(), Instant.EPOCH);
  }

  private String query(boolean withTopic) {
    int share = random.nextInt(100);
    if (share < 10) {
      return withTopic ? word() : name();
    } else if (share < 40) {
      return name() + " " + word();
    } else if (share < 55) {
      return name() + " " + word() + " " + word();
    } else if (share < 60) {
      return name() + " " + name() + " " + word() + " " + word();
    } else if (share < 72) {
      return '"' + name() + " " + name() + '"';
    } else if (share < 82) {
      return name() + " (" + word() + " OU " + name() + " OU \"" + name() + " " + name() + "\")";
    } else if (share < 90) {
      return name() + " " + word() + " SAUF " + word();
    } else if (share < 98) {
      return name() + " PROCHE/" + random.nextInt(1, 9) + " (" + name() + " OU " + word() + ")";
    }
    return rare().substring(0, 5) + "* " + word();
  }

  private String word() {
    return random.nextInt(3) == 0 ? COMMON.get(random.nextInt(COMMON.size())) : name();
  }

  /// A name for a query: seldom one of the most frequent, which say little.
  private String name() {
    return skewed(0.4);
  }

  /// A name for a text: a name of twice the rank is half as frequent.
  private String mentioned() {
    return skewed(0);
  }

  private String skewed(double least) {
    return name((int) Math.pow(NAMES, random.nextDouble(least, 1)));
  }

  private String rare() {
    return name(random.nextInt(NAMES / 2, NAMES));
  }

  /// Returns a name of three or four syllables; the same rank gives the same name.
  private static String name(int rank) {
    SplittableRandom letters = new SplittableRandom(rank);
    String[] syllables = new String[letters.nextInt(3, 5)];
    Arrays.setAll(
        syllables,
        i -> HEADS[letters.nextInt(HEADS.length)] + HEARTS[letters.nextInt(HEARTS.length)]);
    return String.join("", syllables);
  }
}
