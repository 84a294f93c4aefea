package org.vigie.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.model.Content;
import org.vigie.model.Outlet;

class KnownEntriesTest {
  private static final Instant MONDAY = Instant.parse("2025-03-10T07:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2025-03-11T07:00:00Z");

  @Test
  void theSameTitleOnAnotherDayIsAnotherEntry() {
    KnownEntries known = KnownEntries.of(programmes("lundi", MONDAY));

    assertThat(known.compareWith(programmes("mardi", TUESDAY)).formerIds()).isEmpty();
  }

  @Test
  void theSameTitlesAndDatesUnderNewIdsAreTheSameEntries() {
    KnownEntries known = KnownEntries.of(programmes("ancien", MONDAY));

    assertThat(known.compareWith(programmes("nouveau", MONDAY)).formerIds()).hasSize(2);
  }

  private static List<IdentifiedEntry> programmes(String ids, Instant day) {
    return ItemIdProposer.proposeIds(
        Outlet.named("Radio Fleuve"),
        List.of(
            entry(ids + "-1", "Journal de 8 h", day), entry(ids + "-2", "Revue de presse", day)));
  }

  private static Entry entry(String guid, String title, Instant day) {
    return new Entry(guid, null, Content.of(title, "").withPublished(day));
  }

  @Test
  void whatIsNewIsSeenAtTheEndOfALongDocumentToo() {
    KnownEntries known = KnownEntries.of(daysOldestFirst(600));

    assertThat(known.compareWith(daysOldestFirst(603)).newEntries()).isEqualTo(3);
  }

  private static List<IdentifiedEntry> daysOldestFirst(int days) {
    return ItemIdProposer.proposeIds(
        Outlet.named("Radio Fleuve"),
        IntStream.range(0, days)
            .mapToObj(day -> entry("jour-" + day, "Jour " + day, MONDAY.plus(day, ChronoUnit.DAYS)))
            .toList());
  }
}
