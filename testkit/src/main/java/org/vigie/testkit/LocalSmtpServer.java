package org.vigie.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server on loopback, on a free port, that takes every mail, or misbehaves as told. It
/// offers a login, which it does not check, and encryption if it is given a certificate.
/// Thread-safe; each connection has a virtual thread of its own.
public final class LocalSmtpServer implements AutoCloseable {
  /// In place of a command: the greeting.
  public static final String GREETING = "";

  /// In place of a command: the end of a text.
  public static final String END_OF_TEXT = ".";

  /// In place of a command: the `EHLO` over an encrypted connection.
  public static final String EHLO_ENCRYPTED = "EHLO encrypted";

  private static final String LOGIN = "250 AUTH PLAIN LOGIN";
  private static final int ANY_PORT = 0;
  private static final int BACKLOG = 200;

  private final ServerSocket socket;
  private final Thread accepting;
  private final @Nullable SSLContext tls;
  private final Map<String, ReplyWriter> replies = new ConcurrentHashMap<>();
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private final List<String> mails = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile @Nullable Consumer<String> reader;

  /// Writes the answer to a command.
  @FunctionalInterface
  public interface ReplyWriter {
    /// @param command the whole line
    void write(String command, OutputStream out) throws IOException, InterruptedException;
  }

  /// Thrown by an answer to hang up.
  public static final class HangUp extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Opens a server without encryption.
  public LocalSmtpServer() {
    this(null);
  }

  /// Opens a server on 127.0.0.1.
  ///
  /// @param tls with which it encrypts after `STARTTLS`; null to offer none
  public LocalSmtpServer(@Nullable SSLContext tls) {
    this.tls = tls;
    try {
      socket = new ServerSocket(ANY_PORT, BACKLOG, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reply(GREETING, "220 mail.test");
    reply("EHLO", "250-mail.test", tls == null ? LOGIN : "250 STARTTLS");
    reply(EHLO_ENCRYPTED, "250-mail.test", LOGIN);
    reply("STARTTLS", "220 go ahead");
    reply("AUTH", "235 2.7.0 welcome");
    reply("DATA", "354 go ahead");
    reply("QUIT", "221 bye");
    accepting = Thread.startVirtualThread(this::acceptConnections);
  }

  /// The port.
  public int port() {
    return socket.getLocalPort();
  }

  /// Answers a command with these lines from now on. Commands without an answer get `250 ok`.
  ///
  /// @param command its first word in capitals, [#GREETING] or [#END_OF_TEXT]
  public LocalSmtpServer reply(String command, String... lines) {
    return replyWith(
        command,
        (line, out) ->
            out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8)));
  }

  /// Answers a command from now on.
  ///
  /// @param command as above
  public LocalSmtpServer replyWith(String command, ReplyWriter reply) {
    replies.put(command, reply);
    return this;
  }

  /// Hangs up instead of an answer to a command from now on.
  public LocalSmtpServer hangUpAt(String command) {
    return replyWith(
        command,
        (line, out) -> {
          throw new HangUp();
        });
  }

  /// Hands over every mail from now on, before its answer, instead of keeping it and the commands:
  /// for very many of them.
  ///
  /// @param mails gets what [#mails] would hold, on many threads
  public LocalSmtpServer handOver(Consumer<String> mails) {
    reader = mails;
    return this;
  }

  /// All commands so far, in the order of their arrival.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /// The texts of all mails that came to their end, whatever the answer was, with lines that end in
  /// `\n`.
  public List<String> mails() {
    return List.copyOf(mails);
  }

  /// The number of connections so far.
  public int connections() {
    return connections.get();
  }

  /// The number of connections that are open.
  public int openConnections() {
    return open.get();
  }

  private void acceptConnections() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        open.incrementAndGet();
        Thread.startVirtualThread(() -> serve(connection));
      }
    } catch (IOException e) {
      // The server is closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      answer(GREETING, GREETING, connection.getOutputStream());
      converse(connection, "EHLO");
    } catch (IOException e) {
      // The client closed the connection, or the server hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }

  /// @param ehlo the answer to `EHLO`
  private void converse(Socket connection, String ehlo) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(connection.getInputStream());
    OutputStream out = connection.getOutputStream();
    for (String line = readLine(in); line != null; line = readLine(in)) {
      if (reader == null) {
        commands.add(line);
      }
      String command = line.split(" ", -1)[0].toUpperCase(Locale.ROOT);
      switch (command) {
        case "EHLO" -> answer(ehlo, line, out);
        case "DATA" -> takeMail(line, in, out);
        case "STARTTLS" -> {
          answer(command, line, out);
          encrypt(connection);
          return;
        }
        case "QUIT" -> {
          answer(command, line, out);
          return;
        }
        default -> answer(command, line, out);
      }
    }
  }

  private void answer(String command, String line, OutputStream out)
      throws IOException, InterruptedException {
    ReplyWriter reply = replies.get(command);
    if (reply == null) {
      out.write("250 ok\r\n".getBytes(StandardCharsets.UTF_8));
    } else {
      reply.write(line, out);
    }
    out.flush();
  }

  private void takeMail(String command, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    answer("DATA", command, reply);
    reply.writeTo(out);
    out.flush();
    if (!reply.toString(StandardCharsets.UTF_8).startsWith("354")) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (String line = readLine(in); line != null; line = readLine(in)) {
      if (line.equals(".")) {
        keep(text.toString());
        answer(END_OF_TEXT, line, out);
        return;
      }
      text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
    }
  }

  private void keep(String mail) {
    Consumer<String> other = reader;
    if (other == null) {
      mails.add(mail);
    } else {
      other.accept(mail);
    }
  }

  private void encrypt(Socket connection) throws IOException, InterruptedException {
    if (tls != null) {
      SSLSocket secured =
          (SSLSocket)
              tls.getSocketFactory().createSocket(connection, null, connection.getPort(), true);
      secured.setUseClientMode(false);
      converse(secured, EHLO_ENCRYPTED);
    }
  }

  /// A line without its end; null at the end of the connection.
  private static @Nullable String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /// Closes the port. Waits for the accepting thread, since the port stays open until that thread
  /// has left it: no connection is possible afterwards.
  @Override
  public void close() {
    try {
      socket.close();
      accepting.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
