package org.vigie.console.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The last events, for viewers that come back. Belongs to the hub, which guards it.
final class EventBacklog {
  private final int maxEvents;
  private final long maxBytes;
  private final Deque<EventFrame> frames = new ArrayDeque<>();
  private long bytes;
  private long last;

  EventBacklog(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  void add(EventFrame frame) {
    frames.addLast(frame);
    bytes += frame.bytes().length;
    last = frame.number();
    while (frames.size() > maxEvents || bytes > maxBytes) {
      bytes -= frames.removeFirst().bytes().length;
    }
  }

  /// The number of the newest event; 0 before the first.
  long last() {
    return last;
  }

  /// The events after one; empty if some of them are no longer here, or it never was.
  Optional<List<EventFrame>> findAfter(long number) {
    boolean complete = number <= last && number >= last - frames.size();
    return complete
        ? Optional.of(frames.stream().filter(frame -> frame.number() > number).toList())
        : Optional.empty();
  }
}
