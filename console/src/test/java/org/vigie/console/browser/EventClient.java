package org.vigie.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.console.access.AccessLevel;

/// A page that follows events in a session of its own, without a browser.
final class EventClient implements AutoCloseable {
  private static final Pattern STORY = Pattern.compile("data: \\{\"id\":\"([^\"]+)\".*");
  private final Socket socket = new Socket();
  private final List<ReceivedStory> received = new CopyOnWriteArrayList<>();

  /// A story as it was received.
  ///
  /// @param nanos of the system's clock
  record ReceivedStory(String id, long nanos) {}

  private EventClient() {}

  /// Opens a session and follows events.
  ///
  /// @param reads whether it ever reads what comes after the head
  static EventClient connect(HttpClient http, URI console, boolean reads)
      throws IOException, InterruptedException {
    EventClient client = new EventClient();
    // The less the system keeps for it, the sooner a client that does not read is noticed.
    client.socket.setReceiveBufferSize(reads ? 65_536 : 4_096);
    client.socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), console.getPort()));
    String head =
        "GET /api/v1/events HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nCookie: %s\r\n\r\n"
            .formatted(console.getAuthority(), logIn(http, console));
    client.socket.getOutputStream().write(head.getBytes(UTF_8));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.socket.getInputStream(), UTF_8), 512);
    String status = in.readLine();
    if (status == null || !status.startsWith("HTTP/1.1 200")) {
      throw new IOException("the stream was refused: " + status);
    }
    awaitMark(in);
    if (reads) {
      Thread.startVirtualThread(() -> client.read(in));
    }
    return client;
  }

  /// From its first id on a client gets every event.
  private static void awaitMark(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line == null || !line.startsWith("id: "); ) {
      if (line == null) {
        throw new IOException("the stream has ended");
      }
      line = in.readLine();
    }
  }

  private static String logIn(HttpClient http, URI console)
      throws IOException, InterruptedException {
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(console.resolve("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"token\":\"" + SampleRole.token(AccessLevel.READER) + "\"}"))
                .build(),
            BodyHandlers.ofString());
    return reply.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private void read(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Matcher story = STORY.matcher(line);
        if (story.matches()) {
          received.add(new ReceivedStory(story.group(1), System.nanoTime()));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /// What has come so far.
  List<ReceivedStory> received() {
    return received;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
