/// The channel `email`: alerts as mails, handed to one mail server.
///
/// [EmailSender] makes one attempt: `MailWriter` writes the mail, `SmtpPool` hands it over. The
/// mail has the id of the message, the same on every attempt, so that a mailbox can tell a
/// repeat; `MailThread` names the earlier mails that it belongs to. Whatever gets into the head
/// of a mail goes through `MailHead`, the only place that writes headers: texts of the press
/// become one line without control characters there.
///
/// Nothing is sent, and no password, over a connection that is not encrypted as configured.
/// What a server refuses before it is told a recipient is about this side and holds the mail;
/// what it refuses after that is about the recipient or the mail. An attempt ends at its
/// deadline whatever the server does; the wait for a free connection before it has a limit of its
/// own, and is not the fault of a mailbox. A mail whose text may have arrived is never sent again
/// by the same attempt.
@NullMarked
package org.vigie.notifier.channel.email;

import org.jspecify.annotations.NullMarked;
