package org.vigie.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates that must not be trusted, on real TLS servers. An authority created for the test
/// replaces the public ones.
class TlsTest {
  private static final String HOST = "phare.example";
  private static final String BODY = "<rss><channel><title>Le Phare</title></channel></rss>";
  private static final TestCertificate AUTHORITY = authority();

  private final List<HttpsServer> servers = new ArrayList<>();

  private static TestCertificate authority() {
    try {
      return TestCertificate.createAuthority("Autorite du test");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  /// A server that sends this certificate and no other.
  private InetSocketAddress server(TestCertificate shown)
      throws GeneralSecurityException, IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(shown.createServerContext()));
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
    InetSocketAddress address = server(AUTHORITY.sign(HOST));
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

  private static FetchResult fetch(InetSocketAddress address) throws Exception {
    return fetch("phare.example", address);
  }

  private static FetchResult fetch(String host, InetSocketAddress address) throws Exception {
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(10), Duration.ZERO)
            .withResolver((name, port) -> List.of(address));
    try (Fetcher fetcher =
        new Fetcher(settings, InstantSource.system(), AUTHORITY.createClientContext())) {
      return fetcher.fetch(FetchRequest.of(URI.create("https://" + host + "/rss")));
    }
  }

  private String problem(TestCertificate shown) throws Exception {
    return ((FetchResult.Failed) fetch(server(shown))).reason();
  }

  @Test
  void aSoundCertificateIsBelieved() throws Exception {
    assertThat(fetch(server(AUTHORITY.sign(HOST)))).isInstanceOf(FetchResult.Fetched.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xn--ct-mer-cva0g.example",
        "xn--strae-oqa.example",
        "xn--i-7iq.example",
        "quai.xn--ct-mer-cva0g.example"
      })
  void theNameOfAHostIsThatOfItsCertificate(String host) throws Exception {
    assertThat(fetch(host, server(AUTHORITY.sign(host)))).isInstanceOf(FetchResult.Fetched.class);
    assertThat(fetch(host, server(AUTHORITY.sign("autre.example"))))
        .extracting("reason")
        .isEqualTo("TLS: the certificate is another host's");
  }

  @Test
  void anExpiredCertificateIsToldInWords() throws Exception {
    assertThat(problem(AUTHORITY.sign(HOST, Instant.now().minus(Duration.ofDays(40)))))
        .isEqualTo("TLS: the certificate has expired");
  }

  @Test
  void aCertificateOfAnotherHostIsToldInWords() throws Exception {
    assertThat(problem(AUTHORITY.sign("quai.example")))
        .isEqualTo("TLS: the certificate is another host's");
  }

  /// The server does not send the intermediate certificate.
  @Test
  void aChainThatMissesItsMiddleIsToldInWords() throws Exception {
    assertThat(problem(AUTHORITY.signAuthority("Autorite du milieu").sign(HOST)))
        .isEqualTo("TLS: the certificate comes from nobody who is trusted");
  }

  @Test
  void aCertificateThatSignsItselfIsToldInWords() throws Exception {
    assertThat(problem(TestCertificate.createSelfSigned(HOST)))
        .isEqualTo("TLS: the certificate comes from nobody who is trusted");
  }
}
