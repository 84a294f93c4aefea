package org.vigie.analysis.topic;

/// A topic pack is invalid; the message names file, key path and line.
public final class PackException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  PackException(String message) {
    super(message);
  }
}
