package org.vigie.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;

/// Creates readings as a poll would write them, spread over many outlets, each of a different
/// article.
final class SampleReadings {
  /// Enough outlets for every partition to get a share.
  private static final int OUTLETS = 120;

  private static final Duration SINCE_PUBLISHED = Duration.ofMinutes(3);

  private SampleReadings() {}

  /// Returns one reading for each sample, all fetched at the same time.
  static List<Reading> create(List<SampleItems.SampleText> samples, Instant fetched) {
    List<Reading> readings = new ArrayList<>(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      readings.add(createReading(i, samples.get(i).content(), fetched));
    }
    return readings;
  }

  private static Reading createReading(int number, Content content, Instant fetched) {
    Outlet outlet = Outlet.named("Journal " + number % OUTLETS);
    String guid = "https://www.example.org/?p=" + number;
    String link = "https://www.example.org/articles/" + number;
    return new Reading(
        Identity.itemId(outlet, guid),
        List.of(guid, link),
        outlet,
        "www.example.org/" + outlet.id(),
        Origin.LIVE,
        guid,
        new Content(
            content.title(),
            content.summary(),
            content.body(),
            link,
            content.author(),
            fetched.minus(SINCE_PUBLISHED),
            null,
            content.categories()),
        fetched,
        false,
        fetched,
        null);
  }
}
