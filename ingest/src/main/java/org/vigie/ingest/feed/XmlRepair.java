package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/// Repairs what the tolerant parser would read wrongly: ampersands that begin no reference
/// (`?a=1&copy=2`), references to unknown entities and to halves of characters, characters that XML
/// forbids, CDATA sections and comments without an end.
final class XmlRepair {
  /// A text that is safe to parse.
  ///
  /// @param repairs what was repaired, in words, each kind once
  record Repaired(String text, List<String> repairs) {}

  private static final String CDATA = "<![CDATA[";
  private static final String COMMENT = "<!--";
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:([A-Za-z][A-Za-z0-9]{1,31})|#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6}));");
  private static final int LONGEST_REFERENCE = 36;
  private static final Set<String> XML_ENTITIES = Set.of("lt", "gt", "amp", "quot", "apos");
  private static final String FORBIDDEN = "characters that XML forbids";

  private final String text;
  private final StringBuilder out;
  private final List<String> repairs = new ArrayList<>();
  private int at;

  /// The text before this index is in `out` already.
  private int copied;

  /// Before this index `<` and `&` are plain characters, since they stand in a CDATA section.
  private int endOfCdata;

  // If no end was found once, there is none further on; searching again at each beginning would
  // take time by the square of the length.
  private boolean cdataEnds = true;
  private boolean commentsEnd = true;
  private boolean tagsEnd = true;

  /// Start tags less end tags so far.
  private int open;

  private XmlRepair(String text) {
    this.text = text;
    out = new StringBuilder(text.length() + 16);
  }

  static Repaired repair(String text) {
    return new XmlRepair(text).run();
  }

  private Repaired run() {
    int first = text.indexOf('<');
    if (first > 0) {
      if (!text.substring(0, first).isBlank()) {
        addRepair("text before the first element");
      }
      replace(first, "");
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '<' && at >= endOfCdata) {
        repairMarkup();
      } else if (c == '&' && at >= endOfCdata) {
        repairAmpersand();
      } else {
        repairCharacter(c);
      }
    }
    if (open != 0) {
      addRepair("tags that do not match");
    }
    return new Repaired(out.append(text, copied, text.length()).toString(), repairs);
  }

  private void replace(int end, String replacement) {
    out.append(text, copied, at).append(replacement);
    at = end;
    copied = end;
  }

  private void repairMarkup() {
    if (text.startsWith(CDATA, at)) {
      int end = cdataEnds ? text.indexOf("]]>", at) : -1;
      cdataEnds = end >= 0;
      endOfCdata = end;
      skipOrRemove(CDATA, end >= 0, "a CDATA section without an end");
    } else if (text.startsWith(COMMENT, at)) {
      int end = commentsEnd ? text.indexOf("-->", at + COMMENT.length()) : -1;
      commentsEnd = end >= 0;
      boolean seemsEmpty = text.startsWith("-->", at + 2) || text.startsWith("--->", at + 2);
      if (end >= 0 && seemsEmpty) {
        // The tolerant parser would end the comment here.
        replace(at + COMMENT.length(), COMMENT + ' ');
      } else {
        skipOrRemove(COMMENT, end >= 0, "a comment without an end");
      }
      at = Math.max(at, end);
    } else {
      countTag();
      at++;
    }
  }

  private void countTag() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '/') {
      open--;
    } else if (Character.isLetter(next)) {
      int end = tagsEnd ? text.indexOf('>', at) : -1;
      tagsEnd = end >= 0;
      open += end >= 0 && text.charAt(end - 1) == '/' ? 0 : 1;
    }
  }

  private void skipOrRemove(String beginning, boolean ends, String repair) {
    if (ends) {
      at += beginning.length();
    } else {
      addRepair(repair);
      replace(at + beginning.length(), "");
    }
  }

  private void repairAmpersand() {
    Matcher reference = matchReference();
    if (!reference.lookingAt()) {
      addRepair("a bare ampersand");
      replace(at + 1, "&amp;");
    } else if (reference.group(1) == null) {
      repairNumericReference(parseReference(reference), reference.end());
    } else if (!Entities.getByName(reference.group(1)).isEmpty()) {
      if (!XML_ENTITIES.contains(reference.group(1))) {
        addRepair("entities of HTML");
      }
      at = reference.end();
    } else {
      addRepair("an unknown entity");
      replace(at + 1, "&amp;");
    }
  }

  private Matcher matchReference() {
    return REFERENCE.matcher(text).region(at, Math.min(text.length(), at + LONGEST_REFERENCE));
  }

  private static int parseReference(Matcher reference) {
    return reference.group(2) == null
        ? Integer.parseInt(reference.group(3), 16)
        : Integer.parseInt(reference.group(2));
  }

  private void repairNumericReference(int character, int end) {
    if (isCharacter(character)) {
      at = end;
    } else {
      replace(end, "");
      Matcher next = matchReference();
      if (next.lookingAt() && next.group(1) == null && isPair(character, parseReference(next))) {
        // Programs that count in UTF-16 write one character as two references.
        addRepair("references to the halves of characters");
        replace(
            next.end(),
            Character.toString(
                Character.toCodePoint((char) character, (char) parseReference(next))));
      } else {
        addRepair(FORBIDDEN);
        out.append(isHalf(character) ? "\uFFFD" : "");
      }
    }
  }

  /// Half of a character, of which U+FFFD is left if the other half is missing.
  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isPair(int high, int low) {
    return high <= Character.MAX_VALUE
        && low <= Character.MAX_VALUE
        && Character.isSurrogatePair((char) high, (char) low);
  }

  private void repairCharacter(char c) {
    if (isCharacter(c) && c != 0x7f) {
      at++;
    } else if (Character.isHighSurrogate(c)
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1))) {
      at += 2;
    } else {
      addRepair(FORBIDDEN);
      replace(at + 1, c == 0 ? "" : isHalf(c) ? "\uFFFD" : " ");
    }
  }

  /// A decoded text without the characters that XML forbids.
  static String withoutForbidden(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(XmlRepair::isCharacter).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isCharacter(int c) {
    return c >= ' ' && c < Character.MIN_SURROGATE
        || c == '\n'
        || c == '\t'
        || c == '\r'
        || c > Character.MAX_SURROGATE && c < 0xFFFE
        || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT && c <= Character.MAX_CODE_POINT;
  }

  private void addRepair(String repair) {
    if (!repairs.contains(repair)) {
      repairs.add(repair);
    }
  }
}
