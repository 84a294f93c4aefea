package org.vigie.ingest.feed;

import java.util.regex.Pattern;

/// What in a text is markup. A lesser sign alone is text, and so is a name in pointed brackets that
/// is none of HTML's.
final class Markup {
  private static final String NAMES =
      "a|abbr|acronym|address|animate|applet|area|article|aside|audio|b|base|basefont|bdi|bdo"
          + "|bgsound|big|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col"
          + "|colgroup|command|data|datagrid|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em"
          + "|embed|event-source|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]"
          + "|head|header|hr|html|i|iframe|ilayer|image|img|input|ins|isindex|kbd|keygen|label"
          + "|layer|legend|li|link|listing|main|map|mark|marquee|math|menu|meta|meter|multicol|nav"
          + "|nextid|nobr|noembed|noframes|noscript|object|ol|optgroup|option|output|p|param"
          + "|picture|plaintext|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|server|small"
          + "|source|spacer|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template"
          + "|text|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xml|xmp|xss"
          + "|o:p|st1:[a-z]+|v:[a-z]+";

  /// What does something where it is shown, hides what follows, or is often escaped too much.
  private static final String ACTIVE =
      "animate|applet|audio|base|bgsound|body|br|button|embed|event-source|form|frame|frameset|head"
          + "|hr|html|iframe|ilayer|image|img|input|isindex|keygen|layer|link|marquee|math|meta"
          + "|noembed|noframes|noscript|object|p|param|plaintext|script|select|source|style|svg"
          + "|template|textarea|title|track|video|xml|xmp|xss";

  /// What nobody writes but in markup, whatever the name: an end tag, a tag with attributes, what a
  /// server should have carried out.
  private static final String TAG =
      "</[a-z_][\\w:.-]*+\\s*+>|<[?%]|<[a-z_][\\w:.-]*+(?:\\s*/>|[\\s/]++[\\w:-]++\\s*+=\\s*+"
          + "(?:[\"']|[^\\s\"'<>=]++[^<>]*+>))";

  private static final Pattern CERTAIN =
      Pattern.compile(
          "</?(?:" + ACTIVE + ")(?=[\\s/>]|$)|<!--|<![a-z\\[]|" + TAG, Pattern.CASE_INSENSITIVE);
  private static final Pattern ANY =
      Pattern.compile(
          "</?(?:"
              + ACTIVE
              + ")(?=[\\s/>]|$)|</?(?:"
              + NAMES
              + ")(?=[\\s/]*+(?:>|$)|[\\s/]++[a-z_:\"'])|<!--|<!\\[|<[!?][a-z]|-->|"
              + TAG,
          Pattern.CASE_INSENSITIVE);

  /// Names of accented letters that HTML reads without their semicolon.
  private static final String ACCENTED =
      "[AEIOUaeiou](?:acute|grave|circ|uml)|[ANOano]tilde|[Cc]cedil|AElig|aelig|nbsp|[lr]aquo";

  private static final Pattern UNENDED =
      Pattern.compile("&(" + ACCENTED + ")(?!;|[A-Za-z0-9]*+[;=])");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});|" + UNENDED.pattern());

  private Markup() {}

  /// True if a text that is declared as plain contains HTML all the same: tags that no plain text
  /// has. `<b>` alone may be talked about.
  static boolean isCertainlyIn(String text) {
    return text.indexOf('<') >= 0 && CERTAIN.matcher(text).find();
  }

  /// True if a text holds tags or references to characters.
  static boolean isHtml(String text) {
    return text.indexOf('<') >= 0 && ANY.matcher(text).find() || hasReference(text);
  }

  static boolean hasReference(String text) {
    return text.indexOf('&') >= 0 && REFERENCE.matcher(text).find();
  }

  /// The same text with the semicolons that references to accented letters lack.
  static String endReferences(String html) {
    return UNENDED.matcher(html).replaceAll("&$1;");
  }
}
