package org.vigie.ingest.feed;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// HTML, escaped once or several times, to text that people read: no markup, no script, entities
/// decoded, no control characters. Block elements and line breaks become line ends.
public final class PlainText {
  private static final int MAX_LAYERS = 4;
  private static final String NAMES =
      "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|bgsound|big"
          + "|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|data"
          + "|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure"
          + "|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|ilayer|img|input"
          + "|ins|isindex|kbd|keygen|label|layer|legend|li|link|listing|main|map|mark|marquee|menu"
          + "|meta|meter|nav|nobr|noembed|noframes|noscript|object|ol|optgroup|option|output|p"
          + "|param|picture|plaintext|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|small"
          + "|source|spacer|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template"
          + "|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xml|xmp|math"
          + "|o:p|st1:[a-z]+|v:[a-z]+";

  /// What nobody writes but in markup, whatever the name: an end tag, a tag with attributes.
  private static final String TAG =
      "</[a-z][\\w:.-]*+\\s*+>|<[a-z][\\w:.-]*+(?:\\s*/>|\\s++[\\w:-]++\\s*+=\\s*+"
          + "(?:[\"']|[^\\s\"'<>=]++[^<>]*+>))";

  private static final Pattern TAGS = Pattern.compile(TAG, Pattern.CASE_INSENSITIVE);
  private static final Pattern MARKUP =
      Pattern.compile(
          "</?(?:" + NAMES + ")(?=[\\s/>]|$)|<!--|<!\\[|<[!?][a-z]|-->|" + TAG,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});");
  private static final Set<String> UNSEEN =
      Set.of(
          "script",
          "style",
          "template",
          "head",
          "iframe",
          "object",
          "embed",
          "applet",
          "noscript",
          "noembed",
          "noframes",
          "svg",
          "math",
          "textarea",
          "select",
          "button",
          "audio",
          "video",
          "canvas",
          "title",
          "xml",
          "frameset");

  private PlainText() {}

  /// The text of HTML as one line.
  public static String line(String html) {
    return oneLine(text(html));
  }

  /// The text of HTML with a line for each paragraph.
  public static String paragraphs(String html) {
    StringBuilder out = new StringBuilder();
    String text = isHtml(html) ? text(html) : unwrapped(html);
    text.lines()
        .map(PlainText::oneLine)
        .filter(line -> !line.isEmpty())
        .forEach(line -> out.append(out.isEmpty() ? "" : "\n").append(line));
    return out.toString();
  }

  /// A single line end in a plain text wraps a line; only a blank line ends a paragraph.
  private static String unwrapped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.lines()
        .forEach(
            line -> {
              if (line.isBlank()) {
                out.append('\n');
              } else {
                out.append(line).append(' ');
              }
            });
    return out.toString();
  }

  /// A text whose publisher says that it is no HTML, as one line: taken at its word, unless it
  /// holds
  /// tags that no plain text has.
  static String said(String text) {
    return text.indexOf('<') >= 0 && TAGS.matcher(text).find() ? line(text) : oneLine(text);
  }

  /// A text that is no HTML, as one line: white space joined, control characters removed.
  public static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isGap(c)) {
        gap = true;
      } else if (!isHidden(c)) {
        if (gap && !out.isEmpty()) {
          out.append(' ');
        }
        gap = false;
        out.append(c);
      }
    }
    return strip(out.toString());
  }

  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == 0xa0 || c == 0x202f || c == 0x200b;
  }

  private static boolean isGap(char c) {
    return c <= ' ' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /// C1 controls, the marks that turn the direction of what a terminal shows, and the spaces
  /// without width that hide a word from whoever looks for it.
  private static boolean isHidden(char c) {
    return c >= 0x7f && c < 0xa0
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069
        || c == 0x200b
        || c == 0x2060
        || c == 0xfeff
        || c >= 0xfffe;
  }

  private static String text(String html) {
    String text = html;
    for (int layer = 0; layer < MAX_LAYERS && isHtml(text); layer++) {
      String next = rendered(text);
      if (next.equals(text)) {
        break;
      }
      text = next;
    }
    return MARKUP.matcher(text).find() ? text.replace('<', ' ').replace('>', ' ') : text;
  }

  /// True where a text holds tags of HTML or references to characters; a lone `<` is text.
  static boolean isHtml(String text) {
    return text.indexOf('<') >= 0 && MARKUP.matcher(text).find()
        || text.indexOf('&') >= 0 && REFERENCE.matcher(text).find();
  }

  private static String rendered(String html) {
    StringBuilder out = new StringBuilder(html.length());
    // HTML knows no CDATA and would drop what stands in it.
    String bare = html.replace("<![CDATA[", "").replace("]]>", "");
    Jsoup.parseBodyFragment(bare).body().traverse(new Renderer(out));
    return out.toString();
  }

  private static final class Renderer implements NodeVisitor {
    private final StringBuilder out;
    private int unseen;

    Renderer(StringBuilder out) {
      this.out = out;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        if (unseen == 0) {
          appendText(text.getWholeText());
        }
      } else if (node instanceof Element element) {
        if (UNSEEN.contains(element.normalName())) {
          unseen++;
        }
        breakAt(element);
      }
    }

    /// Line ends of the source are white space; those of the result mark paragraphs.
    private void appendText(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        out.append(c == '\n' || c == '\r' ? ' ' : c);
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (UNSEEN.contains(element.normalName())) {
          unseen--;
        }
        breakAt(element);
      }
    }

    private void breakAt(Element element) {
      if (element.normalName().equals("td") || element.normalName().equals("th")) {
        out.append(' ');
      } else if (element.isBlock() || element.normalName().equals("br")) {
        out.append('\n');
      }
    }
  }
}
