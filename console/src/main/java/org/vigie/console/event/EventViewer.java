package org.vigie.console.event;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A client that follows events. The hub offers frames; the thread of the request writes them.
final class EventViewer {
  private static final int MAX_EVENTS = 256;
  private static final int MAX_BYTES = 1 << 20;

  private final byte[] greeting;
  private final List<EventFrame> missed;
  private final long heartbeatNanos;
  private final Deque<EventFrame> queue = new ArrayDeque<>();
  private int queuedBytes;
  private boolean closed;
  private @Nullable Thread writer;

  /// @param greeting written first
  /// @param missed events before those that are offered
  EventViewer(byte[] greeting, List<EventFrame> missed, Duration heartbeat) {
    this.greeting = greeting;
    this.missed = missed;
    heartbeatNanos = heartbeat.toNanos();
  }

  /// Queues an event.
  ///
  /// @return false if the viewer does not keep up; it is closed then
  synchronized boolean offer(EventFrame frame) {
    if (queue.size() >= MAX_EVENTS || queuedBytes + frame.bytes().length > MAX_BYTES) {
      close();
      return false;
    }
    queue.addLast(frame);
    queuedBytes += frame.bytes().length;
    notifyAll();
    return true;
  }

  /// Ends the stream at once, also if its thread waits for the client to take what was written.
  synchronized void close() {
    closed = true;
    queue.clear();
    queuedBytes = 0;
    if (writer != null) {
      writer.interrupt();
    }
    notifyAll();
  }

  /// Writes events until the viewer is closed.
  ///
  /// @param alive asked at most as often as there are heartbeats; ends the stream with false
  /// @throws IOException if the client is gone or does not keep up
  void writeTo(OutputStream out, BooleanSupplier alive) throws IOException {
    if (!begin()) {
      return;
    }
    try {
      out.write(greeting);
      for (EventFrame frame : missed) {
        out.write(frame.bytes());
      }
      out.flush();
      long asked = System.nanoTime();
      for (byte[] next = take(); next != null; next = take()) {
        if (System.nanoTime() - asked >= heartbeatNanos) {
          asked = System.nanoTime();
          if (!alive.getAsBoolean()) {
            return;
          }
        }
        out.write(next);
        out.flush();
      }
    } catch (InterruptedException e) {
      // Closed while it waited.
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private synchronized boolean begin() {
    writer = Thread.currentThread();
    return !closed;
  }

  /// The thread serves another request afterwards, which nobody interrupts.
  private synchronized void end() {
    writer = null;
    closed = true;
    Thread.interrupted();
  }

  /// The next event, a heartbeat if none comes for long, or null once the viewer is closed.
  private synchronized byte @Nullable [] take() throws InterruptedException {
    long start = System.nanoTime();
    while (queue.isEmpty() && !closed) {
      long left = heartbeatNanos - (System.nanoTime() - start);
      if (left <= 0) {
        return EventFrame.heartbeat();
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    EventFrame frame = queue.pollFirst();
    if (frame == null || closed) {
      return null;
    }
    queuedBytes -= frame.bytes().length;
    return frame.bytes();
  }
}
