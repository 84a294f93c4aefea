package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  private static final String USER_INFO =
      "the address holds a user name or password, which is never sent";

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        // as they are
        "https://phare.example/une.xml => https://phare.example/une.xml",
        "http://phare.example/a;b=1,2/@une?x=1&y=%C3%A9+2&z[]=3 "
            + "=> http://phare.example/a;b=1,2/@une?x=1&y=%C3%A9+2&z[]=3",
        "https://phare.example/a/../b//c/?  => https://phare.example/a/../b//c/?",
        "https://phare.example/%7euser?q=http://a:b@c/ "
            + "=> https://phare.example/%7euser?q=http://a:b@c/",
        // scheme, port, path, fragment
        "HTTPS://Www.PHARE.example/Une => https://www.phare.example/Une",
        "http://phare.example:80/ => http://phare.example/",
        "https://phare.example:443/ => https://phare.example/",
        "https://phare.example:0443 => https://phare.example/",
        "http://phare.example:443/ => http://phare.example:443/",
        "http://phare.example:/ => http://phare.example/",
        "https://phare.example => https://phare.example/",
        "https://phare.example?a => https://phare.example/?a",
        "https://phare.example#a/b => https://phare.example/",
        "https://phare.example/a#b?c#d => https://phare.example/a",
        // without a scheme, or with one of readers
        "phare.example/rss => https://phare.example/rss",
        "phare.example:8080/rss => https://phare.example:8080/rss",
        "//phare.example/rss => https://phare.example/rss",
        "127.0.0.1:8080 => https://127.0.0.1:8080/",
        "[::1]:8080/a => https://[::1]:8080/a",
        "feed:https://phare.example/rss => https://phare.example/rss",
        "feed:http://phare.example/rss => http://phare.example/rss",
        "FEED://phare.example/rss => https://phare.example/rss",
        "feeds://phare.example/rss => https://phare.example/rss",
        "feed://https://phare.example/rss => https://phare.example/rss",
        "feed://http://phare.example/rss => http://phare.example/rss",
        "feed:phare.example/rss => https://phare.example/rss",
        "feed:phare:81/rss => https://phare:81/rss",
        "http://https://phare.example/rss => https://phare.example/rss",
        "HTTP://http:\\\\http://phare.example/ => http://phare.example/",
        "http://http.example/https://a@b => http://http.example/https://a@b",
        // characters that a URL does not hold
        "https://phare.example/à la une?é=œ|«»€ "
            + "=> https://phare.example/%C3%A0%20la%20une?%C3%A9=%C5%93%7C%C2%AB%C2%BB%E2%82%AC",
        "https://phare.example/a|b^c`d{e}<f>\" =>"
            + " https://phare.example/a%7Cb%5Ec%60d%7Be%7D%3Cf%3E%22",
        "https://phare.example/100%?%zz%2 => https://phare.example/100%25?%25zz%252",
        "https://phare.example/a[1]?b[2] => https://phare.example/a%5B1%5D?b[2]",
        "https://phare.example/😀?😀 => https://phare.example/%F0%9F%98%80?%F0%9F%98%80",
        "https:\\\\phare.example\\rss?a\\b => https://phare.example/rss?a%5Cb",
        "https://phare.example/a'b => https://phare.example/a'b",
        // what copying adds
        "§ \u00a0\ufeffhttps://phare.example/\u200brss\u200b\u3000\u0000§ =>"
            + " https://phare.example/rss",
        "§https://phare.example/a-\r\n  b\tc\u2028d§ => https://phare.example/a-bcd",
        "https://pha\u00adre.example/a\u2060b => https://phare.example/ab",
        "https://phare.example/a\u00a0b => https://phare.example/a%C2%A0b",
        "<https://phare.example/rss> => https://phare.example/rss",
        "<URL:https://phare.example/rss> => https://phare.example/rss",
        "§\u200c\u200d\u2800\u061c\ufe0fhttps://phare.example/rss§ => https://phare.example/rss",
        "https://phare.example/%４１ => https://phare.example/%25%EF%BC%94%EF%BC%91",
        "§\"https://phare.example/rss\"§ => https://phare.example/rss",
        "§'https://phare.example/rss'§ => https://phare.example/rss",
        "« https://phare.example/rss » => https://phare.example/rss",
        "“<feed:https://phare.example/rss>” => https://phare.example/rss",
        "(https://phare.example/rss(1)) => https://phare.example/rss(1)",
        // hosts
        "https://fil_info.phare.example/ => https://fil_info.phare.example/",
        "https://_fil.phare_.example:81/ => https://_fil.phare_.example:81/",
        "https://-a-.b--c.example/ => https://-a-.b--c.example/",
        "https://phare.example./rss => https://phare.example/rss",
        "https://phare.example.:8443/rss => https://phare.example:8443/rss",
        "https://phare。example．a｡b/ => https://phare.example.a.b/",
        "https://ｐｈａｒｅ.example/ => https://phare.example/",
        "https://côté-mer.example:81/ => https://xn--ct-mer-cva0g.example:81/",
        "https://COTE\u0301.example/ => https://xn--cot-dma.example/",
        "https://XN--CT-MER-CVA0G.example/ => https://xn--ct-mer-cva0g.example/",
        "https://c%C3%B4t%C3%A9-mer.example/ => https://xn--ct-mer-cva0g.example/",
        "https://straße.example/ => https://xn--strae-oqa.example/",
        "https://STRAẞE.example/ => https://xn--strae-oqa.example/",
        "https://βόλος.example/ => https://xn--nxasmm1c.example/",
        "https://i❤️.example/ => https://xn--i-7iq.example/",
        "https://💩.example/ => https://xn--ls8h.example/",
        "https://👍🏽.example/ => https://xn--on8h5e.example/",
        "https://a\u200db.example/ => https://ab.example/",
        "https://نامه\u200cای.example/ => https://xn--mgba3gch31f060k.example/",
        "https://ශ්\u200dරී.example/ => https://xn--10cl1a0b660p.example/",
        "https://пример.испытание/ => https://xn--e1afmkfd.xn--80akhbyknj4f/",
        "https://例え.テスト/ => https://xn--r8jz45g.xn--zckzah/",
        "https://中国中央电视台.example/ => https://xn--fiqa935bhrdgrd934d9c4a.example/",
        "https://l·l.example/ => https://xn--ll-0ea.example/",
        // addresses of hosts, which the guard judges when they are resolved
        "http://[2001:DB8::1]:80/a => http://[2001:db8::1]/a",
        "http://[::ffff:127.0.0.1]/ => http://[::ffff:127.0.0.1]/",
        "http://127.1/ => http://127.1/",
        "http://2130706433/ => http://2130706433/",
        "http://0x7F.1/ => http://0x7f.1/",
        "http://①②⑦.0.0.1/ => http://127.0.0.1/",
        "http://localhost:8000 => http://localhost:8000/",
      })
  void readsEverySpelling(String written, String address) {
    URI read = WebAddress.read(written);

    assertThat(read).hasToString(address);
    assertThat(WebAddress.read(read.toString())).as("read again").isEqualTo(read);
    assertThat(address).contains("://" + WebAddress.host(read));
    assertThat(address.replaceFirst("^https?://([^/\\[]+|\\[.*])(?=[:/]).*", "$1"))
        .startsWith(WebAddress.host(read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        "§§ => the address is missing",
        "§ \u200b\u00a0<>§ => the address is missing",
        "phare => the address must begin with https:// or http://",
        "/tmp/phare.opml => the address must begin with https:// or http://",
        "./phare.xml => the address must begin with https:// or http://",
        "localhost:8000/rss => the address must begin with https:// or http://",
        "à la une => the address must begin with https:// or http://",
        "https:phare.example => the address needs two slashes after https:",
        "https:/phare.example => the address needs two slashes after https:",
        "ftp://phare.example/ => the address begins with 'ftp:', only https and http can be"
            + " requested",
        "C:\\fils.opml => the address begins with 'c:', only https and http can be requested",
        "mailto:desk@phare.example "
            + "=> the address begins with 'mailto:', only https and http can be requested",
        "javascript:alert(1) "
            + "=> the address begins with 'javascript:', only https and http can be requested",
        "https:// => the address names no host",
        "https:///rss => the address names no host",
        "https://./rss => the address names no host",
        "https://?rss => the address names no host",
        "https://:80/ => the address names no host",
        "feed:/rss => the address names no host",
        "https://a..b/ => the host of the address has nothing between two full stops",
        "https://.a/ => the host of the address has nothing between two full stops",
        "https://a…b/ => the host of the address has nothing between two full stops",
        "https://pha re.example/ => the host of the address holds the character U+0020, which no"
            + " host name has",
        "https://pha\u00a0re.example/ => the host of the address holds the character U+0020, which"
            + " no host name has",
        "https://pha%2fre.example/ => the host of the address holds the character '/', which no"
            + " host name has",
        "https://pha%ffre.example/ => the host of the address holds the character '\ufffd', which"
            + " no host name has",
        "https://pha%zzre.example/ => the host of the address holds the character '%', which no"
            + " host name has",
        "https://pha|re.example/ => the host of the address holds the character '|', which no host"
            + " name has",
        "https://l’express.example/ => the host of the address holds the character '’', which no"
            + " host name has",
        "https://\u0301a.example/ => the host of the address holds the character '\u0301', which no"
            + " host name has",
        "https://a\ue000.example/ => the host of the address holds the character '\ue000', which no"
            + " host name has",
        "https://phare.example:port/ => the port of the address is not within 1 and 65535",
        "https://phare.example:0/ => the port of the address is not within 1 and 65535",
        "https://phare.example:65536/ => the port of the address is not within 1 and 65535",
        "https://phare.example:-1/ => the port of the address is not within 1 and 65535",
        "https://phare.example:1:2/ => the port of the address is not within 1 and 65535",
        "https://[::1/ => the address has no IPv6 address in its square brackets",
        "https://[::1]a/ => the address has no IPv6 address in its square brackets",
        "https://[::g]/ => the address has no IPv6 address in its square brackets",
        "https://[1::2::3]/ => the address has no IPv6 address in its square brackets",
        "https://[127.0.0.1]/ => the address has no IPv6 address in its square brackets",
        "https://[fe80::1%25eth0]/ => the address has no IPv6 address in its square brackets",
        "https://user@phare.example/ => " + USER_INFO,
        "https://user:hush@phare.example/ => " + USER_INFO,
        "https://user:hu@sh@phare.example/ => " + USER_INFO,
        "https://@phare.example/ => " + USER_INFO,
        "feed:https://user:hush@phare.example/ => " + USER_INFO,
        "//user:hush@phare.example/ => " + USER_INFO,
        "http://http://user:hush@phare.example/ => " + USER_INFO,
        "http://http//user:hush@phare.example/ => the address must begin with https:// or http://",
        "user:hush@phare.example/rss => " + USER_INFO,
        "user@phare.example/rss => " + USER_INFO,
        "https://user:hush＠phare.example/ => " + USER_INFO,
        "https://user:hu/sh@phare.example/ => the port of the address is not within 1 and 65535",
      })
  void refusesWithTheReason(String written, String reason) {
    assertThatThrownBy(() -> WebAddress.read(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason)
        .hasMessageNotContaining("hush");
    assertThat(WebAddress.find(written)).isNull();
  }

  @Test
  void refusesWhatIsTooLong() {
    String path = "a".repeat(2_000);
    assertThatThrownBy(() -> WebAddress.read("https://phare.example/" + path))
        .hasMessage("the address is longer than 2000 characters");
    assertThatThrownBy(() -> WebAddress.read("https://phare.example/" + "é".repeat(400)))
        .hasMessage("the address is longer than 2000 characters");
    assertThat(WebAddress.find("https://phare.example/" + path)).isNotNull();
    assertThatThrownBy(() -> WebAddress.parse("https://phare.example/" + path.repeat(4)))
        .hasMessage("the address is longer than 8000 characters");
    String label = "a".repeat(64);
    assertThatThrownBy(() -> WebAddress.read("https://" + label + ".example/"))
        .hasMessage("the host of the address has more than 63 characters between two full stops");
    assertThatThrownBy(() -> WebAddress.read("https://" + "a.".repeat(127) + "example/"))
        .hasMessage("the host of the address is longer than 253 characters");
    assertThatThrownBy(() -> WebAddress.read(null)).hasMessage("the address is missing");
  }

  @Test
  void takesNoTimeForHostileTexts() {
    for (String part :
        new String[] {" ", "<", "\n", "@", ":", ".", "\u200b", "a.", "https:", "%"}) {
      assertThat(WebAddress.find("feed:" + part.repeat(200_000) + "!"))
          .as("of '%s'", part)
          .isNull();
    }
    assertThat(WebAddress.find("(".repeat(4_000) + ")".repeat(4_000))).isNull();
    String repeated = "feed:".repeat(200_000);
    assertThat(WebAddress.maskUserInfo(repeated)).isEqualTo(repeated);
    StringBuilder label = new StringBuilder();
    for (int c = 0x4e00; c < 0x9f00; c++) {
      label.appendCodePoint(c);
    }
    String host = label.toString().repeat(12);
    assertThatThrownBy(() -> HostName.toAscii(host))
        .hasMessage("the host of the address has more than 63 characters between two full stops");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "https://user:hush@phare.example/a => https://…@phare.example/a",
        "https://user:hu/sh@phare.example/a => https://…@phare.example/a",
        "feed:https://user:hush@phare.example => feed:https://…@phare.example",
        "user:hush@phare.example => …@phare.example",
        "//user:hush@phare.example => //…@phare.example",
        "https:user:hush@phare.example => …@phare.example",
        "https://hush＠phare.example => https://…@phare.example",
        "ftp://hush@phare.example => ftp://…@phare.example",
        "https://phare.example/a:b => https://phare.example/a:b",
      })
  void masksUserInfo(String written, String masked) {
    assertThat(WebAddress.maskUserInfo(written)).isEqualTo(masked);
  }

  /// Addresses in records of older versions and other clients.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://A6.example/feed",
        "https://a6.example:443/feed",
        "https://A6.example./feed#x",
        "https://user:hush@a6.example/feed"
      })
  void knowsSpellingsOfOneAddress(String stored) {
    URI address = WebAddress.withoutUserInfo(URI.create(stored));
    assertThat(address.toString()).doesNotContain("hush");
    assertThat(WebAddress.areSame(address, URI.create("https://a6.example/feed"))).isTrue();
    assertThat(WebAddress.areSame(address, URI.create("https://a6.example/Feed"))).isFalse();
  }

  @Test
  void aStoredFeedKeepsItsIdAndLosesItsPassword() {
    Outlet outlet = Outlet.named("A6");
    URI stored = URI.create("https://user:hush@A6.example./feed");
    String id = Identity.feedId(stored, outlet);
    Feed feed = new Feed(id, stored, outlet, null, null);
    assertThat(feed.id()).isEqualTo(id).startsWith("a6.example./");
    assertThat(feed.address()).hasToString("https://A6.example./feed");
    assertThat(FeedState.neverPolled(feed).host()).isEqualTo("a6.example.");
  }

  @Test
  void findsHostAndPortWhereTheJdkDoesNot() {
    URI address = URI.create("https://a:b@Fil_Info.phare.example:8443/rss");
    assertThat(WebAddress.host(address)).isEqualTo("fil_info.phare.example");
    assertThat(WebAddress.port(address)).isEqualTo(8443);
    assertThat(WebAddress.port(URI.create("https://[::1]/"))).isEqualTo(-1);
    assertThat(WebAddress.findHost(URI.create("https://[::1]:80/"))).isEqualTo("[::1]");
    for (String none : new String[] {"mailto:a@b.example", "/rss", "https:/rss", "https://:80/"}) {
      assertThat(WebAddress.findHost(URI.create(none))).as(none).isNull();
    }
  }
}
