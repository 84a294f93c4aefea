package org.vigie.admin;

import org.jspecify.annotations.Nullable;

/// Why a request was not carried out. The message is one sentence for the person who made the
/// request.
public abstract sealed class AdminException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private AdminException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The request itself is wrong, whatever the state of the system.
  public static final class InvalidRequest extends AdminException {
    private static final long serialVersionUID = 1;

    private final String field;

    /// @param field the path of the wrong field in the request, such as `channels[0].address`;
    ///     empty if the request as a whole is wrong
    /// @param reason what is wrong with it, a sentence that does not need the field's name
    public InvalidRequest(String field, String reason) {
      this(field, reason, null);
    }

    /// As [#InvalidRequest(String, String)], with a cause.
    public InvalidRequest(String field, String reason, @Nullable Throwable cause) {
      super(reason, cause);
      this.field = field;
    }

    /// The path of the wrong field; empty if the request as a whole is wrong.
    public String field() {
      return field;
    }
  }

  /// The request names something that does not exist.
  public static final class NotFound extends AdminException {
    private static final long serialVersionUID = 1;

    /// @param kind the kind of the missing thing, such as `subscription`
    /// @param id as the request named it
    public NotFound(String kind, String id) {
      this("there is no " + kind + " '" + id + "'");
    }

    /// @param message what is missing
    public NotFound(String message) {
      super(message, null);
    }
  }

  /// The request does not fit the present state, such as pausing a paused subscription.
  public static final class Conflict extends AdminException {
    private static final long serialVersionUID = 1;

    /// @param message what stands against the request
    public Conflict(String message) {
      super(message, null);
    }
  }

  /// Kafka did not answer or did not accept a record. The cause is Kafka's exception.
  public static final class KafkaUnavailable extends AdminException {
    private static final long serialVersionUID = 1;

    /// @param message what could not be read or written
    /// @param cause Kafka's exception
    public KafkaUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The index of the archive is not open.
  public static final class IndexUnavailable extends AdminException {
    private static final long serialVersionUID = 1;

    /// @param message why not
    public IndexUnavailable(String message) {
      super(message, null);
    }
  }
}
