package org.vigie.app.instances;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.app.press.StoredPollRunner;
import org.vigie.app.press.StoredPolls;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;

/// The readings of one moment.
///
/// @param time when they are fetched
/// @param readings in the order of the feeds
record ReadingBatch(Instant time, List<Reading> readings) {
  private static final Instant BEGIN = Instant.parse("2025-03-01T08:00:00Z");

  private static final List<String> PLACES =
      List.of(
          "Soudan",
          "Arménie",
          "Yémen",
          "Colombie",
          "Moldavie",
          "Rwanda",
          "Haïti",
          "Birmanie",
          "Chypre",
          "Libye");

  /// Polls of real feeds, each at its time.
  static List<ReadingBatch> readArchived() throws IOException {
    List<ReadingBatch> editions = new ArrayList<>();
    try (StoredPollRunner press = StoredPollRunner.open()) {
      StoredPolls.readAll()
          .documents()
          .forEach(
              (time, feeds) -> {
                List<Reading> readings = press.readPoll(time, feeds);
                editions.add(new ReadingBatch(readings.getFirst().fetched(), readings));
              });
    }
    return editions;
  }

  /// Synthetic ones, some hours apart: three outlets report each event, one in other words, and the
  /// first outlet edits its article in the next batch.
  static List<ReadingBatch> createSynthetic(int count) {
    List<ReadingBatch> editions = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Instant time = BEGIN.plus(Duration.ofHours(3L * number));
      List<Reading> readings = new ArrayList<>();
      for (int place = 0; place < PLACES.size(); place++) {
        int days = 30 + 20 * number + place;
        for (int source = 0; source < 3; source++) {
          readings.add(
              createReading(
                  time, createOutlet(place + source), number, place, formatTruce(place, days)));
        }
        String museum = PLACES.get(place) + " : le musée rouvre sa salle n° " + days;
        readings.add(createReading(time, createOutlet(place + 3), number, place, museum));
        if (number > 0) {
          String edited = formatTruce(place, days - 20) + ", selon l’émissaire";
          readings.add(createReading(time, createOutlet(place), number - 1, place, edited));
        }
      }
      editions.add(new ReadingBatch(time, readings));
    }
    return editions;
  }

  private static String formatTruce(int place, int days) {
    return "%s : un cessez-le-feu de %d jours entre en vigueur".formatted(PLACES.get(place), days);
  }

  private static Outlet createOutlet(int number) {
    return Outlet.named("Le Fanal " + number % 12);
  }

  private static Reading createReading(
      Instant time, Outlet outlet, int edition, int place, String title) {
    String guid = outlet.id() + "-" + edition + "-" + place;
    return new Reading(
        Identity.itemId(outlet, guid),
        List.of(guid),
        outlet,
        outlet.id() + "/1",
        Origin.LIVE,
        guid,
        Content.of(title, "Les deux camps s’y engagent, dit un communiqué."),
        time,
        false,
        time,
        null);
  }
}
