package org.vigie.notifier.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;

/// Alerts with as much in them as those of the press: some 2.5 kB each as JSON.
final class DeskNews {
  private static final List<String> PLACES =
      List.of("Genève", "Bruxelles", "Dakar", "Beyrouth", "Ankara", "Vienne", "Doha", "Alger");
  private static final String SUMMARY =
      """
      Les délégations se sont retrouvées à %s pour un second jour de pourparlers à huis clos. \
      Selon deux diplomates, un projet d’accord de cessez-le-feu circule depuis la veille et prévoit \
      un retrait par étapes, sous la surveillance d’observateurs. Le ministre des affaires étrangères \
      a salué « un pas encore fragile » et appelé les parties à la retenue. Une nouvelle séance est \
      prévue demain ; les médiateurs n’excluent pas de la prolonger jusqu’à la fin de la semaine.\
      """;
  private static final Map<String, Map<String, String>> LABELS =
      Map.of(
          "ceasefire", Map.of("fr", "Cessez-le-feu", "en", "Ceasefire"),
          "summit", Map.of("fr", "Sommets et rencontres", "en", "Summits and meetings"));

  private DeskNews() {}

  /// A first alert of a story.
  static Alert create(String subscription, String story, int number, Instant time) {
    String place = PLACES.get(Math.floorMod(number, PLACES.size()));
    return SampleAlerts.alert()
        .subscription(subscription)
        .story(story)
        .outlets("le-phare", "la-gazette", "radio-levant")
        .title("À %s, un projet de cessez-le-feu sur la table (n° %d)".formatted(place, number))
        .summary(SUMMARY.formatted(place))
        .url("https://phare.example/monde/2025/pourparlers-" + number + ".html")
        .findings(
            new Alert.Findings(
                List.of(
                    new TopicMatch("ceasefire", 3.5, createEvidence("cessez-le-feu", 8)),
                    new TopicMatch("summit", 1.25, createEvidence("pourparlers", 4))),
                LABELS,
                null,
                List.of("CH", "LB", "FR"),
                List.of("medtop:20000065", "cameo:0871"),
                "0123456789abcdef",
                ArticleForm.NEWS))
        .time(time)
        .build();
  }

  private static List<Evidence> createEvidence(String word, int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> new Evidence("summary", 40 * i, 40 * i + word.length(), word, word, 0.5))
        .toList();
  }
}
