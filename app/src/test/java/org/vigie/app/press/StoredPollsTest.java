package org.vigie.app.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each article is exactly one item over all feeds of its outlet; a changed text is a new version,
/// a changed date is not; nothing is lost.
class StoredPollsTest {
  @BeforeEach
  void needsTheArchive() {
    assumeTrue(Files.exists(StoredPolls.ARCHIVE), "the shared archive of polls is absent");
  }

  @Test
  void twoPollsOfTwoOutletsGiveEachArticleOnce() throws IOException {
    ArticleComparison ledger = polled(StoredPolls.readSome(2, "Franceinfo", "Le Figaro"));

    assertThat(ledger.countReadings()).isGreaterThan(1_000);
    assertThat(ledger.countMovedDates()).isPositive();
    assertThat(ledger.failures()).isEmpty();
    assertThatItemsAreArticles(ledger);
  }

  @Test
  @Tag("proof")
  void ninePollsGiveEachArticleOnceAndEachEditOnce() throws IOException {
    ArticleComparison ledger = polled(StoredPolls.readAll());

    System.out.println(ledger);
    assertThat(ledger.countReadings()).isEqualTo(40_261);
    // By guid alone there are 11,627 names: two feeds of one poll gave 39 articles a guid that is
    // only the tracker. Their titles distinguish them; one of them is in both feeds.
    assertThat(ledger.countArticles()).isEqualTo(11_665);
    assertThat(ledger.countVersions()).isEqualTo(11_807);
    assertThat(ledger.failures().keySet())
        .isEqualTo(
            Set.of("2024-01-29T0158/flux.xml", "2024-02-06T2107/.xml", "2024-02-12T2242/.xml"));
    assertThatItemsAreArticles(ledger);
  }

  private static ArticleComparison polled(StoredPolls polls) throws IOException {
    ArticleComparison ledger = new ArticleComparison();
    try (StoredPollRunner press = StoredPollRunner.open()) {
      polls.documents().forEach((time, feeds) -> press.runPoll(time, feeds, ledger));
    }
    return ledger;
  }

  private static void assertThatItemsAreArticles(ArticleComparison ledger) {
    assertThat(ledger.lost()).as("entries without a reading").isEmpty();
    assertThat(ledger.findSplitArticles()).as("articles with several items").isEmpty();
    assertThat(ledger.findJoinedArticles()).as("items of several articles").isEmpty();
    assertThat(ledger.findVersionDifferences())
        .as("articles with other versions than texts")
        .isEmpty();
  }
}
