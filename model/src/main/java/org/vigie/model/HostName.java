package org.vigie.model;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings host names into the form in which the DNS knows them: lower-case ASCII. Letters outside
/// ASCII become `xn--…` by the rules that browsers follow (Unicode UTS 46, non-transitional, which
/// keeps `ß` and takes emoji), with the character tables of the JDK. `java.net.IDN` follows the
/// rules of 2003, which turn `ß` into `ss` and know no newer character.
public final class HostName {
  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;
  private static final Pattern ASCII = Pattern.compile("[a-z0-9._-]+");
  private static final Pattern IPV6 = Pattern.compile("\\[([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)]");
  private static final int NON_JOINER = 0x200c;
  private static final int JOINER = 0x200d;

  /// What stands for bytes that are no UTF-8.
  private static final int BROKEN = 0xfffd;

  /// The middle dots of Catalan and Japanese and two Hebrew marks, allowed in IDNA 2008.
  private static final String PUNCTUATION = "·・׳״";

  private HostName() {}

  /// Returns the ASCII form of a host name without a full stop at its end, or of an IP address,
  /// one of IPv6 in square brackets. Underscores are allowed: the DNS has them.
  ///
  /// @throws IllegalArgumentException if this is no host name; the message does not repeat it
  public static String toAscii(String written) {
    if (written.startsWith("[")) {
      return checkIpv6(written);
    }
    String plain = written.toLowerCase(Locale.ROOT);
    String name = ASCII.matcher(plain).matches() ? plain : map(decode(written));
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the address names no host");
    }
    StringBuilder ascii = new StringBuilder();
    for (String label : name.split("\\.", -1)) {
      ascii.append(ascii.isEmpty() ? "" : ".").append(toAsciiLabel(label));
    }
    if (ascii.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the host of the address is longer than " + MAX_LENGTH + " characters");
    }
    return ascii.toString();
  }

  private static String checkIpv6(String written) {
    try {
      Matcher address = IPV6.matcher(written);
      InetAddress.ofLiteral(address.matches() ? address.group(1) : "");
      return written.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the address has no IPv6 address in its square brackets", e);
    }
  }

  private static String decode(String written) {
    try {
      return written.indexOf('%') < 0
          ? written
          : URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return written;
    }
  }

  /// Lower case and compatibility forms, full stops of other scripts included; without characters
  /// that are not seen.
  private static String map(String written) {
    StringBuilder mapped = new StringBuilder();
    int before = ' ';
    for (int c : Normalizer.normalize(written, Normalizer.Form.NFKD).codePoints().toArray()) {
      boolean kept = c == JOINER || c == NON_JOINER ? isJoined(before, c) : !isInvisible(c);
      if (kept) {
        mapped.appendCodePoint(c == '。' ? '.' : Character.toLowerCase(c));
        before = c;
      }
    }
    return Normalizer.normalize(mapped, Normalizer.Form.NFC);
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || c >= 0xfe00 && c <= 0xfe0f
        || c >= 0xe0100 && c <= 0xe01ef
        || c == 0x34f;
  }

  /// Whether a joiner changes how the character before it is written: the signs of Indian scripts
  /// that suppress a vowel, and Arabic letters.
  private static boolean isJoined(int before, int joiner) {
    Character.UnicodeScript script = Character.UnicodeScript.of(before);
    return joiner == NON_JOINER && script == Character.UnicodeScript.ARABIC
        || Character.getType(before) == Character.NON_SPACING_MARK
            && script != Character.UnicodeScript.INHERITED;
  }

  private static String toAsciiLabel(String label) {
    if (label.isEmpty()) {
      throw new IllegalArgumentException(
          "the host of the address has nothing between two full stops");
    }
    int[] characters = label.codePoints().limit(MAX_LABEL + 1).toArray();
    if (characters.length > MAX_LABEL) {
      throw createLabelTooLong();
    }
    for (int i = 0; i < characters.length; i++) {
      if (!isAllowed(characters[i], i == 0)) {
        throw new IllegalArgumentException(
            "the host of the address holds the character %s, which no host name has"
                .formatted(describe(characters[i])));
      }
    }
    boolean ascii = label.chars().allMatch(c -> c < 0x80);
    String encoded = ascii ? label : "xn--" + encode(characters);
    if (encoded.length() > MAX_LABEL) {
      throw createLabelTooLong();
    }
    return encoded;
  }

  private static IllegalArgumentException createLabelTooLong() {
    return new IllegalArgumentException(
        "the host of the address has more than "
            + MAX_LABEL
            + " characters between two full stops");
  }

  private static String describe(int c) {
    String code = String.format(Locale.ROOT, "U+%04X", c);
    return c > ' ' && SafeText.isHarmless(c) ? "'" + Character.toString(c) + "'" : code;
  }

  private static boolean isAllowed(int c, boolean first) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !first;
      case Character.OTHER_SYMBOL, Character.MATH_SYMBOL, Character.MODIFIER_SYMBOL -> c != BROKEN;
      case Character.FORMAT -> c == JOINER || c == NON_JOINER;
      default -> Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
    };
  }

  /// Punycode (RFC 3492, section 6.3) of a label without its prefix.
  private static String encode(int[] label) {
    StringBuilder out = new StringBuilder();
    List<Integer> rising = new ArrayList<>();
    for (int c : label) {
      if (c < 0x80) {
        out.append((char) c);
      } else {
        rising.add(c);
      }
    }
    int basic = out.length();
    int handled = basic;
    if (basic > 0) {
      out.append('-');
    }
    int next = 0x80;
    int delta = 0;
    int bias = 72;
    for (int least : rising.stream().sorted().distinct().toList()) {
      delta += (least - next) * (handled + 1);
      next = least;
      for (int c : label) {
        if (c < next) {
          delta++;
        } else if (c == next) {
          appendNumber(out, delta, bias);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      next++;
    }
    return out.toString();
  }

  private static void appendNumber(StringBuilder out, int number, int bias) {
    int rest = number;
    for (int k = 36; ; k += 36) {
      int threshold = Math.clamp((long) k - bias, 1, 26);
      if (rest < threshold) {
        out.append(digit(rest));
        return;
      }
      out.append(digit(threshold + (rest - threshold) % (36 - threshold)));
      rest = (rest - threshold) / (36 - threshold);
    }
  }

  private static int adapt(int delta, int count, boolean first) {
    int rest = first ? delta / 700 : delta / 2;
    rest += rest / count;
    int k = 0;
    while (rest > 455) {
      rest /= 35;
      k += 36;
    }
    return k + 36 * rest / (rest + 38);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }
}
