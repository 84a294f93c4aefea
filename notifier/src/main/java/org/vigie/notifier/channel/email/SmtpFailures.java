package org.vigie.notifier.channel.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.vigie.http.CertificateFaults;
import org.vigie.http.HttpFailureMessages;
import org.vigie.model.SecretName;
import org.vigie.notifier.channel.SendResult;

/// Says what a failure at the mail server leads to, in words for people. What the server
/// refuses for good before it is told a recipient is about this side; after that, about
/// recipient or mail.
final class SmtpFailures {
  private SmtpFailures() {}

  /// @param stage how far the conversation came
  /// @param reply the last answer; null if there was none to the last command
  static SendResult describe(
      MailServer server, SmtpStage stage, @Nullable SmtpReply reply, MessagingException failure) {
    Optional<String> certificate = CertificateFaults.find(failure);
    if (certificate.isPresent()) {
      return new SendResult.NotSent(
          "%s: %s; %s can name those that vouch for it"
              .formatted(
                  server.describe(), certificate.get(), EmailSettings.TRUSTED_CERTIFICATES.key()));
    }
    if (reply != null && (reply.isTemporary() || reply.isPermanent())) {
      return describeRefusal(server, stage, reply);
    }
    if (stage == SmtpStage.GREETING && reply != null && findBreak(failure) == null) {
      return new SendResult.NotSent(
          failure instanceof AuthenticationFailedException
              ? noLogin(server)
              : "%s offers no STARTTLS, and nothing is sent without; see %s"
                  .formatted(server.describe(), EmailSettings.SECURITY.key()));
    }
    String doubt = stage == SmtpStage.END_OF_TEXT ? "; whether it took the mail is not known" : "";
    return new SendResult.TemporaryFailure(
        server.describe() + ": " + describeBreak(failure) + doubt, null);
  }

  /// The server offers no login that is known here.
  static String noLogin(MailServer server) {
    return "%s offers no login with a password (PLAIN or LOGIN); without %s there is none"
        .formatted(server.describe(), EmailSettings.USER.key());
  }

  private static SendResult describeRefusal(MailServer server, SmtpStage stage, SmtpReply reply) {
    String problem =
        switch (stage) {
          case GREETING -> server.describe() + " refused the connection: " + reply.describe();
          case ENCRYPTION -> server.describe() + " refused STARTTLS: " + reply.describe();
          case LOGIN -> describeLogin(server, reply);
          case SENDER ->
              "%s refused the sender, see %s: %s"
                  .formatted(server.describe(), EmailSettings.FROM.key(), reply.describe());
          case RECIPIENT -> server.describe() + " refused the recipient: " + reply.describe();
          case DATA, END_OF_TEXT -> server.describe() + " refused the mail: " + reply.describe();
        };
    if (reply.isTemporary()) {
      return new SendResult.TemporaryFailure(problem, null);
    }
    if (reply.code() == SmtpReply.LOGIN_REQUIRED) {
      return new SendResult.NotSent(problem + "; see " + EmailSettings.USER.key());
    }
    return stage.compareTo(SmtpStage.RECIPIENT) < 0
        ? new SendResult.NotSent(problem)
        : new SendResult.PermanentFailure(problem);
  }

  private static String describeLogin(MailServer server, SmtpReply reply) {
    return "%s refused the login with %s and the secret '%s': %s"
        .formatted(
            server.describe(),
            EmailSettings.USER.key(),
            SecretName.MAIL_PASSWORD,
            reply.describeCodes());
  }

  private static String describeBreak(MessagingException failure) {
    IOException broken = findBreak(failure);
    return switch (broken) {
      case null -> "the server hung up without an answer that can be read";
      case UnknownHostException unknown -> "no such host";
      case SocketTimeoutException slow -> "no answer in time";
      case NoRouteToHostException noRoute -> "no route to the host";
      case ConnectException refused -> "connection refused";
      case SSLException tls -> "TLS: " + HttpFailureMessages.toPrintableLine(tls.getMessage());
      default ->
          "the connection broke: " + HttpFailureMessages.toPrintableLine(broken.getMessage());
    };
  }

  /// The failure of the network at the bottom of a failure; null if it has another reason.
  private static @Nullable IOException findBreak(MessagingException failure) {
    IOException found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      found = cause instanceof IOException io ? io : found;
    }
    return found;
  }
}
