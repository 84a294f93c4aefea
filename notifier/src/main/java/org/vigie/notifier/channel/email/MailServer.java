package org.vigie.notifier.channel.email;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The server that takes the mails.
///
/// @param host name or IP address, without brackets
/// @param port 1 to 65535
/// @param security how the connection is protected
/// @param user to log in as; null for no login. The password is the secret
///     [org.vigie.model.SecretName#MAIL_PASSWORD]
/// @param trustedCertificates a PEM file of the only certificates that may vouch for the server;
///     null for those of the JDK
public record MailServer(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable Path trustedCertificates) {
  /// @throws IllegalArgumentException if the password would cross a network in plain text
  public MailServer {
    if (security == Security.NONE && user != null && !isThisMachine(host)) {
      throw new IllegalArgumentException(
          "a login without encryption would show the password to the network; it is allowed on"
              + " this machine only (localhost)");
    }
  }

  /// How a connection is protected.
  public enum Security {
    /// The connection begins in plain text and is encrypted before anything is said.
    STARTTLS(587),
    /// The connection is encrypted from the beginning.
    TLS(465),
    /// It is not encrypted.
    NONE(25);

    private final int usualPort;

    Security(int usualPort) {
      this.usualPort = usualPort;
    }

    /// The port of servers that expect this.
    public int usualPort() {
      return usualPort;
    }

    /// Reads the word of the configuration.
    ///
    /// @throws IllegalArgumentException if it is none
    static Security parse(String text) {
      for (Security security : values()) {
        if (security.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
          return security;
        }
      }
      throw new IllegalArgumentException("'" + text + "' is none of starttls, tls and none");
    }

    /// The word used in the configuration.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Host and port, for people.
  public String describe() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /// Names are not looked up: a name server may answer anything.
  private static boolean isThisMachine(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
