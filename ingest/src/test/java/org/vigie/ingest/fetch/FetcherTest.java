package org.vigie.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.http.AddressGuard;
import org.vigie.http.AddressResolver;
import org.vigie.testkit.LocalHttpServer;

/// The HTTP inputs of the catalogue of nasty feeds, each on a server that really behaves so.
class FetcherTest {
  private static final Instant NOW = Instant.parse("2025-03-16T12:00:00Z");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String BODY = "<rss><channel><title>Le Phare</title></channel></rss>";
  private static final FetchSettings SETTINGS =
      FetchSettings.defaults()
          .withPrivateAddresses(true)
          .withTimes(Duration.ofSeconds(10), Duration.ZERO);

  private final LocalHttpServer server = new LocalHttpServer();
  private Fetcher fetcher = fetcher(SETTINGS);

  private static Fetcher fetcher(FetchSettings settings) {
    return new Fetcher(settings, InstantSource.fixed(NOW));
  }

  private void settings(FetchSettings settings) {
    fetcher.close();
    fetcher = fetcher(settings);
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private FetchResult fetch(String path) {
    return fetcher.fetch(FetchRequest.of(server.at(path)));
  }

  private static FetchResult.Fetched fetched(FetchResult result) {
    assertThat(result).isInstanceOf(FetchResult.Fetched.class);
    return (FetchResult.Fetched) result;
  }

  private static String text(FetchResult result) {
    return new String(fetched(result).body(), StandardCharsets.UTF_8);
  }

  private static String problem(FetchResult result) {
    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    return ((FetchResult.Failed) result).reason();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, boolean bare) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
      deflate.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void validatorsTravelByteForByte() {
    server.serve("/rss", BODY, "ETag: W/unquoted\"x", "Last-Modified: Tue, 19 Jan 2038 3:14");
    FetchResult.Fetched first = fetched(fetch("/rss"));
    server.status("/rss", "304 Not Modified", "Last-Modified: later");

    FetchResult second =
        fetcher.fetch(
            new FetchRequest(
                server.at("/rss"), first.etag(), first.lastModified(), first.bodyHash()));

    assertThat(server.requests().getLast().headers())
        .containsEntry("if-none-match", "W/unquoted\"x")
        .containsEntry("if-modified-since", "Tue, 19 Jan 2038 3:14");
    assertThat(second)
        .isInstanceOfSatisfying(
            FetchResult.Unchanged.class,
            unchanged -> {
              assertThat(unchanged.etag()).isEqualTo("W/unquoted\"x");
              assertThat(unchanged.lastModified()).isEqualTo("later");
            });
  }

  @Test
  void theSameBytesAgainAreUnchangedWhateverTheServerSays() {
    server.serve("/rss", BODY);
    String hash = fetched(fetch("/rss")).bodyHash();

    assertThat(fetcher.fetch(new FetchRequest(server.at("/rss"), null, null, hash)))
        .isInstanceOf(FetchResult.Unchanged.class);
  }

  @Test
  void saysWhoAsksAndSendsNoCookies() {
    settings(SETTINGS.withContact("https://vigie.example/contact"));
    server.serve("/rss", BODY, "Set-Cookie: session=1; Path=/");
    fetch("/rss");
    fetch("/rss");

    assertThat(server.requests().getLast().headers())
        .doesNotContainKey("cookie")
        .hasEntrySatisfying(
            "user-agent",
            agent ->
                assertThat(agent)
                    .matches(
                        "Vigie/\\d+\\.\\d+.* \\(feed reader; \\+https://vigie.example/contact\\)"))
        .containsEntry("accept-encoding", "gzip, deflate, br");
  }

  @Test
  void decodesGzipDeflateAndWhatIsWronglyLabelled() {
    server
        .serve("/gzip", gzip(bytes(BODY)), "Content-Encoding: gzip")
        .serve("/twice", gzip(gzip(bytes(BODY))), "Content-Encoding: gzip")
        .serve("/unasked", gzip(bytes(BODY)))
        .serve("/lie", bytes(BODY), "Content-Encoding: gzip")
        .serve("/zlib", deflate(bytes(BODY), false), "Content-Encoding: deflate")
        .serve("/bare", deflate(bytes(BODY), true), "Content-Encoding: deflate")
        .serve("/brlie", bytes(BODY), "Content-Encoding: br");

    for (String path : List.of("/gzip", "/twice", "/unasked", "/lie", "/zlib", "/bare", "/brlie")) {
      assertThat(text(fetch(path))).as(path).isEqualTo(BODY);
    }
  }

  @Test
  void decodesBrotli() {
    // An uncompressed meta-block of three bytes, then the empty last one (RFC 7932, section 9).
    byte[] abc = {0x0b, 0x01, (byte) 0x80, 'a', 'b', 'c', 0x03};
    server.serve("/br", abc, "Content-Encoding: br");

    assertThat(text(fetch("/br"))).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws-chunked",
        "ISO-8859-1",
        "text/xml",
        "chunked",
        "gzip;q=1",
        "\"gzip\"",
        "gzip, aws-chunked",
        "br, gzip",
        "deflate",
        "zstd",
        "compress",
        ",;=\u0001\u00e9"
      })
  void whatADocumentIsCalledDoesNotMatter(String encoding) {
    byte[] marked = bytes("\uFEFF" + BODY);
    byte[] wide = BODY.getBytes(StandardCharsets.UTF_16BE);
    byte[] after = bytes("Notice: undefined index\n" + BODY);
    for (byte[] body : List.of(bytes(BODY), marked, wide, after)) {
      server.serve("/rss", body, "Content-Encoding: " + encoding);
      assertThat(fetched(fetch("/rss")).body()).isEqualTo(body);
      server.serve("/rss", gzip(gzip(body)), "Content-Encoding: " + encoding);
      assertThat(fetched(fetch("/rss")).body()).isEqualTo(body);
      server.serve("/rss", deflate(body, false), "Content-Encoding: " + encoding + ", deflate");
      assertThat(fetched(fetch("/rss")).body()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "none", "aws-chunked"})
  void bodiesUnderTheNameOfAnotherCoding(String encoding) {
    // As in `decodesBrotli`, of four bytes.
    byte[] brotli = {(byte) 0x8b, 0x01, (byte) 0x80, '<', 'r', '/', '>', 0x03};
    server
        .serve("/br", brotli, "Content-Encoding: " + encoding)
        .serve("/gzip", gzip(bytes(BODY)), "Content-Encoding: " + encoding)
        .serve("/zlib", deflate(bytes(BODY), false), "Content-Encoding: " + encoding)
        .serve("/bare", deflate(bytes(BODY), true), "Content-Encoding: " + encoding);

    assertThat(text(fetch("/br"))).isEqualTo("<r/>");
    for (String path : List.of("/gzip", "/zlib", "/bare")) {
      assertThat(text(fetch(path))).as(path).isEqualTo(BODY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {";chunk-signature=0055aaff", "", " ; x"})
  void chunksInTheBodyItselfAreJoined(String extension) {
    byte[] plain = bytes(BODY);
    for (byte[] body : List.of(plain, gzip(plain))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int at = 0; at < body.length; at += 10) {
        int length = Math.min(10, body.length - at);
        out.writeBytes(bytes(Integer.toHexString(length) + extension + "\r\n"));
        out.write(body, at, length);
        out.writeBytes(bytes("\r\n"));
      }
      byte[] cut = out.toByteArray();
      out.writeBytes(bytes("0" + extension + "\r\nx-amz-checksum-crc32:AAAA\r\n\r\n"));
      for (byte[] chunks : List.of(out.toByteArray(), cut)) {
        server.serve("/rss", chunks, "Content-Encoding: aws-chunked");
        assertThat(text(fetch("/rss"))).isEqualTo(BODY);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4\r\n", "bad\r\n", "4\r\n<rss\r\nxyz\r\n"})
  void aNumberBeforeADocumentIsNoChunk(String before) {
    server.serve("/rss", before + BODY, "Content-Encoding: identity");

    assertThat(text(fetch("/rss"))).endsWith(BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rien", "\n"})
  void whatIsNeitherCompressedNorADocumentIsReturned(String body) {
    for (String encoding : List.of("gzip", "identity", "aws-chunked")) {
      server.serve("/rss", body, "Content-Encoding: " + encoding);
      assertThat(text(fetch("/rss"))).isEqualTo(body);
    }
  }

  @Test
  void whatCannotBeDecodedIsToldInWords() {
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0, 1, 0, 0};
    byte[] compress = {0x1f, (byte) 0x9d, (byte) 0x90, 0x3c, 1, 2};
    server
        .serve("/zstd", zstd, "Content-Encoding: zstd")
        .serve("/plain", zstd)
        .serve("/compress", compress, "Content-Encoding: compress")
        .serve("/new", new byte[] {1, 2, 3}, "Content-Encoding: dcb");

    assertThat(problem(fetch("/zstd")))
        .isEqualTo("the body is compressed with zstd, which was not asked for");
    assertThat(problem(fetch("/plain"))).isEqualTo(problem(fetch("/zstd")));
    assertThat(problem(fetch("/compress"))).contains("compressed with compress");
    assertThat(problem(fetch("/new"))).isEqualTo("the body has the unknown encoding 'dcb'");
  }

  @Test
  void aGzipBombIsStoppedByTheDecodedSize() {
    settings(SETTINGS.withMaxBytes(1 << 20));
    server.serve("/bomb", gzip(new byte[8 << 20]), "Content-Encoding: gzip");

    assertThat(problem(fetch("/bomb"))).isEqualTo("the body is larger than 1024 KiB");
  }

  @Test
  void anEndlessBodyIsStoppedByItsSize() {
    settings(SETTINGS.withMaxBytes(1 << 20));
    server.answerWith(
        "/endless",
        (request, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
          while (true) {
            out.write(new byte[8192]);
          }
        });

    assertThat(problem(fetch("/endless"))).isEqualTo("the body is larger than 1024 KiB");
  }

  @Test
  void anAnnouncedSizeBeyondTheLimitIsRefusedAtOnce() {
    settings(SETTINGS.withMaxBytes(1 << 20));
    server.answerWith(
        "/big",
        (request, out) -> out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n")));

    assertThat(problem(fetch("/big"))).isEqualTo("the body is larger than 1024 KiB");
  }

  @Test
  void aDripOfBytesEndsAtTheDeadline() {
    settings(SETTINGS.withTimes(Duration.ofMillis(600), Duration.ZERO));
    server.answerWith(
        "/drip",
        (request, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
          while (true) {
            out.write('x');
            out.flush();
            Thread.sleep(20);
          }
        });

    assertThat(problem(fetch("/drip"))).isEqualTo("no complete answer within 0.6 s");
  }

  @Test
  void aServerThatSaysNothingEndsAtTheDeadline() {
    settings(SETTINGS.withTimes(Duration.ofMillis(400), Duration.ZERO));
    server.answerWith("/mute", (request, out) -> Thread.sleep(60_000));

    assertThat(problem(fetch("/mute"))).isEqualTo("no complete answer within 0.4 s");
  }

  @Test
  void aDripOfHeadersEndsAtTheDeadline() {
    settings(SETTINGS.withTimes(Duration.ofMillis(600), Duration.ZERO));
    server.answerWith(
        "/headers",
        (request, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\n"));
          for (int i = 0; true; i++) {
            out.write(bytes("X-" + i + ": y\r\n"));
            out.flush();
            Thread.sleep(20);
          }
        });

    assertThat(problem(fetch("/headers"))).isEqualTo("no complete answer within 0.6 s");
  }

  @Test
  void headersWithoutEndAreAnError() {
    server.answerWith(
        "/headers",
        (request, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\n"));
          while (true) {
            out.write(bytes("X: " + "y".repeat(8_000) + "\r\n"));
          }
        });

    assertThat(problem(fetch("/headers"))).isNotBlank();
  }

  @Test
  void credentialsInAnAddressAreNotRepeated() {
    server.serve("/rss", BODY);
    URI address = URI.create("http://ana:secret@127.0.0.1:" + server.port() + "/rss");

    assertThat(fetcher.fetch(FetchRequest.of(address)).toString()).doesNotContain("reason=secret");
    assertThat(server.requests())
        .allSatisfy(request -> assertThat(request.path()).doesNotContain("secret"));
  }

  @Test
  void aBodyShorterThanAnnouncedIsAnError() {
    server.serve("/short", bytes("<rss>"), "Content-Length: 500");

    assertThat(problem(fetch("/short"))).contains("breaks off");
  }

  @Test
  void ofACompressedBodyThatEndsInTheMiddleTheBeginningIsRead() {
    String whole = BODY.repeat(3) + IntStream.range(0, 20_000).boxed().toList();
    byte[] gzip = gzip(bytes(whole));
    byte[] zlib = deflate(bytes(whole), false);
    byte[] wrong = gzip.clone();
    wrong[gzip.length - 5] ^= 1;
    server
        .serve("/gzip", Arrays.copyOf(gzip, gzip.length / 2), "Content-Encoding: gzip")
        .serve("/zlib", Arrays.copyOf(zlib, zlib.length / 2), "Content-Encoding: deflate")
        .serve("/trailer", Arrays.copyOf(gzip, gzip.length - 4), "Content-Encoding: gzip")
        .serve("/checksum", wrong, "Content-Encoding: gzip")
        .serve("/header", Arrays.copyOf(gzip, 12), "Content-Encoding: gzip");

    for (String path : List.of("/gzip", "/zlib")) {
      assertThat(text(fetch(path))).as(path).startsWith(BODY);
      assertThat(whole).as(path).startsWith(text(fetch(path)));
    }
    assertThat(text(fetch("/trailer"))).isEqualTo(whole);
    assertThat(text(fetch("/checksum"))).isEqualTo(whole);
    assertThat(problem(fetch("/header"))).isEqualTo("a compressed body that ends in the middle");
  }

  /// The length is too large, the last chunk is missing, or the connection breaks.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss><channel><title>Le Phare</title></channel></rss>",
        "<rss><channel><title>Le Phare</title></channel></rss >\n<!-- cached -->\n",
        "<feed><title>Le Phare</title></feed>",
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'></a:feed>",
        "<rdf:RDF></rdf:RDF>",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}\n"
      })
  void aWholeDocumentIsReadThoughItsBodyBreaksOff(String document) {
    byte[] gzip = gzip(bytes(document));
    server
        .serve("/short", bytes(document), "Content-Length: 5000", "ETag: \"1\"")
        .serve("/gzip", gzip, "Content-Length: 5000", "Content-Encoding: gzip", "ETag: \"1\"")
        .answerWith(
            "/chunk",
            (request, out) ->
                out.write(
                    bytes(
                        "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(document.length())
                            + "\r\n"
                            + document)));

    for (String path : List.of("/short", "/gzip", "/chunk")) {
      FetchResult.Fetched fetched = fetched(fetch(path));
      assertThat(text(fetched)).as(path).isEqualTo(document);
      assertThat(fetched.etag()).as(path).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss><channel><item><title>&lt;/rss></title>",
        "<rss><channel></channel>",
        "{\"items\":[{\"title\":\"a",
        "<rss>{}",
        "<html></html>",
        ""
      })
  void aDocumentWithoutItsEndIsAnErrorIfItsBodyBreaksOff(String document) {
    server
        .serve("/short", bytes(document), "Content-Length: 5000")
        .serve("/gzip", gzip(bytes(document)), "Content-Length: 5000", "Content-Encoding: gzip");

    assertThat(problem(fetch("/short"))).contains("breaks off");
    assertThat(problem(fetch("/gzip"))).contains("breaks off");
  }

  @Test
  void aResetInMidBodyIsAnError() {
    server.answerWith(
        "/rss",
        (request, out) -> {
          byte[] whole = LocalHttpServer.response("200 OK", bytes(BODY));
          out.write(whole, 0, whole.length - 10);
          out.flush();
          throw new LocalHttpServer.Reset();
        });

    assertThat(problem(fetch("/rss"))).isNotBlank();
  }

  @Test
  void aHostThatIsAskedTooMuchIsLeftAloneByAllItsFeeds() {
    server.status("/a", "429 Too Many Requests", "Retry-After: 600");
    server.status("/b", "503 Unavailable", "Retry-After: 600");
    server.serve("/c", BODY);

    assertThat(fetch("/a")).isInstanceOf(FetchResult.Throttled.class);

    assertThat(fetcher.isFree(server.at("/c"))).isFalse();
    assertThat(fetch("/c")).isInstanceOf(FetchResult.Postponed.class);
    assertThat(server.requests()).hasSize(1);
    settings(SETTINGS);
    assertThat(fetch("/b")).isInstanceOf(FetchResult.Throttled.class);
    assertThat(fetch("/c")).isInstanceOf(FetchResult.Postponed.class);
  }

  @Test
  void aConnectionThatIsClosedAtOnceIsAnError() {
    server.answerWith("/closed", (request, out) -> {});

    assertThat(problem(fetch("/closed"))).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"301,true", "308,true", "302,false", "303,false", "307,false"})
  void followsRedirectsAndRemembersThePermanentOnes(int status, boolean permanent) {
    server.status("/old", status + " Moved", "Location: /new").serve("/new", BODY);

    FetchResult.Fetched fetched = fetched(fetch("/old"));

    assertThat(fetched.route().address()).isEqualTo(server.at("/new"));
    assertThat(fetched.route().movedTo()).isEqualTo(permanent ? server.at("/new") : null);
  }

  @Test
  void aPermanentRedirectBehindATemporaryOneIsNotRemembered() {
    server
        .status("/a", "302 Found", "Location: /b")
        .status("/b", "301 Moved", "Location: /c")
        .serve("/c", BODY);

    assertThat(fetched(fetch("/a")).route().movedTo()).isNull();
  }

  /// The test server writes a header's characters as bytes.
  private static String asBytes(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }

  @Test
  void headersAreReadAsUtf8() {
    server
        .status("/old", "301 Moved", asBytes("Location: /été/à la une?q=é", UTF_8))
        .status("/latin", "301 Moved", asBytes("Location: /été", WINDOWS_1252))
        .serve("/%C3%A9t%C3%A9/%C3%A0%20la%20une?q=%C3%A9", BODY)
        .serve("/%E9t%E9", BODY)
        .status("/404", asBytes("404 Introuvable, désolé", UTF_8))
        .status("/500", asBytes("500 Désolé…", WINDOWS_1252))
        .serve("/type", BODY, asBytes("Content-Type: text/xml; name=été", UTF_8));

    assertThat(text(fetch("/old"))).isEqualTo(BODY);
    assertThat(text(fetch("/latin"))).isEqualTo(BODY);
    assertThat(problem(fetch("/404"))).isEqualTo("HTTP 404 Introuvable, désolé");
    assertThat(problem(fetch("/500"))).isEqualTo("HTTP 500 Désolé…");
    assertThat(fetched(fetch("/type")).contentType()).isEqualTo("text/xml; name=été");
  }

  @Test
  void validatorsBeyondAsciiTravelByteForByte() {
    for (Charset charset : List.of(UTF_8, WINDOWS_1252)) {
      String etag = asBytes("\"été—ÿ\"", charset);
      String date = asBytes("dim., 16 févr. 2025", charset);
      server.serve("/rss", BODY, "ETag: " + etag, "Last-Modified: " + date);
      FetchResult.Fetched first = fetched(fetch("/rss"));
      fetcher.fetch(new FetchRequest(server.at("/rss"), first.etag(), first.lastModified(), null));

      assertThat(server.requests().getLast().headers())
          .containsEntry("if-none-match", etag)
          .containsEntry("if-modified-since", date);
    }
  }

  @Test
  void linksOfTheHeaderAreKept() {
    server.serve(
        "/", "<html>", "Link: </a>; rel=feed", asBytes("Link: </b>; title=\"été\"", UTF_8));

    assertThat(fetched(fetch("/")).links()).isEqualTo("</a>; rel=feed, </b>; title=\"été\"");
  }

  @Test
  void loopsAndLongChainsOfRedirectsEnd() {
    server
        .status("/loop", "302 Found", "Location: /loop2")
        .status("/loop2", "302 Found", "Location: /loop");
    for (int i = 0; i < 10; i++) {
      server.status("/hop" + i, "302 Found", "Location: /hop" + (i + 1));
    }

    assertThat(problem(fetch("/loop"))).isEqualTo("a loop of redirects");
    assertThat(problem(fetch("/hop0"))).isEqualTo("more than 5 redirects");
  }

  @Test
  void aRedirectToAnotherSchemeOrNowhereIsAnError() {
    server
        .status("/file", "302 Found", "Location: file:///etc/passwd")
        .status("/none", "302 Found");

    assertThat(problem(fetch("/file")))
        .isEqualTo(
            "a redirect to file:///etc/passwd, refused: the address begins with 'file:', only https"
                + " and http can be requested");
    assertThat(problem(fetch("/none"))).isEqualTo("a redirect without a target");
  }

  @Test
  void aRedirectToAnAddressWithAPasswordIsAnErrorThatDoesNotRepeatIt() {
    server.status("/rss", "302 Found", "Location: https://ana:hush@phare.example/rss");

    assertThat(problem(fetch("/rss")))
        .isEqualTo(
            "a redirect to https://…@phare.example/rss, refused: the address holds a user name or"
                + " password, which is never sent");
  }

  @Test
  void aRedirectIsReadAsServersWriteIt() {
    server
        .status("/letters", "302 Found", "Location: /à la une?q=é|")
        .serve("/%E0%20la%20une?q=%E9%7C", BODY)
        .status("/host", "301 Moved", "Location: HTTP://127.0.0.1.:" + server.port() + "/ok#top")
        .serve("/ok", BODY);

    assertThat(text(fetch("/letters"))).isEqualTo(BODY);
    assertThat(fetched(fetch("/host")).route().movedTo()).isEqualTo(server.at("/ok"));
    String address = server.at("/ok").toString();
    for (String location :
        List.of(
            "feed:" + address,
            "<" + address + ">",
            "\u00a0" + address + "\u200b",
            address.replace('/', '\\'))) {
      byte[] utf8 = location.getBytes(StandardCharsets.UTF_8);
      String sent = new String(utf8, StandardCharsets.ISO_8859_1);
      server.status("/odd", "302 Found", "Location: " + sent);
      assertThat(text(fetch("/odd"))).as(location).isEqualTo(BODY);
    }
  }

  @Test
  void aRedirectToAnAddressTooLongForAFeedsStateIsAnError() {
    String quotes = "\"".repeat(7_000);
    server.status("/long", "301 Moved", "Location: /" + quotes);
    server.status("/absolute", "301 Moved", "Location: " + server.at("/") + quotes);

    assertThat(problem(fetch("/long")))
        .startsWith("a redirect to /\"\"\"")
        .endsWith("…, refused: the address is longer than 8000 characters");
    assertThat(problem(fetch("/absolute")))
        .startsWith("a redirect to an address of 21")
        .endsWith(" characters, refused");
  }

  @Test
  void aRedirectIntoTheHouseIsRefused() {
    AddressGuard guard =
        new AddressGuard(
            (host, port) ->
                host.equals("public.example")
                    ? List.of(new InetSocketAddress("8.8.8.8", port))
                    : AddressResolver.system().resolve(host, port));
    settings(
        SETTINGS.withResolver(
            (host, port) -> {
              guard.resolve(host, port);
              return List.of(new InetSocketAddress("127.0.0.1", server.port()));
            }));
    server.status("/away", "302 Found", "Location: http://127.0.0.1:" + server.port() + "/rss");
    server.serve("/rss", BODY);

    FetchResult result = fetcher.fetch(FetchRequest.of(URI.create("http://public.example/away")));

    assertThat(problem(result)).isEqualTo("the address is loopback, which is not allowed");
  }

  @Test
  void privateAddressesAreRefusedUnlessAllowed() {
    settings(SETTINGS.withPrivateAddresses(false));
    server.serve("/rss", BODY);

    assertThat(problem(fetch("/rss"))).isEqualTo("the address is loopback, which is not allowed");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void stableNamesMayBeServedFromAnotherPort() {
    settings(
        SETTINGS.withResolver(
            (host, port) -> List.of(new InetSocketAddress("127.0.0.1", server.port()))));
    server.serve("/rss", BODY);

    assertThat(text(fetcher.fetch(FetchRequest.of(URI.create("http://phare.example/rss")))))
        .isEqualTo(BODY);
    assertThat(server.requests().getFirst().headers()).containsEntry("host", "phare.example");
  }

  @Test
  void retryAfterIsReadInSecondsAndAsADate() {
    server
        .status("/429", "429 Too Many Requests", "Retry-After: 120")
        .status("/503", "503 Service Unavailable", "Retry-After: Sun, 16 Mar 2025 13:00:00 GMT")
        .status("/bare", "429 Too Many Requests")
        .status("/down", "503 Service Unavailable");

    assertThat(fetch("/429")).extracting("retryAfter").isEqualTo(Duration.ofMinutes(2));
    settings(SETTINGS);
    assertThat(fetch("/503")).extracting("retryAfter").isEqualTo(Duration.ofHours(1));
    settings(SETTINGS);
    assertThat(fetch("/bare")).isInstanceOf(FetchResult.Throttled.class);
    settings(SETTINGS);
    assertThat(problem(fetch("/down"))).isEqualTo("HTTP 503 Service Unavailable");
  }

  @Test
  void goneAndRefusedAreToldApart() {
    server
        .status("/410", "410 Gone")
        .status("/403", "403 Forbidden", "cf-mitigated: challenge")
        .status("/500", "500 \u0007Oops");

    assertThat(fetch("/410")).isInstanceOf(FetchResult.Gone.class);
    assertThat(problem(fetch("/403")))
        .isEqualTo("HTTP 403 Forbidden, a page that keeps robots out");
    assertThat(problem(fetch("/500"))).doesNotContain("\u0007");
    assertThat(problem(fetch("/absent"))).isEqualTo("HTTP 404 Not Found");
  }

  @Test
  void unreachableHostsAreToldInWords() throws IOException {
    // A port that is bound but not listened on refuses every connection, and no other process can
    // get it.
    try (Socket mute = new Socket()) {
      mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI address = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/");
      assertThat(problem(fetcher.fetch(FetchRequest.of(address)))).isEqualTo("connection refused");
    }
    settings(
        SETTINGS.withResolver(
            (host, port) -> {
              throw new UnknownHostException(host);
            }));
    assertThat(problem(fetcher.fetch(FetchRequest.of(URI.create("http://absent.example/")))))
        .isEqualTo("no such host: absent.example");
  }

  @Test
  void aServerThatSpeaksNoTlsIsToldInWords() {
    server.serve("/", BODY);

    URI address = URI.create("https://127.0.0.1:" + server.port() + "/");
    assertThat(problem(fetcher.fetch(FetchRequest.of(address)))).startsWith("TLS: ");
  }

  @Test
  void oneHostIsAskedOneAtATimeWithAPause() throws InterruptedException {
    settings(SETTINGS.withTimes(Duration.ofSeconds(10), Duration.ofMillis(150)));
    server.serve("/rss", BODY);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(i -> Thread.startVirtualThread(() -> fetch("/rss")))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    List<Long> times =
        server.requests().stream().map(LocalHttpServer.Request::nanos).sorted().toList();
    for (int i = 1; i < times.size(); i++) {
      // The pause begins when the answer is complete, so requests cannot be closer together than
      // it.
      assertThat(times.get(i) - times.get(i - 1)).isGreaterThan(100_000_000);
    }
  }

  @Test
  void textUnderTheNameOfBrotliIsReadAsItIs() {
    byte[] marked = bytes("\uFEFF" + BODY);
    server.serve("/br", marked, "Content-Encoding: br");
    server.serve("/deflate", marked, "Content-Encoding: deflate");

    assertThat(text(fetch("/br"))).endsWith(BODY);
    assertThat(text(fetch("/deflate"))).endsWith(BODY);
  }

  @Test
  void damagedBrotliIsToldInWords() {
    server.serve("/br", new byte[] {-1, -2, -3, -4, -5}, "Content-Encoding: br");

    assertThat(problem(fetch("/br"))).isEqualTo("a compressed body that is damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:99999/ok", "https://phare.invalid:123456/"})
  void aRedirectToAnImpossiblePortIsAnError(String target) {
    server.status("/rss", "302 Found", "Location: " + target);

    assertThat(problem(fetch("/rss")))
        .isEqualTo(
            "a redirect to "
                + target
                + ", refused: the port of the address is not within 1 and 65535");
    assertThat(problem(fetcher.fetch(FetchRequest.of(URI.create(target))))).contains("port");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 900\\r\\n\\r\\nabc | the body breaks off before its announced end",
        "Transfer-Encoding: chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "9\\r"
            + "\\n"
            + "abc | the body breaks off before its announced end",
        "Transfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\nabc | the body comes in broken chunks",
        "Content-Length: -5\\r\\n\\r\\nabc | no valid HTTP: invalid Content-Length: -5"
      })
  void brokenAnswersAreToldInWords(String answer, String words) {
    server.answerWith(
        "/rss",
        (request, out) -> out.write(bytes("HTTP/1.1 200 OK\r\n" + answer.translateEscapes())));

    assertThat(problem(fetch("/rss"))).isEqualTo(words);
  }

  @Test
  void aServerThatHangsUpIsToldInWords() {
    server.answerWith("/rss", (request, out) -> {});

    assertThat(problem(fetch("/rss"))).isEqualTo("the server hung up without a valid answer");
  }

  @Test
  void notModifiedIsToldAsSuchWhereNothingIsKnown() {
    server.status("/rss", "304 Not Modified");

    assertThat(fetch("/rss"))
        .asInstanceOf(InstanceOfAssertFactories.type(FetchResult.Unchanged.class))
        .extracting(FetchResult.Unchanged::reason)
        .isEqualTo("HTTP 304, though nothing of it is known");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "\r\n", ""})
  void whatTheHeadersSayStandsWhateverTheBody(String body) {
    server.serve("/rss", BODY);
    for (String status : List.of("429 Wait", "302 Found", "404 Not Found", "410 Gone")) {
      server.answerWith(
          "/" + status.substring(0, 3),
          (request, out) ->
              out.write(
                  bytes(
                      "HTTP/1.1 "
                          + status
                          + "\r\nLocation: /rss\r\nRetry-After: 0\r\nContent-Length: 500\r\n\r\n"
                          + body)));
    }

    assertThat(fetch("/429")).isInstanceOf(FetchResult.Throttled.class);
    assertThat(text(fetch("/302"))).isEqualTo(BODY);
    assertThat(problem(fetch("/404"))).isEqualTo("HTTP 404 Not Found");
    assertThat(fetch("/410")).isInstanceOf(FetchResult.Gone.class);
  }

  @Test
  void theBodyOfAnErrorIsNotReadToItsEnd() {
    settings(SETTINGS.withTimes(Duration.ofSeconds(60), Duration.ZERO));
    AtomicInteger written = new AtomicInteger();
    server.answerWith(
        "/rss",
        (request, out) -> {
          out.write(bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 900000000\r\n\r\n"));
          byte[] piece = new byte[1 << 16];
          for (int i = 0; i < 2_000; i++) {
            out.write(piece);
            written.incrementAndGet();
          }
        });

    assertThat(problem(fetch("/rss"))).isEqualTo("HTTP 404 Not Found");
    assertThat(written.get()).isLessThan(1_000);
  }

  @Test
  void aConnectionIsUsedAgainOnceItsAnswerWasRead() throws IOException {
    Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    HttpServer keeping =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keeping.createContext(
        "/rss",
        exchange -> {
          clients.add(exchange.getRemoteAddress());
          boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
          exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : BODY.length());
          exchange.getResponseBody().write(known ? new byte[0] : bytes(BODY));
          exchange.close();
        });
    keeping.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + keeping.getAddress().getPort() + "/rss");
      for (String etag : List.of("\"1\"", "\"2\"")) {
        assertThat(text(fetcher.fetch(FetchRequest.of(address)))).isEqualTo(BODY);
        assertThat(fetcher.fetch(new FetchRequest(address, etag, null, null)))
            .isInstanceOf(FetchResult.Unchanged.class);
      }
    } finally {
      keeping.stop(0);
    }

    assertThat(clients).hasSize(1);
  }
}
