package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A self-signed certificate for the name `localhost`, made by the JDK's `keytool`.
///
/// @param store a PKCS #12 file with the key
/// @param pem a file with the certificate
record LocalhostCertificate(Path store, Path pem) {
  static final String PASSWORD = "changeit";

  static LocalhostCertificate create(Path directory) throws Exception {
    Path store = directory.resolve("localhost.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    Certificate certificate = load(store).getCertificate("key");
    Path pem = write(directory.resolve("localhost.pem"), "CERTIFICATE", certificate.getEncoded());
    return new LocalhostCertificate(store, pem);
  }

  private static Path write(Path file, String what, byte[] bytes) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(bytes)));
  }

  /// Writes the key into a file beside the certificate.
  Path writeKey() throws Exception {
    byte[] key = load(store).getKey("key", PASSWORD.toCharArray()).getEncoded();
    return write(pem.resolveSibling("localhost.key"), "PRIVATE KEY", key);
  }

  private static KeyStore load(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  /// For a server that shows this certificate.
  SSLContext createServerContext() throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(load(store), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
