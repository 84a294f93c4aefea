package org.vigie.ingest.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    String link = "https://a.fr/treve-12345";
    Entry[] entries = {
      entry(link, link, null, "Une trêve"),
      entry(link, link, null, "La trêve tient"),
      entry("https://a.fr/un", "https://a.fr/un", null, "Un"),
      entry("https://a.fr/deux", "https://a.fr/deux", null, "Deux")
    };

    assertThat(ids(entries[0], entries[1])).as("a link alone").doesNotHaveDuplicates();
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
                entry("1", "https://a.fr/page", null, "Deux")))
        .as("one guid for all, and a page that may be a section")
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

  /// Two entries under one name, among others that have names of their own.
  private static List<String> idsAmongOthers(Entry... entries) {
    List<Entry> all = new ArrayList<>(List.of(entries));
    for (int i = 0; i < 30; i++) {
      all.add(entry("tarte-" + i, "https://a.fr/recette/" + i, null, "Recette " + i));
    }
    return ids(all.toArray(Entry[]::new)).subList(0, entries.length);
  }

  private static Entry dated(@Nullable String guid, @Nullable String url, String title, int hour) {
    Instant published = Instant.parse("2026-02-03T00:00:00Z").plus(Duration.ofHours(hour));
    return new Entry(guid, null, Content.of(title, "").withUrl(url).withPublished(published));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "breves, none",
        "-, none",
        "0, none",
        "12, none",
        "2026-02-03, none",
        "20260203, none",
        "actualites-internationales, none",
        "https://a.fr/, none",
        "https://a.fr/breves, none",
        "https://a.fr/breves, https://a.fr/breves",
        "https://a.fr/actualites-internationales, https://a.fr/actualites-internationales",
        "breves, https://a.fr/",
        "breves, https://a.fr/breves",
        "none, https://a.fr/breves"
      })
  void twoArticlesUnderTheNameOfASectionStayTwo(@Nullable String guid, @Nullable String link) {
    assertThat(
            idsAmongOthers(
                dated(guid, link, "Guerre en Ukraine : une trêve", 10),
                dated(guid, link, "Guerre en Ukraine : un sommet", 11)))
        .as("at other times")
        .doesNotHaveDuplicates();
    assertThat(idsAmongOthers(dated(guid, link, "Une trêve", 0), dated(guid, link, "Un sommet", 0)))
        .as("on one day")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "654321, none",
        "9f1c2a7e-77aa-4b0e-8d55-0a1b2c3d4e5f, none",
        "https://a.fr/?p=77, none",
        "https://a.fr/?p=77, https://a.fr/",
        "https://a.fr/article/42, none",
        "https://a.fr/spip.php?article42, https://a.fr/spip.php?article42",
        "https://a.fr/2026/02/03/treve/, https://a.fr/2026/02/03/treve/",
        "y1, https://a.fr/treve-654321.html",
        "y1, https://a.fr/treve",
        "breves, https://a.fr/une-treve-de-six-mois-au-yemen"
      })
  void twoVersionsUnderTheNameOfAnArticleAreOne(String guid, @Nullable String link) {
    assertThat(
            idsAmongOthers(dated(guid, link, "Une trêve", 10), dated(guid, link, "Un sommet", 11)))
        .containsOnly(Identity.itemId(OUTLET, guid));
  }

  @Test
  void aShortGuidWithoutALinkNamesTheVersionsOfOneTimeOrNearlyOneHeadline() {
    assertThat(idsAmongOthers(dated("g-77", null, "Un", 10), dated("g-77", null, "Deux", 10)))
        .containsOnly(Identity.itemId(OUTLET, "g-77"));
    assertThat(
            idsAmongOthers(
                entry("treve", null, null, "Une trêve de six mois"),
                entry("treve", null, null, "Une trève de six mois")))
        .containsOnly(Identity.itemId(OUTLET, "treve"));
  }

  @Test
  void versionsWhoseLinkFollowsTheHeadlineAreOne() {
    assertThat(
            idsAmongOthers(
                dated("y-1", "http://a.fr/monde/yemen-treve-6654321.html", "Une trêve", 10),
                dated("y-1", "https://a.fr/monde/un-premier-pas-6654321.html", "Un pas", 11)))
        .containsOnly(Identity.itemId(OUTLET, "y-1"));
    assertThat(
            idsAmongOthers(
                dated("y-1", "https://a.fr/monde/yemen-treve-20260203.html", "Une trêve", 10),
                dated("y-1", "https://a.fr/monde/un-premier-pas-20260203.html", "Un pas", 11)))
        .as("the number is a day")
        .doesNotHaveDuplicates();
  }

  @Test
  void aLivePageMayHaveManyHeadlinesInOneDocument() {
    String page = "https://a.fr/direct-guerre-au-yemen-654321.html";
    Entry[] turns = new Entry[5];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = dated("y1", page, "Direct : tour " + "abcde".charAt(i), 10 + i);
    }

    assertThat(idsAmongOthers(turns)).containsOnly(Identity.itemId(OUTLET, "y1"));
    assertThat(newest(turns)).containsExactly(turns[4]);
  }

  @Test
  void entriesWithOtherRecordingsAreNoVersions() {
    String page = "https://a.fr/journal-654321.html";

    assertThat(
            idsAmongOthers(
                entry("journal-654321", page, "https://a.fr/lundi.mp3", "Lundi"),
                entry("journal-654321", page, "https://a.fr/mardi.mp3", "Mardi")))
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
    Entry first = entry("g", "https://a.fr/un-12345", null, "Un");
    Entry second = entry("g", "https://a.fr/un-12345", null, "Un, corrigé");
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
        "WT.rss_f=Une",
        "wt_cc1=rss",
        "at_link=rss",
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
        "ns_id=101",
        "ns_article=101",
        "wt_id=101",
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
