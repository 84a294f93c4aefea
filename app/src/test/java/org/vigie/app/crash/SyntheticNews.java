package org.vigie.app.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;

/// Synthetic news, the same in every run.
///
/// It has as many threads as `vigie.readings` has partitions. A thread has two outlets, whose
/// readings share that partition, and an order of its own: each step is one new article or one
/// edit. Articles that belong together are therefore decided in the order in which they were
/// published, and the result does not depend on which partition is faster. Each event happens in a
/// country of its own and has an ordinal, `la 3e trêve`: that keeps stories apart, however the
/// texts of other threads change the weights of their words.
///
/// @param threads one per partition
record SyntheticNews(List<NewsThread> threads) {
  private static final int STEPS_OF_A_PATTERN = 6;
  private static final int KINDS = 4;
  private static final String SENTINEL = "Sentinelle";

  /// Each of the four kinds of events has one of its own in each thread and row.
  private static final List<String> COUNTRIES =
      List.of(
          """
          Afghanistan Albanie Algérie Angola Argentine Arménie Australie Autriche Azerbaïdjan
          Bahreïn Bangladesh Barbade Belgique Belize Bénin Bhoutan Biélorussie Bolivie
          Botswana Brésil Brunei Bulgarie Burundi Cambodge Cameroun Canada Chili Chypre
          Colombie Comores Croatie Cuba Danemark Djibouti Égypte Équateur Érythrée Espagne
          Estonie Éthiopie Fidji Finlande Gabon Gambie Ghana Grèce Guatemala Guyana Haïti
          Honduras Hongrie Indonésie Irak Iran Irlande Islande Italie Jamaïque Japon Jordanie
          Kazakhstan Kenya Koweït Laos Lesotho Lettonie Liban Liberia Libye Lituanie
          Madagascar Malaisie Malawi Maldives Mali Malte Maroc Mauritanie Mexique Moldavie
          Mongolie Mozambique Namibie Népal Nicaragua Norvège Oman Ouganda Ouzbékistan
          Pakistan Panama Paraguay Pérou Philippines Pologne Portugal Qatar Roumanie Rwanda
          Sénégal Serbie Somalie Soudan Suède Syrie Tadjikistan Tanzanie Tchad Togo Tunisie
          Turkménistan Ukraine Uruguay Venezuela Yémen Zambie Zimbabwe
          """
              .strip()
              .split("\\s+"));

  /// @param outlets two outlets of one partition
  /// @param steps in their order
  record NewsThread(List<Outlet> outlets, List<NewsStep> steps) {}

  /// @param outlet index of the outlet that publishes it
  /// @param guid of the article; a known guid makes the step an edit
  record NewsStep(int outlet, String guid, String title, String summary) {}

  /// Creates news with this number of steps per thread. The last step of every thread is its
  /// sentinel: once it has alerted, everything before it has passed all stages.
  static SyntheticNews create(int steps) {
    List<List<Outlet>> pairs = createOutletPairs();
    return new SyntheticNews(
        IntStream.range(0, pairs.size())
            .mapToObj(i -> createThread(pairs.get(i), i, steps))
            .toList());
  }

  /// The number of steps of all threads.
  int countSteps() {
    return threads.stream().mapToInt(thread -> thread.steps().size()).sum();
  }

  /// The query that matches the sentinels alone.
  static String sentinelQuery() {
    return SENTINEL;
  }

  private static NewsThread createThread(List<Outlet> outlets, int number, int steps) {
    List<NewsStep> all = new ArrayList<>();
    for (int i = 0; i < steps - 1; i++) {
      all.add(createStep(number, i));
    }
    String word = SENTINEL + " n° " + number;
    String place = COUNTRIES.get(number);
    all.add(new NewsStep(0, "sentinelle-" + number, word, "Le fil s’arrête ici : " + place + "."));
    return new NewsThread(outlets, all);
  }

  /// A cycle of six steps: two articles with one topic each, one without a topic, an edit that
  /// gains a topic, an edit that loses one, and an article with two topics.
  private static NewsStep createStep(int thread, int i) {
    int day = i / STEPS_OF_A_PATTERN + 1;
    // Ordinals keep the stories of different threads and days apart.
    int row = day + 1 + 100 * thread;
    int first = Catalogue.PARTITIONS + KINDS * (thread + Catalogue.PARTITIONS * (day - 1));
    List<String> places = COUNTRIES.subList(first, first + KINDS);
    String id = thread + "-" + day + "-";
    return switch (i % STEPS_OF_A_PATTERN) {
      case 0 ->
          new NewsStep(
              0,
              id + "treve",
              "%s : la %de trêve entre en vigueur".formatted(places.get(0), row),
              "Les deux camps s’engagent à respecter le cessez-le-feu, annonce l’émissaire.");
      case 1 ->
          new NewsStep(
              1,
              id + "sanctions",
              "L’Union européenne adopte un %de paquet de sanctions, %s visé"
                  .formatted(row + 20, places.get(1)),
              "Les avoirs de responsables seront gelés.");
      case 2 ->
          new NewsStep(
              0,
              id + "musee",
              "%s : le %de musée national rouvre ses portes".formatted(places.get(2), row),
              "Les visiteurs y verront des tapis anciens.");
      case 3 ->
          new NewsStep(
              0,
              id + "musee",
              "%s : le %de musée national accueille un sommet des chefs d’État"
                  .formatted(places.get(2), row),
              "Le sommet extraordinaire des chefs d’État s’ouvre lundi.");
      case 4 ->
          new NewsStep(
              0,
              id + "treve",
              "%s : les marchés rouvrent au %de jour".formatted(places.get(0), row),
              "Les commerçants attendent les acheteurs.");
      default ->
          new NewsStep(
              1,
              id + "coalition",
              "%s : une %de coalition internationale se forme pour surveiller le cessez-le-feu"
                  .formatted(places.get(3), row),
              "Une force multinationale rejoindrait la région.");
    };
  }

  private static List<List<Outlet>> createOutletPairs() {
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
