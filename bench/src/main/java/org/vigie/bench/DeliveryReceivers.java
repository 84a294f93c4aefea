package org.vigie.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.model.Channel;
import org.vigie.model.Urgency;
import org.vigie.testkit.BusyHttpServer;
import org.vigie.testkit.LocalSmtpServer;

/// The servers that take deliveries, and some that do not. Each alert has a number in its headline,
/// by which a receipt is known, whatever the form of the message is. Thread-safe.
final class DeliveryReceivers implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("dossier (\\d{7})");

  private static final Pattern TOPIC = Pattern.compile("\"topic\" *: *\"([a-z0-9-]+)\"");

  /// Hosts of 127.0.0.0/8 that stand for as many.
  private static final int HOSTS = 250;

  /// How long the answer to one command of the slow mailbox takes: longer than an attempt may.
  private static final int DRIPS = 600;

  private static final long DRIP_MILLIS = 100;

  /// The port that nobody listens on.
  private static final int DEAD_PORT = 9;

  private static final BusyHttpServer.Answer ACCEPTED = BusyHttpServer.Answer.of(204);

  private final Map<Integer, Long> receipts = new ConcurrentHashMap<>();
  private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger repeats = new AtomicInteger();
  private final Map<String, BusyHttpServer.Receiver> faults = new ConcurrentHashMap<>();
  private final Set<String> slowMailboxes = ConcurrentHashMap.newKeySet();
  private final BusyHttpServer web = BusyHttpServer.start(this::receive);
  private final LocalSmtpServer mail = new LocalSmtpServer();
  private final Duration answerTime;

  /// @param answerTime how long the answer to an HTTP request takes
  DeliveryReceivers(Duration answerTime) {
    this.answerTime = answerTime;
    mail.handOver(this::recordReceipt).replyWith("RCPT", this::answerRecipient);
  }

  /// How a receiver fails, in the order of the kinds that can fail so.
  enum Fault {
    /// Nobody listens on its port.
    DEAD,
    /// Its mail server answers letter by letter.
    DRIPPING,
    /// It answers 503.
    UNAVAILABLE,
    /// It answers 429 and asks to wait for a minute.
    TOO_MANY,
    /// It takes the request and never answers.
    HANGING
  }

  /// The kinds of addresses.
  enum Kind {
    /// A webhook.
    WEBHOOK,
    /// A mailbox.
    EMAIL,
    /// An ntfy topic.
    NTFY,
    /// A chat.
    CHAT
  }

  /// The address that a webhook or a chat of this number leads to.
  URI createAddress(int number) {
    return web.at(number % HOSTS + 1, "/" + name(number));
  }

  /// A channel that leads to an address of its own, and a host of its own.
  ///
  /// @param number tells the address from others
  Channel createChannel(Kind kind, int number) {
    URI address = createAddress(number);
    return switch (kind) {
      case WEBHOOK -> new Channel.Webhook("desk", address, null);
      case EMAIL -> new Channel.Email("desk", mailbox(number));
      case NTFY ->
          new Channel.Ntfy("desk", address, null, Channel.Ntfy.Priority.DEFAULT, Urgency.NONE);
      case CHAT -> new Channel.Chat("desk", Channel.Chat.Form.MATTERMOST, address);
    };
  }

  /// As [#createChannel], to a receiver that fails.
  Channel createFailingChannel(Fault fault, Kind kind, int number) {
    switch (fault) {
      case DEAD -> {
        return new Channel.Webhook("desk", URI.create("http://127.0.0.1:" + DEAD_PORT), null);
      }
      case DRIPPING -> slowMailboxes.add(mailbox(number));
      case UNAVAILABLE -> faults.put(name(number), request -> BusyHttpServer.Answer.of(503));
      case TOO_MANY ->
          faults.put(
              name(number), request -> new BusyHttpServer.Answer(429, Map.of("Retry-After", "60")));
      case HANGING -> faults.put(name(number), request -> hang());
    }
    return createChannel(kind, number);
  }

  private static BusyHttpServer.Answer hang() throws InterruptedException {
    TimeUnit.HOURS.sleep(1);
    return ACCEPTED;
  }

  private static String name(int number) {
    return "desk-" + number;
  }

  private static String mailbox(int number) {
    return name(number) + "@desk.test";
  }

  /// From now on the mail server does not greet.
  void hangMailServer() {
    mail.replyWith(LocalSmtpServer.GREETING, (line, out) -> hang());
  }

  int mailPort() {
    return mail.port();
  }

  private BusyHttpServer.Answer receive(BusyHttpServer.PostedRequest request)
      throws InterruptedException {
    String text = request.text();
    BusyHttpServer.Receiver fault = faults.get(findName(request.path(), text));
    if (fault != null) {
      return fault.receive(request);
    }
    recordReceipt(text);
    bodies.add(request.body());
    TimeUnit.NANOSECONDS.sleep(answerTime.toNanos());
    return ACCEPTED;
  }

  /// Messages to ntfy topics go to the root of their server.
  private static String findName(String path, String text) {
    Matcher topic = TOPIC.matcher(text);
    return path.equals("/") && topic.find() ? topic.group(1) : path.substring(1);
  }

  private void answerRecipient(String command, OutputStream out)
      throws IOException, InterruptedException {
    if (slowMailboxes.stream().anyMatch(command::contains)) {
      for (int i = 0; i < DRIPS; i++) {
        out.write(i == 0 ? "250-".getBytes(StandardCharsets.US_ASCII) : new byte[] {'o'});
        out.flush();
        TimeUnit.MILLISECONDS.sleep(DRIP_MILLIS);
      }
    }
    out.write("250 ok\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /// The texts of mails have soft ends of lines.
  private void recordReceipt(String text) {
    long now = System.nanoTime();
    Matcher number = NUMBER.matcher(text.replace("=\n", ""));
    if (!number.find()) {
      throw new IllegalArgumentException("a message of no alert: " + text);
    }
    if (receipts.putIfAbsent(Integer.valueOf(number.group(1)), now) != null) {
      repeats.incrementAndGet();
    }
  }

  /// When each alert was received, by its number, as of `System.nanoTime()`.
  Map<Integer, Long> receipts() {
    return receipts;
  }

  /// The bodies of the HTTP requests that were taken.
  List<byte[]> bodies() {
    return List.copyOf(bodies);
  }

  /// The number of receipts of alerts that had been received.
  int countRepeats() {
    return repeats.get();
  }

  @Override
  public void close() {
    web.close();
    mail.close();
  }
}
