package org.vigie.ingest.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.Links;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Outlet;
import org.vigie.model.TrackingParameters;

class ItemIdProposerTest {
  private static final Outlet OUTLET = Outlet.named("Le Phare");

  private static Entry entry(
      @Nullable String guid, @Nullable String url, @Nullable String file, String title) {
    return new Entry(guid, file, Content.of(title, "").withUrl(url));
  }

  private static List<String> ids(Entry... entries) {
    return proposeIds(entries).stream().map(IdentifiedEntry::id).toList();
  }

  @Test
  void sectionFeedsThatDifferInTheTrackerAloneShareTheId() {
    Entry front = entry("https://a.fr/x_1.html#xtor=RSS-3-[lestitres]", null, null, "Trêve");
    Entry world = entry("https://a.fr/x_1.html#xtor=RSS-3-[monde]", null, null, "Trêve");

    assertThat(ids(front)).isEqualTo(ids(world));
    assertThat(ids(front)).containsExactly(Identity.itemId(OUTLET, "https://a.fr/x_1.html"));
  }

  @Test
  void keepsFragmentsThatAreNoTrackers() {
    assertThat(ids(entry("https://a.fr/direct#p1", null, null, "Un")))
        .isNotEqualTo(ids(entry("https://a.fr/direct#p2", null, null, "Deux")));
  }

  @Test
  void aGuidThatIsATrackerAloneIsNone() {
    Entry entry = entry("#xtor=RSS-3-[monde]", "https://a.fr/x_1.html", null, "Trêve");

    assertThat(ids(entry)).containsExactly(Identity.itemId(OUTLET, "https://a.fr/x_1.html"));
  }

  @Test
  void aLinkSharedByDifferentTitlesIdentifiesNothing() {
    List<IdentifiedEntry> named =
        ItemIdProposer.proposeIds(
            OUTLET,
            List.of(
                entry(null, "https://a.fr/capsule", "https://a.fr/1.mp3", "Lundi"),
                entry(null, "https://a.fr/capsule", "https://a.fr/2.mp3", "Mardi")));

    assertThat(named).extracting(IdentifiedEntry::id).doesNotHaveDuplicates();
    assertThat(named).allSatisfy(entry -> assertThat(entry.aliases()).isEmpty());
  }

  @Test
  void aGuidSharedByDifferentTitlesFallsBackToTheLink() {
    assertThat(
            ids(
                entry("1", "https://a.fr/un", null, "Un"),
                entry("1", "https://a.fr/deux", null, "Deux")))
        .containsExactly(
            Identity.itemId(OUTLET, "https://a.fr/un"),
            Identity.itemId(OUTLET, "https://a.fr/deux"));
  }

  @Test
  void twoVersionsUnderOneGuidAndLinkAreOneItem() {
    assertThat(
            ids(
                entry("treve-7", "https://a.fr/treve", null, "Une trêve de six mois"),
                entry("treve-7", "https://a.fr/treve", null, "Une trève de six mois")))
        .containsOnly(Identity.itemId(OUTLET, "treve-7"));
  }

  @Test
  void twoVersionsAmongOtherArticlesAreOneItemByTheGuidAlone() {
    String link = "https://a.fr/treve";
    Entry[] entries = {
      entry(link, link, null, "Une trêve"),
      entry(link, link, null, "La trêve tient"),
      entry("https://a.fr/un", "https://a.fr/un", null, "Un"),
      entry("https://a.fr/deux", "https://a.fr/deux", null, "Deux")
    };

    assertThat(ids(entries)).startsWith(ids(entries[0], entries[0]).toArray(String[]::new));
    assertThat(ids(entries).subList(2, 4)).isEqualTo(ids(entries[2], entries[3]));
    assertThat(proposeIds(entries).getFirst().aliases()).containsExactly(link);
  }

  @Test
  void guidsThatAreNamesOfNoArticleDoNotJoinThem() {
    assertThat(ids(entry("1", null, null, "Un"), entry("1", null, null, "Deux")))
        .as("one guid for all")
        .doesNotHaveDuplicates();
    assertThat(
            ids(entry("1", "https://a.fr/", null, "Un"), entry("1", "https://a.fr/", null, "Deux")))
        .as("one guid for all, and the home page")
        .doesNotHaveDuplicates();
    assertThat(
            ids(
                entry("1", "https://a.fr/page", null, "Un"),
                entry("1", "https://a.fr/page", null, "Deux"),
                entry("1", "https://a.fr/page", null, "Trois"),
                entry("1", "https://a.fr/page", null, "Quatre")))
        .as("more than an article has versions")
        .doesNotHaveDuplicates();
    assertThat(
            ids(
                entry("lundi", "https://a.fr/lundi", null, "Journal de 8 h"),
                entry("lundi", "https://a.fr/lundi", null, "Journal de 13 h"),
                entry("mardi", "https://a.fr/mardi", null, "Journal de 7 h"),
                entry("mardi", "https://a.fr/mardi", null, "Journal de 12 h")))
        .as("a guid for each day")
        .doesNotHaveDuplicates();
  }

  @Test
  void untitledEntriesUnderOneLinkAreToldApartByTheirTexts() {
    assertThat(
            ids(
                new Entry(null, null, Content.of("", "Un").withUrl("https://a.fr/fil")),
                new Entry(null, null, Content.of("", "Deux").withUrl("https://a.fr/fil"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void takesTheNewerOfTwoVersions() {
    Entry first = entry("g", "https://a.fr/un", null, "Un");
    Entry second = entry("g", "https://a.fr/un", null, "Un, corrigé");
    Instant noon = Instant.parse("2026-02-03T12:00:00Z");
    Entry dated = new Entry("g", null, second.content().withPublished(noon));

    assertThat(newest(first, second)).as("the first in the document").containsExactly(first);
    assertThat(newest(first, dated)).as("the one with a date").containsExactly(dated);
    assertThat(newest(first, first)).as("a repeat").containsExactly(first, first);
  }

  private static List<Entry> newest(Entry... entries) {
    return ItemIdProposer.removeOlderVersions(proposeIds(entries)).stream()
        .map(IdentifiedEntry::entry)
        .toList();
  }

  private static List<IdentifiedEntry> proposeIds(Entry... entries) {
    return ItemIdProposer.proposeIds(OUTLET, List.of(entries));
  }

  @Test
  void theSameEntryTwiceKeepsOneId() {
    assertThat(
            ids(
                entry("1", "https://a.fr/un", null, "Un"),
                entry("1", "https://a.fr/un", null, "Un")))
        .doesNotContain("")
        .satisfies(ids -> assertThat(ids.getFirst()).isEqualTo(ids.getLast()));
  }

  @Test
  void listsRawAndCleanNamesAsAliases() {
    IdentifiedEntry named =
        ItemIdProposer.proposeIds(
                OUTLET,
                List.of(
                    entry("https://a.fr/x#xtor=RSS-1", "http://A.fr/x?utm_source=rss", null, "T")))
            .getFirst();

    assertThat(named.aliases())
        .containsExactly(
            "https://a.fr/x", "https://a.fr/x#xtor=RSS-1", "http://A.fr/x?utm_source=rss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maca=fra-RSS_Une-9105-xml-mrss",
        "xtor=RSS-3-[monde]",
        "xtmc=treve",
        "at_campaign=rss",
        "utm_id=7",
        "ns_mchannel=rss",
        "ns_fee=0",
        "cmp=rss",
        "CMP=Share_iOSApp_Other",
        "wt_zmc=rss.x",
        "WT.mc_id=rss",
        "wtmc=rss",
        "mc_cid=1a2b",
        "mkt_tok=x",
        "fbclid=x",
        "gclsrc=x",
        "gad_source=1",
        "srsltid=x",
        "igsh=x",
        "ttclid=x",
        "_hsenc=x",
        "itm_source=x",
        "intcmp=x",
        "ftag=RSSx",
        "rts_source=rss_t",
        "ref=rss",
        "source=rss_monde",
        "from=rss-une",
        "mod=rss_monde",
        "cid=rss.x",
        "rss",
        "rss=1",
        "mtm_campaign=rss",
        "cm_mmc=rss",
        "_gl=1"
      })
  void aTrackerNamesNoArticle(String parameter) {
    String link = "https://a.fr/treve?id=3";

    assertThat(TrackingParameters.removeFrom(link + "&" + parameter)).isEqualTo(link);
    assertThat(TrackingParameters.removeFrom("https://a.fr/treve#" + parameter))
        .isEqualTo("https://a.fr/treve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id=3",
        "p=3",
        "article=3",
        "idarticle=3",
        "id_article=3",
        "aid=3",
        "nid=3",
        "cid=3",
        "ref=29381",
        "ref=monde",
        "source=afp",
        "from=2026-02-03",
        "rss=capsule",
        "cmp=38",
        "page=2",
        "lang=fr",
        "mc=4",
        "ns=3",
        "at=3",
        "s=treve",
        "v=abc",
        "mid=3",
        "storyid=3",
        "Seq_Code=92115",
        "post_type=x",
        "sid=3",
        "doc=rss-et-atom"
      })
  void aParameterThatMayNameAnArticleStays(String parameter) {
    String link = "https://a.fr/treve?" + parameter;

    assertThat(TrackingParameters.removeFrom(link)).isEqualTo(link);
  }

  @Test
  void removesKnownTrackersOnly() {
    assertThat(
            TrackingParameters.removeFrom(
                "https://a.fr/p?id=3&utm_source=x&at_medium=RSS#xtor=AL-1"))
        .isEqualTo("https://a.fr/p?id=3");
    assertThat(TrackingParameters.removeFrom("https://a.fr/p?rss=capsule#titre"))
        .isEqualTo("https://a.fr/p?rss=capsule#titre");
    assertThat(Links.normalise("HTTP://www.A.fr:80?utm_medium=x")).isEqualTo("https://www.a.fr/");
  }
}
