package org.vigie.ingest.opml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.Feed;

class OpmlTest {
  private static Opml.FeedList read(String opml) {
    return Opml.read(opml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theBundledListIsSound() {
    Opml.FeedList list = Opml.readBundled();

    assertThat(list.problems()).isEmpty();
    assertThat(list.feeds()).hasSizeGreaterThan(70).extracting(Feed::id).doesNotHaveDuplicates();
    assertThat(list.feeds()).extracting(feed -> feed.outlet().id()).contains("le-monde", "rfi");
  }

  @Test
  void anOutlineThatIsNoFeedIsNamedByItsLineAndTheRestGoesOn() {
    Opml.FeedList list =
        read(
            """
            <opml version="2.0"><body>
            <outline text="Dossier">
            <outline type="rss" text="Sans adresse"/>
            <outline type="rss" text="FTP" xmlUrl="ftp://a.example/rss"/>
            <outline type="rss" title="Le Phare" outlet="Le Phare" xmlUrl="https://a.example/rss?a=1&b=2"/>
            </outline></body></opml>
            """);

    assertThat(list.problems())
        .containsExactly(
            "line 3: an outline of type rss without xmlUrl",
            "line 4: xmlUrl 'ftp://a.example/rss': the address begins with 'ftp:', only https and"
                + " http can be requested");
    assertThat(list.feeds())
        .singleElement()
        .satisfies(
            feed -> {
              assertThat(feed.outlet().id()).isEqualTo("le-phare");
              assertThat(feed.address()).hasToString("https://a.example/rss?a=1&b=2");
            });
  }

  /// As lists of several readers write addresses and labels.
  @Test
  void oneAddressInSeveralSpellingsIsOneFeed() {
    Opml.FeedList list =
        read(
            """
            <opml version="1.0"><body>
            <outline type="rss" text="Une" title=" " xmlUrl="feed:https://Phare.example:443/fil"/>
            <outline type="rss" text="Une" xmlUrl=" feed://phare.example/fil "/>
            <outline type="rss" text="Une" xmlUrl="//phare.example./fil#une"/>
            <outline type="rss" text="Quai" title="Le quai" xmlUrl="https://fil_info.quai.example/"/>
            <outline type="rss" text="Mer" xmlUrl="https://côté-mer.example/à la une"/>
            <outline type="rss" text="Mer" xmlUrl="https://xn--ct-mer-cva0g.example/%C3%A0%20la%20une"/>
            <outline type="rss" text="Clef" xmlUrl="https://ana:hush@clef.example/fil"/>
            </body></opml>
            """);

    assertThat(list.feeds())
        .extracting(feed -> feed.address() + " " + feed.title())
        .containsExactly(
            "https://phare.example/fil Une",
            "https://fil_info.quai.example/ Le quai",
            "https://xn--ct-mer-cva0g.example/%C3%A0%20la%20une Mer");
    assertThat(list.problems())
        .containsExactly(
            "line 8: xmlUrl 'https://…@clef.example/fil': the address holds a user name or"
                + " password, which is never sent");
  }

  @Test
  void whatIsWrittenReadsBack() {
    List<Feed> feeds =
        read("""
        <opml><body>
        <outline outlet="L'Écho &amp; fils" title="À la une &lt;3" xmlUrl="https://b.example/é"/>
        <outline xmlUrl="https://www.c.example/rss" htmlUrl="https://www.c.example/"/>
        </body></opml>
        """)
            .feeds();

    assertThat(read(Opml.write(feeds)).feeds()).extracting(Feed::id).hasSize(2);
    assertThat(read(Opml.write(feeds)).feeds().stream().map(Feed::id).sorted())
        .isEqualTo(feeds.stream().map(Feed::id).sorted().toList());
  }

  @Test
  void aListThatMeansHarmIsReadForItsFeedsAlone() {
    StringBuilder many = new StringBuilder("<opml><body>");
    for (int i = 0; i < 100_000; i++) {
      many.append("<outline xmlUrl='https://phare%d.example/'/>".formatted(i));
    }
    assertThat(read(many + "</body></opml>").feeds()).hasSize(100_000);

    String deep = "<outline text='x'>".repeat(50_000) + "</outline>".repeat(50_000);
    assertThat(read("<opml><body>" + deep + "</body></opml>").feeds()).isEmpty();

    String external =
        "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><opml><body>"
            + "<outline text='&x;' xmlUrl='https://phare.example/'/></body></opml>";
    assertThat(read(external).feeds())
        .singleElement()
        .satisfies(feed -> assertThat(feed.toString()).contains("phare.example"));
  }

  @Test
  void somethingElseIsRefusedInWords() {
    assertThat(read("<html></html>").problems())
        .containsExactly("line 1: no OPML, there is no element <opml>");
  }
}
