package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/// Removes from the text of a feed what would harm its parsing: whatever stands before the first
/// `<`, characters that XML forbids, a DOCTYPE with all it declares (so that no entity is ever
/// expanded or fetched), ampersands that begin no reference, references that XML does not know, a
/// CDATA section without an end.
final class XmlRepair {
  private static final String CDATA = "<![CDATA[";
  private static final String CDATA_END = "]]>";
  private static final String COMMENT = "<!--";
  private static final String DOCTYPE = "<!doctype";
  private static final Pattern REFERENCE =
      Pattern.compile("&([A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});");

  private static final Pattern RSS_IN_NAMESPACE =
      Pattern.compile(
          "(?:\\s|<\\?[^>]*+>)*+<rss\\b(?:\\s(?!xmlns\\s*=)|[^\\s>])*+"
              + "(?<declaration>\\sxmlns\\s*=\\s*[\"'](?<space>[^\"'<>]*)[\"'])",
          Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_REFERENCE = 36;

  /// UTF-16 units in which the root begins.
  private static final int LONGEST_PROLOG = 1 << 13;

  /// UTF-16 units of a DOCTYPE's declarations that are looked through for their end.
  private static final int LONGEST_SUBSET = 1 << 16;

  private static final Set<String> XML_ENTITIES = Set.of("lt", "gt", "amp", "quot", "apos");

  private final String text;
  private final StringBuilder out;
  private final List<String> repairs = new ArrayList<>();
  private int at;

  // Once an end was looked for in vain there is none further on either; to look again at each
  // beginning would take a square of the length.
  private boolean cdataEnds = true;
  private boolean commentsEnd = true;
  private boolean doctypeSeen;

  private XmlRepair(String text) {
    this.text = text;
    out = new StringBuilder(text.length() + 16);
  }

  /// A text that is safe to parse.
  ///
  /// @param repairs what was mended, in words, each kind once
  record Repaired(String text, List<String> repairs) {}

  static Repaired repair(String text) {
    return new XmlRepair(text).run();
  }

  private Repaired run() {
    int first = text.indexOf('<');
    at = first < 0 ? text.length() : first;
    if (!text.substring(0, at).isBlank()) {
      note("text before the first element");
    }
    while (at < text.length()) {
      step(text.charAt(at));
    }
    unboundRss();
    return new Repaired(out.toString(), repairs);
  }

  /// RSS has no namespace. Where a default one of an extension is declared on its root, as
  /// templates do that forgot a prefix, all its elements would seem to be the extension's.
  private void unboundRss() {
    Matcher root = RSS_IN_NAMESPACE.matcher(out).region(0, Math.min(out.length(), LONGEST_PROLOG));
    if (root.lookingAt() && XmlNames.isExtension(root.group("space"))) {
      note("RSS in the namespace of an extension");
      out.delete(root.start("declaration"), root.end("declaration"));
    }
  }

  private void step(char c) {
    if (c == '<' && text.startsWith(CDATA, at)) {
      cdata();
    } else if (c == '<' && text.startsWith(COMMENT, at)) {
      comment();
    } else if (c == '<' && text.regionMatches(true, at, DOCTYPE, 0, DOCTYPE.length())) {
      doctype();
    } else if (c == '&') {
      ampersand();
    } else {
      character(c);
    }
  }

  private void cdata() {
    int end = cdataEnds ? text.indexOf(CDATA_END, at) : -1;
    cdataEnds = end >= 0;
    if (end < 0) {
      note("a CDATA section without an end");
      at += CDATA.length();
      return;
    }
    end += CDATA_END.length();
    while (at < end) {
      character(text.charAt(at));
    }
  }

  private void comment() {
    int end = commentsEnd ? text.indexOf("-->", at + COMMENT.length()) : -1;
    commentsEnd = end >= 0;
    if (end < 0) {
      note("a comment without an end");
      at += COMMENT.length();
    } else {
      at = end + 3;
    }
  }

  private void doctype() {
    int close = text.indexOf('>', at);
    // A document has one; whatever calls itself so later on is not looked into.
    int subset = close < 0 || doctypeSeen ? -1 : text.indexOf('[', at, close);
    doctypeSeen = true;
    if (subset >= 0) {
      int limit = Math.min(text.length(), subset + LONGEST_SUBSET);
      int end = text.indexOf(']', subset, limit);
      close = end < 0 ? close : text.indexOf('>', lastOfSubset(subset, end, limit));
    }
    at = close < 0 ? text.length() : close + 1;
  }

  /// Declarations may hold `]` in their values; the subset ends where only white space stands
  /// between `]` and `>`.
  private int lastOfSubset(int subset, int firstEnd, int limit) {
    int end = firstEnd;
    while (end >= 0 && end > subset) {
      int next = end + 1;
      while (next < limit && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      if (next < limit && text.charAt(next) == '>') {
        return end;
      }
      end = text.indexOf(']', end + 1, limit);
    }
    return firstEnd;
  }

  private void ampersand() {
    Matcher reference =
        REFERENCE.matcher(text).region(at, Math.min(text.length(), at + LONGEST_REFERENCE));
    if (reference.lookingAt()) {
      at = reference.end();
      reference(reference.group(1));
    } else {
      note("a bare ampersand");
      out.append("&amp;");
      at++;
    }
  }

  private void reference(String name) {
    if (XML_ENTITIES.contains(name)) {
      out.append('&').append(name).append(';');
    } else if (name.charAt(0) == '#') {
      numeric(name);
    } else {
      named(name);
    }
  }

  /// XML knows five entities; all others would have to be declared, and feeds use HTML's.
  private void named(String name) {
    String characters = Entities.getByName(name);
    if (characters.isEmpty()) {
      note("an unknown entity");
      out.append("&amp;").append(name).append(';');
    } else {
      note("entities of HTML");
      characters.codePoints().forEach(c -> out.append("&#").append(c).append(';'));
    }
  }

  private void numeric(String name) {
    int c = number(name);
    if (c >= 0x7f && c < 0xa0) {
      note("references to control characters, read as windows-1252");
      String meant = TwiceEncoded.ofWindows(c);
      out.append(c == 0x7f || meant == null ? "" : meant);
    } else if (isCharacter(c)) {
      out.append("&#").append(c).append(';');
    } else if (!halves(c)) {
      note("characters that XML forbids");
    }
  }

  private static int number(String name) {
    boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    return Integer.parseInt(name, hexadecimal ? 2 : 1, name.length(), hexadecimal ? 16 : 10);
  }

  /// Two references that together are one character, as programs write it that count in UTF-16.
  private boolean halves(int first) {
    Matcher next =
        REFERENCE.matcher(text).region(at, Math.min(text.length(), at + LONGEST_REFERENCE));
    if (first > Character.MAX_VALUE || !next.lookingAt() || next.group(1).charAt(0) != '#') {
      return false;
    }
    int second = number(next.group(1));
    if (second > Character.MAX_VALUE || !Character.isSurrogatePair((char) first, (char) second)) {
      return false;
    }
    note("references to the halves of characters");
    out.appendCodePoint(Character.toCodePoint((char) first, (char) second));
    at = next.end();
    return true;
  }

  private static boolean isCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= ' ' && c < Character.MIN_SURROGATE
        || c > Character.MAX_SURROGATE && c < 0xFFFE
        || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT && c <= Character.MAX_CODE_POINT;
  }

  private void character(char c) {
    at++;
    if (c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c == '\r') {
      out.append(c);
    } else if (c < ' ' || c == 0x7f || c >= 0xFFFE) {
      note("characters that XML forbids");
      if (c != 0) {
        out.append(' ');
      }
    } else if (Character.isSurrogate(c)) {
      surrogate(c);
    } else {
      out.append(c);
    }
  }

  private void surrogate(char c) {
    if (Character.isHighSurrogate(c)
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))) {
      out.append(c).append(text.charAt(at));
      at++;
    } else {
      note("characters that XML forbids");
    }
  }

  private void note(String repair) {
    if (!repairs.contains(repair)) {
      repairs.add(repair);
    }
  }
}
