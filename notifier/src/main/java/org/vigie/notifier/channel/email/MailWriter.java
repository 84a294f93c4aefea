package org.vigie.notifier.channel.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.render.MailBody;
import org.vigie.notifier.render.MessageView;

/// Writes a message as a mail. Thread-safe.
final class MailWriter {
  /// RFC 5322, section 3.3.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

  private static final Session NO_SESSION = Session.getInstance(new Properties());

  private final EmailSettings settings;
  private final MailSecrets secrets;
  private final InstantSource clock;

  MailWriter(EmailSettings settings, MailSecrets secrets, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// A mail that keeps the Message-ID that it is given.
  private static final class IdentifiedMail extends MimeMessage {
    IdentifiedMail() {
      super(NO_SESSION);
    }

    @Override
    protected void updateMessageID() {
      // It is in the head already.
    }
  }

  /// Writes a mail, the same on every attempt but for its date and the line between its parts.
  ///
  /// @throws MailSetupException if the secret of the links cannot be used
  MimeMessage write(Message message, Channel.Email channel) throws MailSetupException {
    UnsubscribeOffer unsubscribe =
        UnsubscribeOffer.of(
            message.reader(),
            channel,
            secrets.findLinks(settings.console()),
            settings.unsubscribeAddress());
    MessageView view = MessageView.of(message);
    MailBody body = MailBody.of(view, unsubscribe.toFooter(message.reader()));
    try {
      MimeMessage mail = new IdentifiedMail();
      MailHead head = new MailHead(mail);
      head.writeMailbox("From", settings.from());
      head.write("To", channel.address());
      head.writeText("Subject", view.subject());
      head.write("Date", DATE.format(clock.instant().atZone(message.reader().zone())));
      writeThread(head, MailThread.of(message, settings.from().domain()));
      head.write("Auto-Submitted", "auto-generated");
      writeList(head, message.reader());
      unsubscribe.write(head);
      mail.setContent(compose(body));
      mail.saveChanges();
      return mail;
    } catch (MessagingException e) {
      throw new AssertionError("nothing is read or sent here", e);
    }
  }

  private static void writeThread(MailHead head, MailThread thread) throws MessagingException {
    head.write("Message-ID", thread.id());
    if (!thread.earlier().isEmpty()) {
      head.write("In-Reply-To", thread.earlier().getLast());
      head.write("References", String.join(" ", thread.earlier()));
    }
  }

  /// The subscription as a list (RFC 2919). A mail has one list at most, and one that stands for
  /// several subscriptions belongs to none of them more than to the others.
  private void writeList(MailHead head, Message.Reader reader) throws MessagingException {
    if (reader.subscriptions().size() == 1) {
      head.write(
          "List-Id",
          "<%s.alerts.%s>"
              .formatted(MailThread.toLabel(reader.subscription()), settings.from().domain()));
    }
  }

  /// The part that is understood by more readers first (RFC 2046, section 5.1.4).
  private static MimeMultipart compose(MailBody body) throws MessagingException {
    return new MimeMultipart(
        "alternative", composePart(body.text(), "plain"), composePart(body.html(), "html"));
  }

  private static BodyPart composePart(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), subtype);
    // Lines of any length, readable without decoding, and safe from servers that change bytes.
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }
}
