package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Content;
import org.vigie.wire.Json;

/// Markup in every disguise, in every place where a feed can carry it: what comes out is text.
/// Whatever says `sain` is there, and no tag, no handler, no address of a script.
class SafeTextTest {
  private static final Pattern MARKUP =
      Pattern.compile(
          "<[a-z/!?%]|javascript:|\\bon[a-z]+\\s*=|expression\\(|-->|]]>",
          Pattern.CASE_INSENSITIVE);
  private static final FeedReader READER =
      new FeedReader(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

  /// The names that feeds are known to embed, harmless and harmful ones.
  private static final List<String> NAMES =
      List.of(
          ("a abbr address animate applet area article aside audio b base basefont bgsound big"
               + " blink blockquote body br button canvas center code col command datagrid del"
               + " details dialog div dl em embed event-source fieldset figure font footer form"
               + " frame frameset h1 head header hr html i iframe ilayer image img input ins"
               + " isindex keygen label layer li link listing main map marquee math menu meta meter"
               + " multicol nav noembed noframes noscript object ol option p param plaintext pre q"
               + " s script section select server small source span strong style sub summary sup"
               + " svg table td template textarea title tr tt u ul var video wbr xml xmp xss")
              .split(" "));

  private static final List<String> HANDLERS =
      List.of(
          ("onabort onblur onchange onclick ondblclick onerror onfocus onkeydown onkeypress onkeyup"
                  + " onload onmousedown onmouseout onmouseover onmouseup onreset onresize onsubmit"
                  + " onunload onafterprint onanything")
              .split(" "));

  private static final List<String> STYLES =
      List.of(
          "any: expression(mal('x'))",
          "background: url(javascript:mal())",
          "behavior: url(mal.htc)",
          "-moz-binding: url(mal)",
          "any: \\65xpression(mal)",
          "@import 'mal'",
          "width: e/**/xpression(mal)",
          "background-image: u\\rl(mal)",
          "x: \\0065xpr/**/ession(mal)");

  private static final List<String> ADDRESSES =
      List.of(
          "javascript:mal()",
          "JaVaScRiPt:mal()",
          "jav\tascript:mal()",
          "jav&#x09;ascript:mal()",
          "&#106;&#97;vascript:mal()",
          "&#0000106avascript:mal()",
          " javascript:mal()",
          "data:text/html,mal",
          "data:text/html;base64,bWFs",
          "vbscript:mal",
          "livescript:mal",
          "feed:javascript:mal",
          "&#14;javascript:mal");

  static Stream<String> disguises() {
    List<String> disguises = new ArrayList<>();
    for (String name : NAMES) {
      disguises.add("sain<%1$s onclick='mal()'>x</%1$s>".formatted(name));
      disguises.add("sain<%s src=\"javascript:mal()\">".formatted(name));
      disguises.add("sain<%1$s STYLE=expression(mal())>x</%1$s>".formatted(name.toUpperCase()));
      disguises.add("sain<%1$s>x</%1$s>".formatted(name));
      disguises.add("sain</%s>".formatted(name));
      disguises.add("sain<%s/>".formatted(name));
      disguises.add("sain<%s/onx=mal>x".formatted(name));
    }
    for (String handler : HANDLERS) {
      disguises.add("<img src='x' %s='location.href=mal'/>sain".formatted(handler));
      disguises.add("<a %s=mal()>sain</a>".formatted(handler));
      disguises.add("<a title=\"a>b\" %s=mal()>sain</a>".formatted(handler));
    }
    for (String style : STYLES) {
      disguises.add("<span style=\"%s\">sain</span>".formatted(style));
      disguises.add("sain<style>p{%s}</style>".formatted(style));
    }
    for (String address : ADDRESSES) {
      disguises.add("<a href=\"%s\">sain</a>".formatted(address));
      disguises.add("<img src=\"%s\">sain".formatted(address));
      disguises.add("sain<iframe src='%s'></iframe>".formatted(address));
      disguises.add("<form action=\"%s\">sain</form>".formatted(address));
    }
    return disguises.stream();
  }

  @ParameterizedTest
  @MethodSource("disguises")
  void nothingButTextIsLeft(String html) {
    assertSafe(html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sain<script>mal",
        "sain<scr<script>ipt>mal()</scr</script>ipt>",
        "sain<<script>mal();//<</script>",
        "sain<script/mal src=x>",
        "sain<script>a=/mal/</script",
        "sain<img \"\"\"><script>mal</script>\">",
        "sain\\\";mal;//</title><script>mal</script>",
        "sain<!--[if gte IE 4]><script>mal</script><![endif]-->",
        "sain<!--#exec cmd=\"mal\"-->",
        "sain<? echo(\"mal\") ?>",
        "sain<?php mal ?>",
        "sain<% mal %>",
        "sain<!DOCTYPE mal>",
        "sain<!ENTITY x \"mal\">",
        "sain<!--> <script>mal</script> -->",
        "sain<!---><script>mal</script>",
        "sain<a title='<script>mal</script>'>x</a>",
        "sain<svg><script>mal</script></svg>",
        "sain<svg><a xlink:href=\"javascript:mal\"><text>x</text></a></svg>",
        "sain<math><mi xlink:href=\"javascript:mal\">x</mi></math>",
        "sain<svg><style><img src=x onerror=mal></style></svg>",
        "sain<noscript><p title=\"</noscript><img src=x onerror=mal>\"></noscript>",
        "sain<textarea></textarea><img src=x onerror=mal>",
        "sain<html><head><meta http-equiv=refresh content=\"0;url=mal\"></head>x</html>",
        "sain<table background=\"javascript:mal\"><td background=\"javascript:mal\">x",
        "sain<img/src=\"x\"/onerror=mal>",
        "sain&lt;script&gt;mal()&lt;/script&gt;",
        "sain&amp;lt;script&amp;gt;mal()&amp;lt;/script&amp;gt;",
        "sain&amp;amp;lt;script&amp;amp;gt;mal()&amp;amp;lt;/script&amp;amp;gt;",
        "sain&#60;script&#62;mal()&#60;/script&#62;",
        "sain&#x3c;script&#x3E;mal()",
        "sain&amp;#60;script&amp;#62;mal()",
        "sain&LT;script&GT;mal()&LT;/script&GT;",
        "sain&#0000060;script&#0000062;mal()",
        "sain<s\u200bcript>mal()</s\u200bcript>",
        "sain<\u202escript>mal</script>",
        "sain&lt;s&#8203;cript&gt;mal()&lt;/s&#x200b;cript&gt;",
        "sain&lt;<script>script>mal",
        "sain<b></b><<i></i>script>mal",
        "sain&lt<!-- -->;script>mal</script>",
        "sain<a:b onclick=mal>x</a:b>",
        "sain<eigen-tag>t</eigen-tag>",
        "sain<inconnu x=1>t</inconnu>",
        "sain<o:p></o:p>x",
        "sain<embed src=mal allowscriptaccess=always>",
        "sain<object classid=clsid:x><param name=url value=javascript:mal></object>",
        "sain<frameset><frame src=\"javascript:mal\"></frameset>",
        "sain<input onfocus=mal autofocus>",
        "sain<br size=\"&{mal}\">",
        "sain<div\u000bonclick=mal>x</div>",
        "sain<b><i><script>mal",
      })
  void tricksLeaveNothingButText(String html) {
    assertSafe(html);
  }

  /// What people write with pointed brackets and mean so.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 < 2",
        "a < b et c > d",
        "<Nom> a dit",
        "x << y",
        "->",
        "a --> b",
        "5 <> 6",
        "<3",
        "if (a<b && c>d)"
      })
  void pointedBracketsThatArePlainTextStay(String text) {
    assertThat(PlainText.toLine(escaped(text))).isEqualTo(text);
    assertThat(PlainText.plainLine(text)).isEqualTo(text);
  }

  private static void assertSafe(String html) {
    carriers(html)
        .forEach(
            (carrier, document) -> {
              FeedResult result =
                  READER.read(document.getBytes(StandardCharsets.UTF_8), null, null);
              assertThat(result).as(carrier).isInstanceOf(FeedDocument.class);
              Content content = ((FeedDocument) result).entries().getFirst().content();
              String all =
                  String.join(
                      " ¦ ",
                      content.title(),
                      content.summary(),
                      String.valueOf(content.body()),
                      String.valueOf(content.author()),
                      content.categories().toString());
              assertThat(all).as(carrier).contains("sain").doesNotContainPattern(MARKUP);
            });
  }

  private static Map<String, String> carriers(String html) {
    String escaped = escaped(html);
    String cdata = "<![CDATA[" + html.replace("]]>", "]]]]><![CDATA[>") + "]]>";
    String base64 = Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8));
    Map<String, String> carriers = new LinkedHashMap<>();
    carriers.put("escaped", rss("<description>" + escaped + "</description>"));
    carriers.put("escaped twice", rss("<description>" + escaped(escaped) + "</description>"));
    carriers.put("CDATA", rss("<description>" + cdata + "</description>"));
    carriers.put("title", rss("<title>" + escaped + "</title>"));
    carriers.put("naked", rss("<description>" + html + "</description>"));
    carriers.put("encoded", rss("<content:encoded>" + cdata + "</content:encoded>"));
    carriers.put(
        "author", rss("<author>%1$s</author><category>%1$s</category>".formatted(escaped)));
    carriers.put("html", atom("<summary type='html'>" + escaped + "</summary>"));
    carriers.put("no type", atom("<summary>" + escaped + "</summary>"));
    carriers.put(
        "text",
        atom(
            "<title type='text'>%1$s</title><summary type='text/plain'>%1$s</summary>"
                .formatted(escaped)));
    carriers.put(
        "xhtml, escaped",
        atom(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
                + escaped
                + "</div></content>"));
    carriers.put(
        "xhtml",
        atom(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
                + html
                + "</div></content>"));
    carriers.put(
        "base64", atom("<content type='application/octet-stream'>" + base64 + "</content>"));
    carriers.put(
        "JSON",
        Json.toText(
            Map.of(
                "version",
                "https://jsonfeed.org/version/1.1",
                "items",
                List.of(Map.of("id", "1", "title", html, "content_html", html, "summary", html)))));
    carriers.put(
        "JSON, plain",
        Json.toText(Map.of("items", List.of(Map.of("id", "1", "content_text", html)))));
    return carriers;
  }

  private static String escaped(String html) {
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String rss(String item) {
    return "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        + "<title>Le Phare</title><item>"
        + item
        + "</item></channel></rss>";
  }

  private static String atom(String entry) {
    return "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + entry + "</entry></feed>";
  }
}
