package org.vigie.console.event;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.index.NewsListener;
import org.vigie.admin.index.StoryCard;
import org.vigie.runtime.http.HttpReply;
import org.vigie.wire.Json;

/// Passes what is new to all viewers. The id of an event is `<run>-<number>`, with another run
/// after each start. Thread-safe.
public final class EventHub implements NewsListener, AutoCloseable {
  private static final int MAX_EVENTS = 2_000;
  private static final long MAX_BYTES = 4L << 20;
  private static final int MAX_VIEWERS = 500;
  private static final int MAX_VIEWERS_OF_CALLER = 20;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final Pattern ID = Pattern.compile("([0-9a-f]{16})-(\\d{1,18})");

  private final String run;
  private final Duration heartbeat;
  private final EventBacklog backlog = new EventBacklog(MAX_EVENTS, MAX_BYTES);
  private final Set<EventViewer> viewers = new HashSet<>();
  private final Map<String, Integer> viewersByCaller = new HashMap<>();
  private boolean closed;

  /// A hub whose viewers hear something every 15 s.
  public EventHub() {
    this(HEARTBEAT);
  }

  EventHub(Duration heartbeat) {
    this.heartbeat = heartbeat;
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    run = HexFormat.of().formatHex(random);
  }

  @Override
  public void onStory(StoryCard story) {
    publish("story", Json.toText(story));
  }

  @Override
  public void onGap() {
    publish("reset", "{}");
  }

  @Override
  public void onAlert(AlertNotice alert) {
    publish("alert", Json.toText(alert));
  }

  private synchronized void publish(String event, String json) {
    EventFrame frame = EventFrame.of(run, backlog.last() + 1, event, json);
    backlog.add(frame);
    viewers.removeIf(viewer -> !viewer.offer(frame));
  }

  /// A stream for a viewer, or a refusal.
  ///
  /// @param caller whose streams are counted together
  /// @param lastEventId of the last event that the viewer has seen; empty for none
  /// @param alive asked every some seconds whether the viewer may go on
  public HttpReply follow(String caller, Optional<String> lastEventId, BooleanSupplier alive) {
    synchronized (this) {
      if (closed) {
        return HttpReply.problem(503, "The console stops.");
      }
      if (viewers.size() >= MAX_VIEWERS) {
        return HttpReply.problem(503, "There are too many open streams.");
      }
      if (viewersByCaller.getOrDefault(caller, 0) >= MAX_VIEWERS_OF_CALLER) {
        return HttpReply.problem(429, "You have too many open streams.")
            .withHeader("Retry-After", "10");
      }
    }
    return HttpReply.stream("text/event-stream", out -> serve(caller, lastEventId, alive, out))
        // A proxy must pass on each event at once.
        .withHeader("X-Accel-Buffering", "no");
  }

  private void serve(
      String caller, Optional<String> lastEventId, BooleanSupplier alive, OutputStream out)
      throws IOException {
    EventViewer viewer = add(caller, lastEventId);
    try {
      viewer.writeTo(out, alive);
    } finally {
      remove(caller, viewer);
    }
  }

  private synchronized EventViewer add(String caller, Optional<String> lastEventId) {
    EventViewer viewer = createViewer(lastEventId);
    viewersByCaller.merge(caller, 1, Integer::sum);
    if (closed) {
      viewer.close();
    } else {
      viewers.add(viewer);
    }
    return viewer;
  }

  private EventViewer createViewer(Optional<String> lastEventId) {
    long last = backlog.last();
    if (lastEventId.isEmpty()) {
      return new EventViewer(EventFrame.mark(run, last), List.of(), heartbeat);
    }
    return findMissed(lastEventId.get())
        .map(missed -> new EventViewer(EventFrame.heartbeat(), missed, heartbeat))
        .orElseGet(() -> new EventViewer(EventFrame.reset(run, last), List.of(), heartbeat));
  }

  private Optional<List<EventFrame>> findMissed(String lastEventId) {
    Matcher id = ID.matcher(lastEventId);
    return id.matches() && id.group(1).equals(run)
        ? backlog.findAfter(Long.parseLong(id.group(2)))
        : Optional.empty();
  }

  private synchronized void remove(String caller, EventViewer viewer) {
    viewers.remove(viewer);
    viewersByCaller.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
  }

  /// How many follow.
  public synchronized int countViewers() {
    return viewers.size();
  }

  /// Ends all streams and takes no more.
  @Override
  public synchronized void close() {
    closed = true;
    viewers.forEach(EventViewer::close);
  }
}
