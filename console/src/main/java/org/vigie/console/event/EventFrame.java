package org.vigie.console.event;

import java.nio.charset.StandardCharsets;

/// An event as it is written to every viewer.
final class EventFrame {
  private final long number;
  private final byte[] bytes;

  private EventFrame(long number, byte[] bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /// An event.
  ///
  /// @param json without line breaks
  static EventFrame of(String run, long number, String event, String json) {
    return new EventFrame(
        number, encode("id: " + run + "-" + number + "\nevent: " + event + "\ndata: " + json));
  }

  /// Counts from 1.
  long number() {
    return number;
  }

  /// Not to be changed.
  byte[] bytes() {
    return bytes;
  }

  /// Sets the id from which a viewer resumes, without an event.
  static byte[] mark(String run, long number) {
    return encode("retry: 2000\nid: " + run + "-" + number);
  }

  /// Tells a viewer that it has missed what can no longer be sent.
  static byte[] reset(String run, long number) {
    return encode("id: " + run + "-" + number + "\nevent: reset\ndata: {}");
  }

  /// Keeps a connection alive and finds out whether it is.
  static byte[] heartbeat() {
    return encode(":");
  }

  private static byte[] encode(String text) {
    return (text + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
