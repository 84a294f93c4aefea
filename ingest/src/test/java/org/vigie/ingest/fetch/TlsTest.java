package org.vigie.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that must not be believed, on real TLS servers with keys of the JDK's keytool. An
/// authority made for the test stands in for the public ones.
class TlsTest {
  private static final String PASSWORD = "password";
  private static final String BODY = "<rss><channel><title>Le Phare</title></channel></rss>";

  @TempDir static Path keys;
  private static SSLContext trusting;

  private final List<HttpsServer> servers = new ArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    pair("authority", "CN=Autorite du test", "-ext", "bc:c");
    Path root = certificate("authority");
    keytool(
        "authority",
        List.of("-exportcert", "-alias", "authority", "-rfc", "-file", root.toString()));
    pair("sound", "CN=phare.example");
    pair("expired", "CN=phare.example");
    pair("elsewhere", "CN=quai.example");
    pair("middle", "CN=Autorite du milieu", "-ext", "bc:c");
    pair("unchained", "CN=phare.example");
    pair("alone", "CN=phare.example", "-ext", "san=dns:phare.example");
    sign("authority", "sound", "san=dns:phare.example", "-1d");
    sign("authority", "expired", "san=dns:phare.example", "-40d");
    sign("authority", "elsewhere", "san=dns:quai.example", "-1d");
    sign("authority", "middle", "bc:c", "-1d");
    sign("middle", "unchained", "san=dns:phare.example", "-1d");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    authority.setCertificateEntry("authority", store("authority").getCertificate("authority"));
    trust.init(authority);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  private static Path file(String name) {
    return keys.resolve(name + ".p12");
  }

  private static Path certificate(String name) {
    return keys.resolve(name + ".crt");
  }

  private static void pair(String name, String owner, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("-genkeypair", "-alias", name, "-dname", owner, "-keyalg", "EC"));
    arguments.addAll(List.of("-groupname", "secp256r1", "-validity", "365"));
    arguments.addAll(List.of(more));
    keytool(name, arguments);
  }

  /// Replaces the certificate of a pair by one that an authority signed, good for 30 days.
  private static void sign(String authority, String name, String extension, String from) {
    Path request = keys.resolve(name + ".csr");
    Path issuer = certificate(authority);
    Path signed = certificate(name);
    keytool(name, List.of("-certreq", "-alias", name, "-file", request.toString()));
    keytool(
        authority,
        List.of(
            "-gencert",
            "-alias",
            authority,
            "-infile",
            request.toString(),
            "-outfile",
            signed.toString(),
            "-rfc",
            "-startdate",
            from,
            "-validity",
            "30",
            "-ext",
            extension));
    keytool(
        name, List.of("-importcert", "-noprompt", "-alias", authority, "-file", issuer.toString()));
    keytool(name, List.of("-importcert", "-noprompt", "-alias", name, "-file", signed.toString()));
  }

  private static void keytool(String store, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(tool().toString(), "-J-XX:TieredStopAtLevel=1"));
    command.addAll(arguments);
    command.addAll(List.of("-keystore", file(store).toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Path tool() {
    return Path.of(System.getProperty("java.home"), "bin", "keytool");
  }

  private static KeyStore store(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /// The key with its own certificate, without those that lead to the authority.
  private static KeyStore alone(KeyStore store, String name) throws GeneralSecurityException {
    Key key = store.getKey(name, PASSWORD.toCharArray());
    Certificate[] chain = {store.getCertificate(name)};
    store.setKeyEntry(name, key, PASSWORD.toCharArray(), chain);
    return store;
  }

  /// A server that shows the certificate of this name and no other.
  private InetSocketAddress server(String name) throws GeneralSecurityException, IOException {
    KeyManagerFactory manager =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    manager.init(alone(store(name), name), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(manager.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return server.getAddress();
  }

  @Test
  void aRedirectAwayFromTlsIsRefused() throws Exception {
    InetSocketAddress address = server("sound");
    servers.getLast().removeContext("/");
    servers
        .getLast()
        .createContext(
            "/",
            exchange -> {
              exchange.getResponseHeaders().add("Location", "http://phare.example/rss");
              exchange.sendResponseHeaders(301, -1);
              exchange.close();
            });

    assertThat(fetch(address))
        .extracting("reason")
        .isEqualTo("a redirect from https to http (phare.example), refused");
  }

  private FetchResult fetch(String name) throws GeneralSecurityException, IOException {
    return fetch(server(name));
  }

  private static FetchResult fetch(InetSocketAddress address) {
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(10), Duration.ZERO)
            .withResolver((host, port) -> List.of(address));
    try (Fetcher fetcher = new Fetcher(settings, InstantSource.system(), trusting)) {
      return fetcher.fetch(FetchRequest.of(URI.create("https://phare.example/rss")));
    }
  }

  private String problem(String name) throws GeneralSecurityException, IOException {
    return ((FetchResult.Failed) fetch(name)).reason();
  }

  @Test
  void aSoundCertificateIsBelieved() throws Exception {
    assertThat(fetch("sound")).isInstanceOf(FetchResult.Fetched.class);
  }

  @Test
  void anExpiredCertificateIsToldInWords() throws Exception {
    assertThat(problem("expired")).isEqualTo("TLS: the certificate has expired");
  }

  @Test
  void aCertificateOfAnotherHostIsToldInWords() throws Exception {
    assertThat(problem("elsewhere")).isEqualTo("TLS: the certificate is another host's");
  }

  /// The certificate between the server's own and the authority's is not shown.
  @Test
  void aChainThatMissesItsMiddleIsToldInWords() throws Exception {
    assertThat(problem("unchained"))
        .isEqualTo("TLS: the certificate comes from nobody who is trusted");
  }

  @Test
  void aCertificateThatSignsItselfIsToldInWords() throws Exception {
    assertThat(problem("alone")).isEqualTo("TLS: the certificate comes from nobody who is trusted");
  }
}
