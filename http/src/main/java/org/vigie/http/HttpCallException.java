package org.vigie.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request that got no usable response. The message says why in words for people, on one line
/// without control characters; it does not contain the path or the query of the address, which may
/// be secret.
public final class HttpCallException extends IOException {
  private static final long serialVersionUID = 1;

  private final String problem;

  /// @param problem in words; made one line here
  public HttpCallException(String problem, @Nullable Throwable cause) {
    super(HttpFailureMessages.toPrintableLine(problem), cause);
    this.problem = HttpFailureMessages.toPrintableLine(problem);
  }

  /// Returns the message, which is never null.
  public String problem() {
    return problem;
  }
}
