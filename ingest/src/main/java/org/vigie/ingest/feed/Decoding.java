package org.vigie.ingest.feed;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bytes to text. A byte order mark decides; then valid UTF-8 wins over every label, since labels
/// are wrong far more often than bytes form UTF-8 by accident, and so does UTF-8 with a few faults,
/// or of which only cut characters are left; then the declared charset, with ISO-8859-1 read as
/// windows-1252 as browsers do; then windows-1252.
public final class Decoding {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int PROLOG_BYTES = 256;
  private static final Pattern PROLOG_ENCODING =
      Pattern.compile("^[\\s\\uFEFF]*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern HEADER_CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([^\\s\"';,]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WIDE = Pattern.compile("UTF-(?:16|32)");
  private static final byte ESCAPE = 0x1b;

  /// What French texts hold beyond ASCII. `ÂâïÎ` and the like count, `Ã` does not.
  private static final String WINDOWS_CHARACTERS =
      "àâäçèéêëîïñôöùûüæœÀÂÄÇÈÉÊËÎÏÑÔÖÙÛÜŸÆŒ’‘“”«»‹›…–—•·°€\u00a0";

  /// Labels under which Java does not know what it knows.
  private static final Map<String, String> JAVA_NAMES =
      Map.of(
          "macintosh", "x-MacRoman",
          "mac-roman", "x-MacRoman",
          "macroman", "x-MacRoman",
          "mac-cyrillic", "x-MacCyrillic",
          "mac-greek", "x-MacGreek",
          "euc-jis-2004", "EUC-JP",
          "shift_jisx0213", "x-SJIS_0213",
          "shift-jisx0213", "x-SJIS_0213");

  /// What is meant by a label: the charset that holds it and more, as browsers read it (WHATWG
  /// Encoding).
  private static final Map<String, String> WIDER =
      Map.of(
          "ISO-8859-1", "windows-1252",
          "US-ASCII", "windows-1252",
          "ISO-8859-9", "windows-1254",
          "TIS-620", "x-windows-874",
          "GB2312", "GB18030",
          "GBK", "GB18030",
          "Big5", "Big5-HKSCS",
          "EUC-KR", "x-windows-949",
          "Shift_JIS", "windows-31j");

  private Decoding() {}

  /// A text and how its bytes were read, in words.
  record Decoded(String text, String encoding) {}

  /// The text of a document.
  ///
  /// @param contentType of the HTTP answer, null if unknown
  public static String decode(byte[] bytes, @Nullable String contentType) {
    return decodeWithCharset(bytes, contentType).text();
  }

  static Decoded decodeWithCharset(byte[] bytes, @Nullable String contentType) {
    Charset marked = findMarkedCharset(bytes);
    if (marked != null) {
      return new Decoded(new String(bytes, marked).replace("\uFEFF", ""), marked.name());
    }
    Charset declared = findDeclaredCharset(bytes, contentType);
    boolean escapes =
        declared != null && declared.name().startsWith("ISO-2022") && hasEscape(bytes);
    String utf8 = escapes ? null : decodeStrictly(bytes, StandardCharsets.UTF_8);
    if (utf8 != null) {
      return new Decoded(utf8, describeCharset(StandardCharsets.UTF_8, declared));
    }
    Mixed mixed = escapes ? null : decodeMixed(bytes);
    boolean labelled = declared != null && !declared.equals(StandardCharsets.UTF_8);
    if (mixed != null && (mixed.isMostlyUtf8() || !labelled && mixed.isCutUtf8())) {
      return new Decoded(
          mixed.text(),
          describeCharset(StandardCharsets.UTF_8, declared) + ", with faults: " + mixed.faults());
    }
    if (declared == null || !labelled) {
      return new Decoded(readWindows(bytes), describeCharset(WINDOWS_1252, declared));
    }
    Charset read = toSuperset(declared);
    return new Decoded(new String(bytes, read), describeCharset(read, declared));
  }

  private static String describeCharset(Charset read, @Nullable Charset declared) {
    return declared == null || declared.equals(read)
        ? read.name()
        : read.name() + ", not " + declared.name() + " as declared";
  }

  private static @Nullable Charset findMarkedCharset(byte[] b) {
    if (startsWith(b, 0xEF, 0xBB, 0xBF)) {
      return decodeStrictly(b, StandardCharsets.UTF_8) == null ? null : StandardCharsets.UTF_8;
    }
    if (startsWith(b, 0, 0, 0xFE, 0xFF) || startsWith(b, 0, 0, 0, '<')) {
      return Charset.forName("UTF-32BE");
    }
    if (startsWith(b, 0xFF, 0xFE, 0, 0) || startsWith(b, '<', 0, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (startsWith(b, 0xFE, 0xFF) || startsWith(b, 0, '<', 0)) {
      return StandardCharsets.UTF_16BE;
    }
    if (startsWith(b, 0xFF, 0xFE) || startsWith(b, '<', 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return null;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Charset findDeclaredCharset(byte[] bytes, @Nullable String contentType) {
    Charset prolog = findPrologCharset(bytes, StandardCharsets.ISO_8859_1);
    if (prolog == null && startsWith(bytes, 0x4C, 0x6F, 0xA7, 0x94)) {
      prolog = findPrologCharset(bytes, Charset.forName("IBM037"));
    }
    if (prolog != null || contentType == null) {
      return prolog;
    }
    Matcher header = HEADER_CHARSET.matcher(contentType);
    return header.find() ? findCharset(header.group(1)) : null;
  }

  private static @Nullable Charset findPrologCharset(byte[] bytes, Charset readAs) {
    String start = new String(bytes, 0, Math.min(bytes.length, PROLOG_BYTES), readAs);
    Matcher prolog = PROLOG_ENCODING.matcher(start);
    return prolog.find() ? findCharset(prolog.group(1)) : null;
  }

  /// The charset of a label. What is read here has no byte order mark and no zero bytes, so that a
  /// label of a wide encoding is wrong.
  private static @Nullable Charset findCharset(String label) {
    String name = label.strip().toLowerCase(Locale.ROOT);
    try {
      Charset charset = Charset.forName(JAVA_NAMES.getOrDefault(name, name));
      return WIDE.matcher(charset.name()).find() ? null : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static Charset toSuperset(Charset declared) {
    String wider = WIDER.get(declared.name());
    return wider == null ? declared : Charset.forName(wider);
  }

  private static boolean hasEscape(byte[] bytes) {
    for (byte b : bytes) {
      if (b == ESCAPE) {
        return true;
      }
    }
    return false;
  }

  /// The text of bytes, null if they are not all of this charset.
  static @Nullable String decodeStrictly(byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /// Bytes that are mostly UTF-8, if not all of them.
  ///
  /// @param valid how many characters beyond ASCII are valid UTF-8
  /// @param faults how many runs of bytes are not
  /// @param cut how many of these are the beginning of a character
  private record Mixed(String text, int valid, int faults, int cut) {
    boolean isMostlyUtf8() {
      return valid > 0 && valid >= faults;
    }

    boolean isCutUtf8() {
      return cut == faults;
    }
  }

  private static Mixed decodeMixed(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    int faults = 0;
    int cut = 0;
    while (in.hasRemaining()) {
      out.clear();
      var result = decoder.decode(in, out, true);
      text.append(out.flip());
      if (!result.isError()) {
        break;
      }
      int start = in.position();
      int end = start + result.length();
      text.append(readFault(text, bytes, start, end));
      faults++;
      cut += isCut(bytes, start, end) ? 1 : 0;
      in.position(end);
      decoder.reset();
    }
    int beyondAscii = (int) text.codePoints().filter(c -> c >= 0x80).count();
    return new Mixed(text.toString(), beyondAscii - faults, faults, cut);
  }

  /// What bytes are that are no UTF-8: the windows-1252 of another source, if they are letters and
  /// signs of French there; otherwise a character that was cut, of which U+FFFD is left.
  private static String readFault(StringBuilder before, byte[] bytes, int start, int end) {
    String windows = readWindows(Arrays.copyOfRange(bytes, start, end));
    char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    boolean meant =
        windows.chars().allMatch(c -> WINDOWS_CHARACTERS.indexOf(c) >= 0)
            && !isCut(bytes, start, end)
            && (last < 0x180 || !Character.isLetter(last));
    return meant ? windows : "\uFFFD";
  }

  /// True for the beginning of a character that a text in a Latin script may hold: an accented
  /// letter, a quotation mark, an emoji. `â` and `Â` are such beginnings too, but not before a
  /// letter.
  private static boolean isCut(byte[] bytes, int start, int end) {
    int first = bytes[start] & 0xff;
    boolean beginning = first >= 0xc2 && first <= 0xc5 || first == 0xe2 || first == 0xf0;
    boolean letter = end - start == 1 && end < bytes.length && Character.isLetter(bytes[end]);
    return beginning && !letter;
  }

  /// All bytes as windows-1252, with control characters for those that it leaves undefined.
  private static String readWindows(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      text.append(DoubleEncoding.ofWindows(b & 0xff));
    }
    return text.toString();
  }
}
