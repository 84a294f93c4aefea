package org.vigie.app.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;

/// What an invented press says, the same in every run.
///
/// It comes in as many threads as `vigie.readings` has partitions. A thread has two outlets, whose
/// readings share that partition, and an order of its own: each step is one new article or one
/// edit. So whatever belongs together is decided in the order in which it was published, and the
/// result does not hang on which partition is faster. Threads tell of different places, so that no
/// story spans two of them; and each event is one of a row, `la 3e trêve`, which keeps stories
/// apart however much the texts of other threads have made their words weigh.
///
/// @param threads one for each partition
record News(List<Thread> threads) {
  private static final int STEPS_OF_A_PATTERN = 6;
  private static final String SENTINEL = "Sentinelle";

  private static final List<List<String>> PLACES =
      List.of(
          List.of("Soudan", "Darfour"),
          List.of("Arménie", "Azerbaïdjan"),
          List.of("Yémen", "Oman"),
          List.of("Colombie", "Venezuela"),
          List.of("Ukraine", "Moldavie"),
          List.of("Congo", "Rwanda"));

  /// @param outlets two, of one partition
  /// @param steps in their order
  record Thread(List<Outlet> outlets, List<Step> steps) {}

  /// @param outlet which of the two outlets shows it
  /// @param guid of the article; a guid that was there before makes it an edit
  record Step(int outlet, String guid, String title, String summary) {}

  /// The news in so many steps a thread. The last step of every thread is its sentinel: once that
  /// has alerted, everything before it has been through all stages.
  static News of(int steps) {
    List<List<Outlet>> pairs = pairs();
    return new News(
        IntStream.range(0, pairs.size()).mapToObj(i -> thread(pairs.get(i), i, steps)).toList());
  }

  /// How many steps there are in all.
  int steps() {
    return threads.stream().mapToInt(thread -> thread.steps().size()).sum();
  }

  /// The query that finds the sentinels alone.
  static String sentinelQuery() {
    return SENTINEL;
  }

  private static Thread thread(List<Outlet> outlets, int number, int steps) {
    List<Step> all = new ArrayList<>();
    for (int i = 0; i < steps - 1; i++) {
      all.add(step(number, i));
    }
    String word = SENTINEL + " n° " + number;
    String place = PLACES.get(number).getFirst();
    all.add(new Step(0, "sentinelle-" + number, word, "Le fil s’arrête ici : " + place + "."));
    return new Thread(outlets, all);
  }

  /// Six steps tell, in turn, of two topics, of none, of a text that gains a topic, of one that
  /// loses its own, and of two topics at once.
  private static Step step(int thread, int i) {
    int day = i / STEPS_OF_A_PATTERN + 1;
    // Ordinals keep the stories of different threads and days apart.
    int row = day + 1 + 100 * thread;
    String place = PLACES.get(thread).get(0);
    String other = PLACES.get(thread).get(1);
    String id = thread + "-" + day + "-";
    return switch (i % STEPS_OF_A_PATTERN) {
      case 0 ->
          new Step(
              0,
              id + "treve",
              "%s : la %de trêve entre en vigueur".formatted(place, row),
              "Les deux camps s’engagent à respecter le cessez-le-feu, annonce l’émissaire.");
      case 1 ->
          new Step(
              1,
              id + "sanctions",
              "L’Union européenne adopte un %de paquet de sanctions, %s visé"
                  .formatted(row + 20, other),
              "Les avoirs de responsables seront gelés.");
      case 2 ->
          new Step(
              0,
              id + "musee",
              "%s : le %de musée national rouvre ses portes".formatted(place, row),
              "Les visiteurs y verront des tapis anciens.");
      case 3 ->
          new Step(
              0,
              id + "musee",
              "%s : le %de musée national accueille un sommet des chefs d’État"
                  .formatted(place, row),
              "Le sommet extraordinaire des chefs d’État s’ouvre lundi.");
      case 4 ->
          new Step(
              0,
              id + "treve",
              "%s : les marchés rouvrent au %de jour".formatted(place, row),
              "Les commerçants attendent les acheteurs.");
      default ->
          new Step(
              1,
              id + "coalition",
              "%s : une %de coalition internationale se forme pour surveiller le cessez-le-feu"
                  .formatted(other, row),
              "Une force multinationale rejoindrait la région.");
    };
  }

  private static List<List<Outlet>> pairs() {
    List<List<Outlet>> pairs = new ArrayList<>();
    for (int partition = 0; partition < Catalogue.PARTITIONS; partition++) {
      int wanted = partition;
      pairs.add(
          IntStream.iterate(1, i -> i + 1)
              .mapToObj(i -> Outlet.named("Le Fanal " + i))
              .filter(outlet -> KafkaTopic.partitionOf(outlet.id(), Catalogue.PARTITIONS) == wanted)
              .limit(2)
              .toList());
    }
    return pairs;
  }
}
