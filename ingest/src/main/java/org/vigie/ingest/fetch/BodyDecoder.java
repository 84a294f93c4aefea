package org.vigie.ingest.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;
import org.vigie.http.HttpCallException;

/// Decodes HTTP bodies within a limit on the decoded bytes. The bytes decide, not the headers: a
/// body labelled gzip that is not gzip is returned as it is, and a gzip body without the label is
/// decompressed, up to twice.
final class BodyDecoder {
  private static final int BUFFER = 16 << 10;
  private static final int MAX_LAYERS = 2;

  private BodyDecoder() {}

  /// Reads a stream to its end.
  ///
  /// @throws HttpCallException if it has more bytes than the limit
  static byte[] readLimited(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (out.size() + read > limit) {
        throw createTooLarge(limit);
      }
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }

  static HttpCallException createTooLarge(int limit) {
    return new HttpCallException("the body is larger than " + (limit >> 10) + " KiB", null);
  }

  /// Decodes a body.
  ///
  /// @param encodings value of the `Content-Encoding` header, null without
  /// @throws HttpCallException if the body is damaged, larger than the limit or encoded in an
  ///     unknown way
  static byte[] decode(byte[] body, @Nullable String encodings, int limit) throws IOException {
    try {
      return decodeLayers(body, encodings, limit);
    } catch (EOFException e) {
      throw new HttpCallException("a compressed body that ends in the middle", e);
    } catch (ZipException e) {
      throw new HttpCallException("a compressed body that is damaged", e);
    }
  }

  private static byte[] decodeLayers(byte[] body, @Nullable String encodings, int limit)
      throws IOException {
    byte[] result = body;
    for (String encoding : listEncodingsLastFirst(encodings)) {
      result = decodeOnce(result, encoding, limit);
    }
    for (int layer = 0; layer < MAX_LAYERS && isGzip(result); layer++) {
      result = readLimited(new GZIPInputStream(new ByteArrayInputStream(result)), limit);
    }
    return result;
  }

  private static List<String> listEncodingsLastFirst(@Nullable String encodings) {
    List<String> list = new ArrayList<>();
    if (encodings != null) {
      for (String encoding : encodings.split(",")) {
        list.addFirst(encoding.strip().toLowerCase(Locale.ROOT));
      }
    }
    return list;
  }

  private static byte[] decodeOnce(byte[] body, String encoding, int limit) throws IOException {
    return switch (encoding) {
      case "", "identity", "none", "utf-8", "utf8", "binary", "8bit" -> body;
      case "gzip", "x-gzip" ->
          isGzip(body)
              ? readLimited(new GZIPInputStream(new ByteArrayInputStream(body)), limit)
              : body;
      case "deflate" -> inflate(body, limit);
      case "br" -> isText(body) ? body : decodeBrotli(body, limit);
      default ->
          throw new HttpCallException("the body has the unknown encoding '" + encoding + "'", null);
    };
  }

  /// RFC 9110, section 8.4.1.2, prescribes zlib; some servers send raw deflate.
  private static byte[] inflate(byte[] body, int limit) throws IOException {
    if (isText(body) || isGzip(body)) {
      return body;
    }
    boolean zlib =
        body.length > 1
            && (body[0] & 0x0f) == 8
            && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(body), inflater, BUFFER)) {
      return readLimited(in, limit);
    } finally {
      inflater.end();
    }
  }

  private static byte[] decodeBrotli(byte[] body, int limit) throws IOException {
    try {
      return readLimited(new BrotliInputStream(new ByteArrayInputStream(body)), limit);
    } catch (HttpCallException e) {
      throw e;
    } catch (IOException e) {
      // The Brotli decoder throws a plain `IOException`.
      throw new HttpCallException("a compressed body that is damaged", e);
    }
  }

  private static boolean isGzip(byte[] body) {
    return body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
  }

  /// Returns whether the first character after a byte order mark and white space begins a document;
  /// for UTF-16 its first or second byte is examined.
  private static boolean isText(byte[] body) {
    int start = findByteOrderMarkLength(body);
    while (start < body.length
        && (body[start] == ' ' || body[start] == '\n' || body[start] == '\r')) {
      start++;
    }
    return start < body.length && (body[start] == '<' || body[start] == '{');
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
