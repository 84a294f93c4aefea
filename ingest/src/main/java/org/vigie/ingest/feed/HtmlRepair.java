package org.vigie.ingest.feed;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Repairs HTML of which a parser of HTML would drop words: sections of CDATA, cells without a
/// table, elements, comments and attributes that never end.
final class HtmlRepair {
  private static final Pattern TABLE = Pattern.compile("<table\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOSE =
      Pattern.compile(
          "<(/?)(?:td|th|tr|thead|tbody|tfoot|caption)(?=[\\s/>])", Pattern.CASE_INSENSITIVE);

  /// Start tags of elements whose content is not read.
  private static final Pattern HIDING =
      Pattern.compile(
          "<(script|style|template|head|iframe|object|applet|noscript|noembed|noframes|svg"
              + "|math|textarea|select|button|audio|video|canvas|title|xml|xmp|frameset|annotation)"
              + "(?:[\\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)?>",
          Pattern.CASE_INSENSITIVE);

  /// A parser of HTML would take these for whole comments.
  private static final Pattern EMPTY_COMMENT = Pattern.compile("<!--+>");

  /// The beginning of an attribute, at the end of what stands before its quotation mark.
  private static final Pattern ATTRIBUTE =
      Pattern.compile("<[a-z][^<>]*=\\s*", Pattern.CASE_INSENSITIVE);

  /// A character of two halves, as programs write it that count in UTF-16.
  private static final Pattern HALVES =
      Pattern.compile(
          "&#(?:[xX]([dD][89abAB][0-9A-Fa-f]{2})|(5[5-6][0-9]{3}));"
              + "&#(?:[xX]([dD][c-fC-F][0-9A-Fa-f]{2})|(5[67][0-9]{3}));");

  private HtmlRepair() {}

  static String repair(String html) {
    // HTML knows no CDATA and would drop what stands in it.
    String bare = html.replace("<![CDATA[", "").replace("]]>", "");
    String named = bare.indexOf('&') < 0 ? bare : Markup.endReferences(joinHalves(bare));
    return named.indexOf('<') < 0
        ? named
        : withoutLooseCells(closeElements(closeAttribute(closeComment(named))));
  }

  private static String joinHalves(String html) {
    return html.contains("&#") ? HALVES.matcher(html).replaceAll(HtmlRepair::joinHalf) : html;
  }

  private static String joinHalf(MatchResult pair) {
    char high = half(pair, 1);
    char low = half(pair, 3);
    return Character.isSurrogatePair(high, low) ? new String(new char[] {high, low}) : "\uFFFD";
  }

  private static char half(MatchResult pair, int group) {
    String hexadecimal = pair.group(group);
    return (char)
        (hexadecimal == null
            ? Integer.parseInt(pair.group(group + 1))
            : Integer.parseInt(hexadecimal, 16));
  }

  /// A comment that never ends is the rest of a text that was cut, unless elements end in it.
  private static String closeComment(String html) {
    String bare = html.contains("<!--") ? EMPTY_COMMENT.matcher(html).replaceAll("<!-- ") : html;
    int start = bare.indexOf("<!--", bare.lastIndexOf("-->") + 1);
    return start < 0 || bare.indexOf("</", start) < 0
        ? bare
        : bare.substring(0, start) + bare.substring(start).replace("<!--", " ");
  }

  /// Leaves out a tag whose last attribute has no closing quotation mark, with the first word of
  /// the attribute.
  private static String closeAttribute(String html) {
    String closed = html;
    for (char mark : new char[] {'"', '\''}) {
      int last = closed.lastIndexOf(mark);
      int tag = last < 0 ? -1 : closed.lastIndexOf('<', last);
      if (tag >= 0 && ATTRIBUTE.matcher(closed).region(tag, last).matches()) {
        boolean open = closed.substring(tag, last).chars().filter(c -> c == mark).count() % 2 == 0;
        int end = last + 1;
        while (open && end < closed.length() && " \n\t<>".indexOf(closed.charAt(end)) < 0) {
          end++;
        }
        closed = open ? closed.substring(0, tag) + closed.substring(end) : closed;
      }
    }
    return closed;
  }

  /// Leaves out the start tags of hiding elements that close themselves, as in XML, or are never
  /// closed: what follows is the rest of the text. Only of a script and a style it is code.
  private static String closeElements(String html) {
    Matcher tag = HIDING.matcher(html);
    if (!tag.find()) {
      return html;
    }
    String lower = html.toLowerCase(Locale.ROOT);
    Map<String, Integer> ends = new HashMap<>();
    return tag.replaceAll(
        found -> {
          String name = found.group(1).toLowerCase(Locale.ROOT);
          int end = ends.computeIfAbsent(name, n -> lower.lastIndexOf("</" + n));
          boolean code = name.equals("script") || name.equals("style");
          boolean closed = !found.group().endsWith("/>") && (end >= found.end() || code);
          return closed ? Matcher.quoteReplacement(found.group()) : " ";
        });
  }

  /// Outside a table HTML knows none of its parts: their tags would be dropped, and what they hold
  /// would run together.
  private static String withoutLooseCells(String html) {
    Matcher loose = LOOSE.matcher(html);
    return !loose.find() || TABLE.matcher(html).find() ? html : loose.replaceAll("<$1div");
  }
}
