package org.vigie.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {
  private final ConsoleFixture console = ConsoleFixture.withoutKafka(List.of());

  @AfterEach
  void stop() {
    console.close();
  }

  /// A client that reads events line by line.
  private final class Viewer implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader in;

    Viewer(String headers) throws IOException {
      // The less the system keeps for it, the sooner a client that does not read is noticed.
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()));
      String head =
          "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + ConsoleFixture.READER
              + "\r\n"
              + headers
              + "\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /// The rest of the next line that begins so.
    String next(String start) throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(start)) {
          return line.substring(start.length());
        }
      }
      throw new IOException("the stream has ended");
    }

    boolean ends() throws IOException {
      try {
        while (in.readLine() != null) {
          // What was sent before.
        }
        return true;
      } catch (java.net.SocketException e) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void followsWhatIsNew() throws Exception {
    try (Viewer viewer = new Viewer("")) {
      assertThat(viewer.next("HTTP/1.1 ")).startsWith("200");
      String start = viewer.next("id: ");
      assertThat(start).matches("[0-9a-f]{16}-0");
      console.news.tell(1);
      assertThat(viewer.next("id: ")).isEqualTo(start.replace("-0", "-1"));
      assertThat(viewer.next("event: ")).isEqualTo("story");
      assertThat(viewer.next("data: ")).startsWith("{\"id\":\"story-1\"");
      assertThat(viewer.next("event: ")).isEqualTo("alert");
      assertThat(viewer.next("data: ")).startsWith("{\"id\":\"alert-1\"");
    }
  }

  @Test
  void resumesAfterTheLastEvent() throws Exception {
    String seen;
    try (Viewer viewer = new Viewer("")) {
      viewer.next("id: ");
      console.news.tell(1);
      seen = viewer.next("id: ");
    }
    console.news.tell(2);
    try (Viewer viewer = new Viewer("Last-Event-ID: " + seen + "\r\n")) {
      assertThat(viewer.next("data: ")).startsWith("{\"id\":\"alert-1\"");
      assertThat(viewer.next("data: ")).startsWith("{\"id\":\"story-2\"");
      console.news.tell(3);
      assertThat(viewer.next("data: ")).startsWith("{\"id\":\"alert-2\"");
      assertThat(viewer.next("data: ")).startsWith("{\"id\":\"story-3\"");
    }
  }

  @Test
  void tellsWhoeverHasMissedTooMuch() throws Exception {
    String run;
    try (Viewer viewer = new Viewer("")) {
      run = viewer.next("id: ").replaceFirst("-0$", "");
    }
    for (int i = 0; i < 1_002; i++) {
      console.news.tell(1);
    }
    // Of 2,004 events the last 2,000 are kept.
    assertThat(findFirstEvent(run + "-4")).isEqualTo("story");
    assertThat(findFirstEvent(run + "-5")).isEqualTo("alert");
    for (String id :
        List.of(
            run + "-3", run + "-999999999999999999", "0123456789abcdef-2004", "x", "a-b-c", "é")) {
      assertThat(findFirstEvent(id)).as(id).isEqualTo("reset");
    }
  }

  private String findFirstEvent(String lastEventId) throws IOException {
    try (Viewer viewer = new Viewer("Last-Event-ID: " + lastEventId + "\r\n")) {
      return viewer.next("event: ");
    }
  }

  @Test
  void aViewerThatDoesNotReadSlowsNobodyAndIsDisconnected() throws Exception {
    try (Viewer slow = new Viewer("");
        Viewer quick = new Viewer("")) {
      slow.next("id: ");
      quick.next("id: ");
      // As much as the buffers of the system may take for a connection, and more.
      for (int i = 0; console.countViewers() == 2 && i < 50_000; i++) {
        console.news.tell(i);
        assertThat(quick.next("data: ")).startsWith("{\"id\":\"story-" + i + "\"");
        assertThat(quick.next("data: ")).startsWith("{\"id\":\"alert-" + i + "\"");
      }
      assertThat(console.countViewers()).isEqualTo(1);
      assertThat(slow.ends()).isTrue();
    }
  }

  @Test
  void endsAtOnceWhenTheConsoleStops() throws Exception {
    try (Viewer idle = new Viewer("");
        Viewer busy = new Viewer("")) {
      idle.next("id: ");
      busy.next("id: ");
      console.news.tell(1);
      console.stop();
      assertThat(idle.ends()).isTrue();
      assertThat(busy.ends()).isTrue();
      assertThat(console.countViewers()).isZero();
    }
  }

  @Test
  void boundsTheStreamsOfACaller() throws Exception {
    List<Viewer> viewers = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Viewer viewer = new Viewer("");
        viewers.add(viewer);
        viewer.next("id: ");
      }
      try (Viewer refused = new Viewer("Connection: close\r\n")) {
        assertThat(refused.next("HTTP/1.1 ")).startsWith("429");
      }
    } finally {
      for (Viewer viewer : viewers) {
        viewer.close();
      }
    }
  }
}
