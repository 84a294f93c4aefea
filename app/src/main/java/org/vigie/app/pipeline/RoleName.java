package org.vigie.app.pipeline;

import java.util.List;

/// The roles that a process can have.
public enum RoleName {
  /// Polls feeds.
  INGEST("ingest"),
  /// Decides, finds stories, raises alerts.
  STREAMS("streams"),
  /// Sends alerts to people.
  NOTIFIER("notifier"),
  /// Serves the page and the REST API.
  CONSOLE("console");

  private final String word;

  RoleName(String word) {
    this.word = word;
  }

  /// All of them, in the order of their start.
  public static List<RoleName> all() {
    return List.of(values());
  }

  /// The word on the command line.
  @Override
  public String toString() {
    return word;
  }
}
