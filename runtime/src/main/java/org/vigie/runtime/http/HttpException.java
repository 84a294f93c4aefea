package org.vigie.runtime.http;

/// A request that is refused with a status and a sentence for the client.
public final class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /// @param status from 400 to 599
  /// @param detail one sentence, shown to the client
  public HttpException(int status, String detail) {
    super(detail);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is no refusal");
    }
    this.status = status;
  }

  /// The status of the reply.
  public int status() {
    return status;
  }
}
