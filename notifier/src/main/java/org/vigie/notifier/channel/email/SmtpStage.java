package org.vigie.notifier.channel.email;

/// How far a conversation has come, named by the last command that was sent.
enum SmtpStage {
  /// The server has greeted, or is about to.
  GREETING,
  /// It was asked for encryption.
  ENCRYPTION,
  /// It was told name and password.
  LOGIN,
  /// It was told the sender.
  SENDER,
  /// It was told the recipient.
  RECIPIENT,
  /// It was announced the text, of which some may have been written.
  DATA,
  /// It was told the end of the text, and may have taken the mail.
  END_OF_TEXT
}
