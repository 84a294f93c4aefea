package org.vigie.notifier.channel.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vigie.notifier.channel.SendResult;

/// A server's answer to a call.
///
/// @param status the status code
/// @param body the beginning of the body, as it came: it may repeat what is secret, so nobody is to
///     see it; empty if it broke off
/// @param problem status and body as one line for people, without secrets
/// @param retryAfter how long the server asks to wait; null if it does not say
public record ChannelAnswer(
    int status, String body, String problem, @Nullable Duration retryAfter) {
  private static final int GONE = 410;
  private static final int CONTENT_TOO_LARGE = 413;

  /// Whether the server accepted the message: a status from 200 to 299.
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// The result for a server of which nothing more is known than HTTP: it wants no more (410), the
  /// message is too large (413), and everything else that is no success may change.
  public SendResult toResult() {
    if (isSuccess()) {
      return new SendResult.Delivered();
    }
    return switch (status) {
      case GONE -> new SendResult.PermanentFailure(problem + "; the receiver wants no more");
      case CONTENT_TOO_LARGE -> new SendResult.PermanentFailure(problem);
      default ->
          new SendResult.TemporaryFailure(
              status >= 300 && status < 400
                  ? problem + "; redirects are not followed, give the channel the final address"
                  : problem,
              retryAfter);
    };
  }

  /// A copy that asks to wait for another time.
  public ChannelAnswer withRetryAfter(@Nullable Duration other) {
    return new ChannelAnswer(status, body, problem, other);
  }

  /// Leaves out the body.
  @Override
  public String toString() {
    return "ChannelAnswer[" + problem + "]";
  }
}
