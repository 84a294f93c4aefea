package org.vigie.notifier.channel.email;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.vigie.notifier.channel.SendResult;

/// A connection to the mail server. It keeps how far a conversation came and what the server
/// said last; the exceptions of the mail library do not tell that reliably. Used by one thread
/// at a time.
final class SmtpConnection extends SMTPTransport {
  private final MailServer server;
  private SmtpStage stage = SmtpStage.GREETING;
  private @Nullable SmtpReply reply;
  private boolean clearingUp;

  /// Opens nothing.
  SmtpConnection(Session session, MailServer server) {
    super(session, new URLName("smtp", server.host(), server.port(), null, null, null));
    this.server = server;
  }

  /// Connects, encrypts and logs in as configured.
  ///
  /// @param password null without a login
  /// @throws SmtpException if that failed; nothing remains open
  void open(@Nullable String password) throws SmtpException {
    try {
      connect(server.host(), server.port(), server.user(), password);
    } catch (MessagingException e) {
      throw fail(e);
    }
    // The library goes on without a login if the server offers none.
    if (server.user() != null && stage != SmtpStage.LOGIN) {
      discard();
      throw new SmtpException(new SendResult.NotSent(SmtpFailures.noLogin(server)), false, null);
    }
  }

  /// Hands over a mail.
  ///
  /// @throws SmtpException if that failed; the connection is of no further use
  void send(MimeMessage mail, Address recipient) throws SmtpException {
    stage = SmtpStage.SENDER;
    reply = null;
    clearingUp = false;
    try {
      sendMessage(mail, new Address[] {recipient});
    } catch (MessagingException e) {
      throw fail(e);
    }
  }

  /// Ends the conversation, without waiting for the server.
  void discard() {
    try {
      close();
    } catch (MessagingException e) {
      // It is of no further use anyway.
    }
  }

  private SmtpException fail(MessagingException e) {
    boolean lost = reply == null || reply.code() == SmtpReply.CLOSING;
    return new SmtpException(
        SmtpFailures.describe(server, stage, reply, e),
        lost && stage.compareTo(SmtpStage.DATA) < 0,
        e);
  }

  @Override
  protected void sendCommand(String command) throws MessagingException {
    int end = command.indexOf(' ');
    switch (end < 0 ? command : command.substring(0, end)) {
      case "STARTTLS" -> stage = SmtpStage.ENCRYPTION;
      case "AUTH" -> stage = SmtpStage.LOGIN;
      case "MAIL" -> stage = SmtpStage.SENDER;
      case "RCPT" -> stage = SmtpStage.RECIPIENT;
      case "DATA" -> stage = SmtpStage.DATA;
      case "." -> stage = SmtpStage.END_OF_TEXT;
      // Said after a failure, whose stage and answer are the ones that matter.
      case "RSET", "QUIT" -> clearingUp = true;
      default -> {}
    }
    super.sendCommand(command);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    if (clearingUp) {
      return super.readServerResponse();
    }
    reply = null;
    int code = super.readServerResponse();
    reply = code > 0 ? new SmtpReply(code, getLastServerResponse()) : null;
    return code;
  }
}
