package org.vigie.notifier.channel.email;

import org.jspecify.annotations.Nullable;
import org.vigie.notifier.channel.SendResult;

/// A mail was not handed over, or it is not known whether it was.
final class SmtpException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient SendResult result;
  private final boolean lostEarly;

  /// @param lostEarly whether the connection was lost before the text of the mail was begun, so
  ///     that the server cannot have taken it
  SmtpException(SendResult result, boolean lostEarly, @Nullable Throwable cause) {
    super(cause);
    this.result = result;
    this.lostEarly = lostEarly;
  }

  SendResult result() {
    return result;
  }

  boolean isLostEarly() {
    return lostEarly;
  }
}
