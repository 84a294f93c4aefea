package org.vigie.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Tells what is wrong with the certificate of a server.
public final class CertificateFaults {
  /// Longer than any chain of causes of the JDK; a chain may be a circle.
  private static final int MAX_CAUSES = 10;

  private CertificateFaults() {}

  /// Describes the fault for which a connection was refused; empty if it failed for another reason.
  ///
  /// @param failure of the connection, or an exception that it caused
  public static Optional<String> find(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && causes.size() < MAX_CAUSES;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    if (causes.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
      return Optional.of("the certificate has expired");
    }
    if (causes.stream().anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return Optional.of("the certificate is not valid yet");
    }
    if (causes.stream().anyMatch(CertificateFaults::isHostMismatch)) {
      return Optional.of("the certificate is another host's");
    }
    return causes.stream().anyMatch(CertPathBuilderException.class::isInstance)
        ? Optional.of("the certificate comes from nobody who is trusted")
        : Optional.empty();
  }

  private static boolean isHostMismatch(Throwable fault) {
    String message = String.valueOf(fault.getMessage());
    return fault instanceof SSLPeerUnverifiedException
        || fault instanceof CertificateException
            && (message.startsWith("No subject alternative") || message.startsWith("No name"));
  }
}
