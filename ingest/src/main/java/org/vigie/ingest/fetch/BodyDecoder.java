package org.vigie.ingest.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;
import org.vigie.http.HttpCallException;

/// Decodes HTTP bodies within a limit on the decoded bytes. The bytes decide, not the headers: a
/// document is returned as it is whatever its label, and what is compressed is decompressed without
/// one.
final class BodyDecoder {
  private static final int BUFFER = 16 << 10;
  private static final int MAX_LAYERS = 4;

  /// Number of bytes that tell text from other data.
  private static final int SAMPLE = 1 << 10;

  private static final Pattern CODING =
      Pattern.compile("(?<![a-z0-9])(?:x-)?(gzip|deflate|zlib|brotli|br)(?![a-z0-9])");
  private static final Pattern END_TAG =
      Pattern.compile(
          "</(?:\\w+:)?(?:rss|feed|rdf)\\s*>(?:[^<]|<!--)*+$", Pattern.CASE_INSENSITIVE);

  /// What the JDK says of a wrong checksum or length behind the compressed data.
  private static final String CHECKSUM = "Corrupt GZIP trailer";

  private BodyDecoder() {}

  /// Copies a stream to its end.
  ///
  /// @throws HttpCallException if it has more bytes than the limit
  static void copyLimited(InputStream in, ByteArrayOutputStream out, int limit) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (out.size() + read > limit) {
        throw createTooLarge(limit);
      }
      out.write(buffer, 0, read);
    }
  }

  static HttpCallException createTooLarge(int limit) {
    return new HttpCallException("the body is larger than " + (limit >> 10) + " KiB", null);
  }

  /// Decodes a body. What the header calls it is tried first, and no reason to give up a body that
  /// is a document. Of a gzip or deflate body that ends in the middle the beginning is returned, as
  /// of a document that does.
  ///
  /// @param encodings value of the `Content-Encoding` header, null without
  /// @throws HttpCallException if the body is damaged, larger than the limit or compressed in a way
  ///     that is not understood
  static byte[] decode(byte[] body, @Nullable String encodings, int limit) throws IOException {
    Set<Coding> named = findNamedCodings(encodings);
    byte[] result = body;
    IOException failure = null;
    for (int layer = 0; layer < MAX_LAYERS && !isDocument(result); layer++) {
      DecodedLayer decoded = decodeLayer(result, named, limit);
      failure = decoded.failure();
      if (decoded.bytes() == null) {
        break;
      }
      result = decoded.bytes();
    }
    if (!isBinary(result) && (failure == null || hasMarkup(result))) {
      return result;
    }
    if (failure != null) {
      boolean cut = failure instanceof EOFException;
      throw new HttpCallException(
          "a compressed body that " + (cut ? "ends in the middle" : "is damaged"), failure);
    }
    String compression = findCompression(result);
    if (compression != null) {
      throw new HttpCallException(
          "the body is compressed with " + compression + ", which was not asked for", null);
    }
    if (encodings != null && named.isEmpty()) {
      throw new HttpCallException(
          "the body has the unknown encoding '" + encodings.strip() + "'", null);
    }
    return result;
  }

  /// Decodes a body that broke off, if the end of its document came.
  ///
  /// @return null if it did not
  static byte @Nullable [] decodeWholeDocument(byte[] body, @Nullable String encodings, int limit) {
    try {
      byte[] decoded = decode(body, encodings, limit);
      return hasEnd(decoded) ? decoded : null;
    } catch (IOException e) {
      return null;
    }
  }

  /// Returns whether the last tag of a document is the end of a feed; nothing but comments may
  /// follow. Of JSON the last character has to do: its reader refuses half a document.
  private static boolean hasEnd(byte[] body) {
    int from = Math.max(0, body.length - SAMPLE);
    String tail =
        new String(body, from, body.length - from, StandardCharsets.ISO_8859_1)
            .replace("\0", "")
            .strip();
    return switch (findFirst(body)) {
      case '<' -> END_TAG.matcher(tail).find();
      case '{' -> tail.endsWith("}");
      default -> false;
    };
  }

  /// The codings that can be decoded.
  private enum Coding {
    GZIP,
    DEFLATE,
    BROTLI
  }

  /// What a layer became.
  ///
  /// @param bytes null if nothing could be decoded
  /// @param failure the failure of a coding that the header or the bytes name, null without
  private record DecodedLayer(byte @Nullable [] bytes, @Nullable IOException failure) {}

  private static Set<Coding> findNamedCodings(@Nullable String encodings) {
    Set<Coding> named = EnumSet.noneOf(Coding.class);
    Matcher name = CODING.matcher(encodings == null ? "" : encodings.toLowerCase(Locale.ROOT));
    while (name.find()) {
      named.add(
          switch (name.group(1)) {
            case "br", "brotli" -> Coding.BROTLI;
            case "gzip" -> Coding.GZIP;
            default -> Coding.DEFLATE;
          });
    }
    return named;
  }

  private static DecodedLayer decodeLayer(byte[] body, Set<Coding> named, int limit)
      throws IOException {
    if (isGzip(body)) {
      return decodeAs(Coding.GZIP, body, limit);
    }
    byte[] joined = BodyChunks.join(body);
    if (joined != null) {
      return new DecodedLayer(joined, null);
    }
    IOException failure = null;
    for (Coding coding : List.of(Coding.BROTLI, Coding.DEFLATE)) {
      boolean isNamed = named.contains(coding);
      if (!isNamed && !isBinary(body)) {
        continue;
      }
      DecodedLayer decoded = decodeAs(coding, body, limit);
      byte[] bytes = decoded.bytes();
      if (bytes != null && (isNamed || isDocument(bytes) || isGzip(bytes))) {
        named.remove(coding);
        return decoded;
      }
      failure = isNamed ? decoded.failure() : failure;
    }
    return new DecodedLayer(null, failure);
  }

  /// Decodes the bytes as one coding. Of what ends in the middle the beginning is returned if it is
  /// the beginning of a document; likewise what is whole but for its checksum.
  private static DecodedLayer decodeAs(Coding coding, byte[] body, int limit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
    Inflater inflater = new Inflater(coding == Coding.GZIP || !isZlib(body));
    ByteArrayInputStream in = new ByteArrayInputStream(body);
    try (InputStream decoding =
        switch (coding) {
          case GZIP -> new GZIPInputStream(in, BUFFER);
          case DEFLATE -> new InflaterInputStream(in, inflater, BUFFER);
          case BROTLI -> new BrotliInputStream(in);
        }) {
      copyLimited(decoding, out, limit);
      return new DecodedLayer(out.toByteArray(), null);
    } catch (HttpCallException e) {
      throw e;
    } catch (IOException e) {
      byte[] beginning = out.toByteArray();
      boolean readable = e instanceof EOFException || CHECKSUM.equals(e.getMessage());
      return new DecodedLayer(readable && isDocument(beginning) ? beginning : null, e);
    } finally {
      inflater.end();
    }
  }

  private static boolean isGzip(byte[] body) {
    return startsWith(body, 0x1f, 0x8b);
  }

  /// RFC 9110, section 8.4.1.2, prescribes zlib for deflate; some servers send it without.
  private static boolean isZlib(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0f) == 8
        && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
  }

  private static @Nullable String findCompression(byte[] body) {
    if (startsWith(body, 0x28, 0xb5, 0x2f, 0xfd)) {
      return "zstd";
    }
    if (startsWith(body, 0x1f, 0x9d)) {
      return "compress";
    }
    if (startsWith(body, 0xfd, '7', 'z', 'X', 'Z')) {
      return "xz";
    }
    return startsWith(body, 'B', 'Z', 'h') ? "bzip2" : null;
  }

  private static boolean startsWith(byte[] body, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= body.length || (body[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Returns whether the beginning of the body, unless it is that of a document, has control
  /// characters that no text has.
  private static boolean isBinary(byte[] body) {
    if (isDocument(body)) {
      return false;
    }
    for (int i = 0; i < Math.min(body.length, SAMPLE); i++) {
      if (body[i] >= 0 && body[i] < ' ' && "\t\n\f\r".indexOf(body[i]) < 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasMarkup(byte[] body) {
    for (int i = 0; i < Math.min(body.length, SAMPLE); i++) {
      if (body[i] == '<' || body[i] == '{') {
        return true;
      }
    }
    return false;
  }

  /// Returns whether the first character begins a document.
  private static boolean isDocument(byte[] body) {
    int first = findFirst(body);
    return first == '<' || first == '{';
  }

  /// The first byte after a byte order mark, white space and the zeros of UTF-16 and UTF-32; -1
  /// without.
  private static int findFirst(byte[] body) {
    int start = findByteOrderMarkLength(body);
    while (start < body.length && " \t\n\r\0".indexOf(body[start]) >= 0) {
      start++;
    }
    return start < body.length ? body[start] : -1;
  }

  private static int findByteOrderMarkLength(byte[] body) {
    int two = body.length < 3 ? 0 : (body[0] & 0xff) << 8 | body[1] & 0xff;
    return switch (two) {
      case 0xefbb -> (body[2] & 0xff) == 0xbf ? 3 : 0;
      case 0xfffe -> 2;
      case 0xfeff -> 3;
      default -> 0;
    };
  }
}
