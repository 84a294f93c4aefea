package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.model.Content;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.wire.Json;

/// Any bytes at all on the whole path to readings. The entry point is the one that Jazzer looks
/// for; it needs nothing of Jazzer, so that [FeedFuzzTest] replays what a run has found. A run by
/// hand, with Jazzer's jar beside the class path of the tests:
///
/// ```
/// java -cp … com.code_intelligence.jazzer.Jazzer --target_class=org.vigie.ingest.feed.FeedFuzz \
///   --instrumentation_includes='org.vigie.**:org.jsoup.**' -max_total_time=600 -max_len=8192
/// CORPUS
/// ```
public final class FeedFuzz {
  private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
  private static final FeedReader READER = new FeedReader(InstantSource.fixed(NOW));
  private static final URI ADDRESS = URI.create("https://phare.example/une/rss");
  private static final Outlet OUTLET = Outlet.named("Le Phare");
  private static final int MOST_CHARACTERS = 500_000;

  private FeedFuzz() {}

  /// Whatever the bytes are, there is a reason or there are bounded readings of plain text.
  public static void fuzzerTestOneInput(byte[] bytes) {
    if (READER.read(bytes, null, ADDRESS) instanceof FeedDocument document) {
      List<IdentifiedEntry> entries = ItemIdProposer.proposeIds(OUTLET, document.entries());
      assertThat(entries).hasSameSizeAs(document.entries());
      for (IdentifiedEntry entry : entries) {
        String written = Json.toText(entry.toPolledReading("phare.example/1", Origin.LIVE, NOW));
        assertThat(written.length()).isLessThan(MOST_CHARACTERS);
        check(entry.entry().content());
      }
    }
  }

  private static void check(Content content) {
    String shown = content.title() + content.summary() + content.categories() + content.author();
    boolean plain = shown.chars().noneMatch(c -> c < ' ' || c >= 0x7f && c < 0xa0);
    assertThat(plain).as(shown).isTrue();
    assertThat(shown.toLowerCase(Locale.ROOT)).doesNotContain("<script", "</script");
    if (content.url() != null) {
      assertThat(content.url().toLowerCase(Locale.ROOT)).startsWith("http");
    }
  }
}
