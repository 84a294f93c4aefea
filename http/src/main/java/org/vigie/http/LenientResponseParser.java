package org.vigie.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/// Parses the heads of answers as leniently as browsers do: lines that are no headers are skipped,
/// and lengths may stand twice. Parses nothing but answers, while the client's own parser skips
/// lines until one is a status line.
class LenientResponseParser extends DefaultHttpResponseParser {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /// The limit on the bytes of all headers together.
  private static final int MAX_HEAD_BYTES = 256 << 10;

  LenientResponseParser(Http1Config config) {
    super(config, LenientLineParser.INSTANCE, null);
  }

  @Override
  public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    @Nullable ClassicHttpResponse response = super.parse(buffer, new HeadStream(in));
    if (response != null) {
      response.removeHeaders(LenientLineParser.NO_NAME);
    }
    return response;
  }

  /// Reads lines that are no headers as headers without a name.
  private static final class LenientLineParser extends LazyLaxLineParser {
    static final LenientLineParser INSTANCE = new LenientLineParser();
    static final String NO_NAME = "";

    @Override
    public Header parseHeader(CharArrayBuffer line) {
      try {
        return super.parseHeader(line);
      } catch (ParseException e) {
        return new BasicHeader(NO_NAME, line);
      }
    }
  }

  /// Ends headers without end.
  private static final class HeadStream extends FilterInputStream {
    private int left = MAX_HEAD_BYTES;

    HeadStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new MessageConstraintException("the headers are too long");
      }
      int read = super.read(bytes, offset, length);
      left -= read;
      return read;
    }
  }

  /// Finds the length of a body as RFC 9112, section 6.3, has it. Codings other than the chunks are
  /// left to the reader of the body. A length that is none is forgiven where the connection ends
  /// with the answer.
  static long findLength(HttpMessage response) throws HttpException {
    Set<String> codings = findValues(response, "Transfer-Encoding");
    codings.remove("identity");
    if (!codings.isEmpty()) {
      return codings.contains("chunked")
          ? ContentLengthStrategy.CHUNKED
          : ContentLengthStrategy.UNDEFINED;
    }
    Set<String> lengths = findValues(response, "Content-Length");
    String first = lengths.isEmpty() ? "" : lengths.iterator().next();
    if (lengths.size() == 1 && LENGTH.matcher(first).matches()) {
      return Long.parseLong(first);
    }
    if (lengths.isEmpty() || findValues(response, "Connection").contains("close")) {
      return ContentLengthStrategy.UNDEFINED;
    }
    throw new ProtocolException(
        (lengths.size() > 1 ? "several values of Content-Length: " : "invalid Content-Length: ")
            + String.join(", ", lengths));
  }

  /// The values of a list in lower case, each once.
  private static Set<String> findValues(HttpMessage response, String name) {
    Set<String> values = new LinkedHashSet<>();
    for (Header header : response.getHeaders(name)) {
      for (String value : Objects.requireNonNullElse(header.getValue(), "").split(",")) {
        values.add(value.strip().toLowerCase(Locale.ROOT));
      }
    }
    values.remove("");
    return values;
  }
}
