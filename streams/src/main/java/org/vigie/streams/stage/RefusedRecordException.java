package org.vigie.streams.stage;

import org.jspecify.annotations.Nullable;

/// A stage refuses a record that could be read: whoever wrote it is at fault, not the stage.
/// However many of them there are, the application goes on.
public final class RefusedRecordException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RefusedRecordException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
