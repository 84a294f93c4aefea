package org.vigie.notifier.channel.email;

import jakarta.mail.Session;
import java.util.Properties;

/// Opens connections to the mail server, by the settings of the mail library. Thread-safe.
final class SmtpConnector {
  private final EmailSettings settings;
  private final MailSecrets secrets;

  SmtpConnector(EmailSettings settings, MailSecrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /// Opens a connection.
  ///
  /// @throws MailSetupException if password or certificates cannot be used
  SmtpConnection open() throws SmtpException, MailSetupException {
    MailServer server = settings.server();
    String password = server.user() == null ? null : secrets.readPassword();
    SmtpConnection connection =
        new SmtpConnection(Session.getInstance(createProperties(server)), server);
    connection.open(password);
    return connection;
  }

  private Properties createProperties(MailServer server) throws MailSetupException {
    Properties properties = new Properties();
    // Waits within an attempt. Its end is not left to them, since each is for one read.
    String millis = Long.toString(settings.limits().deadline().toMillis());
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    // Otherwise the name of this machine, which may have to be looked up.
    properties.setProperty("mail.smtp.localhost", settings.from().domain());
    properties.setProperty("mail.smtp.from", settings.from().address());
    properties.setProperty("mail.smtp.quitwait", "false");
    if (server.user() != null) {
      properties.setProperty("mail.smtp.auth", "true");
      properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    }
    if (server.security() != MailServer.Security.NONE) {
      encrypt(properties, server);
    }
    return properties;
  }

  private static void encrypt(Properties properties, MailServer server) throws MailSetupException {
    boolean atOnce = server.security() == MailServer.Security.TLS;
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(atOnce));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!atOnce));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(!atOnce));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    // Otherwise a server that is not trusted is tried again with the certificates of the JDK.
    properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    properties.put(
        "mail.smtp.ssl.socketFactory",
        TrustedCertificates.createSocketFactory(server.trustedCertificates()));
  }
}
