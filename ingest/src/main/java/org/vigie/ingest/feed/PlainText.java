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
          "annotation",
          "textarea",
          "select",
          "button",
          "audio",
          "video",
          "canvas",
          "title",
          "xml",
          "frameset");

  /// A letter or digit that is surely seen, perhaps behind tags that hide nothing.
  private static final Pattern SEEN =
      Pattern.compile(
          "(?:\\s++|</?(?:p|div|br|img|a|b|strong|em|i|span|figure|h[1-6]|ul|li|blockquote)"
              + "(?:\\s[^<>]*+)?+>)*+[\\p{L}\\p{N}]");

  private PlainText() {}

  /// The text of HTML as one line.
  public static String toLine(String html) {
    return oneLine(extractText(DoubleEncoding.repair(html)));
  }

  /// The text of HTML with a line for each paragraph.
  public static String toParagraphs(String html) {
    String read = removeInvisible(DoubleEncoding.repair(html));
    return joinLines(Markup.isHtml(read) ? extractText(read) : joinWrappedLines(read));
  }

  private static String joinLines(String text) {
    StringBuilder out = new StringBuilder();
    text.lines()
        .map(PlainText::oneLine)
        .filter(line -> !line.isEmpty())
        .forEach(line -> out.append(out.isEmpty() ? "" : "\n").append(line));
    return out.toString();
  }

  /// A single line end in a plain text wraps a line; only a blank line ends a paragraph.
  private static String joinWrappedLines(String text) {
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

  /// A text that its publisher declares as plain, as one line. It is read as HTML all the same if
  /// it contains tags that no plain text has.
  static String plainLine(String text) {
    String seen = removeInvisible(DoubleEncoding.repair(text));
    return oneLine(Markup.isCertainlyIn(seen) ? extractText(seen) : seen);
  }

  /// The same with a line for each paragraph.
  static String plainParagraphs(String text) {
    String seen = removeInvisible(DoubleEncoding.repair(text));
    return joinLines(Markup.isCertainlyIn(seen) ? extractText(seen) : joinWrappedLines(seen));
  }

  /// True if nothing of a text of HTML is seen: an image, blanks, a comment.
  static boolean isBlank(String html) {
    return !SEEN.matcher(html).lookingAt() && toLine(html).isEmpty();
  }

  /// A text that is no HTML, as one line: white space joined, control characters removed; empty if
  /// it has no character that is seen.
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
        out.append(isHalf(text, i) ? '\uFFFD' : c);
      }
    }
    String line = strip(out.toString());
    return line.codePoints().anyMatch(PlainText::isSeen) ? line : "";
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK ->
          false;
      // The blanks of Braille and of Hangul.
      default -> c != 0x2800 && c != 0x3164 && c != 0x115f && c != 0x1160 && c != 0xffa0;
    };
  }

  /// True for half of a character whose other half is missing.
  private static boolean isHalf(String text, int i) {
    return Character.isSurrogate(text.charAt(i))
        && !(Character.isHighSurrogate(text.charAt(i))
            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
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

  /// The text without what nobody sees. Before tags are looked for: a space without width in the
  /// name of a tag would keep it from being found, and would be gone later.
  private static String removeInvisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isHidden(text.charAt(i))) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
        text.chars().skip(i).filter(c -> !isHidden((char) c)).forEach(c -> out.append((char) c));
        return out.toString();
      }
    }
    return text;
  }

  /// The text of HTML, and of HTML that was escaped more often than its publisher says. After the
  /// first time only what is certainly markup is taken for it: `&lt;b>` is how a text speaks of
  /// `<b>`.
  private static String extractText(String html) {
    String text = removeInvisible(html);
    for (int layer = 0; layer < MAX_LAYERS; layer++) {
      String next;
      if (layer == 0 ? Markup.isHtml(text) : Markup.isCertainlyIn(text)) {
        next = render(text);
      } else if (Markup.hasReference(text)) {
        next = render(text.replace("<", "&lt;"));
      } else {
        break;
      }
      text = removeInvisible(DoubleEncoding.repair(next));
    }
    return Markup.isCertainlyIn(text) ? text.replace('<', ' ').replace('>', ' ') : text;
  }

  private static String render(String html) {
    StringBuilder out = new StringBuilder(html.length());
    Jsoup.parseBodyFragment(HtmlRepair.repair(html)).body().traverse(new Renderer(out));
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
