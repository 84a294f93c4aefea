package org.vigie.notifier.channel.email;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Encrypted connections to servers for which certain certificates vouch.
final class TrustedCertificates {
  private TrustedCertificates() {}

  /// Reads the certificates, anew at each call.
  ///
  /// @param file in PEM; null for the certificates of the JDK
  /// @throws MailSetupException if they cannot be read
  static SSLSocketFactory createSocketFactory(@Nullable Path file) throws MailSetupException {
    if (file == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(read(file));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has TLS", e);
    }
  }

  private static KeyStore read(Path file) throws MailSetupException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw createUnusable(file, "holds no certificate");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : all) {
        store.setCertificateEntry("trusted-" + number++, one);
      }
      return store;
    } catch (CertificateException e) {
      throw createUnusable(file, "holds no certificates in PEM");
    } catch (IOException e) {
      throw createUnusable(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static MailSetupException createUnusable(Path file, String fault) {
    return new MailSetupException(
        EmailSettings.TRUSTED_CERTIFICATES.key() + ": the file " + file + " " + fault);
  }
}
