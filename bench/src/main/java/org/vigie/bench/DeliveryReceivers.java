package org.vigie.bench;

import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.model.Channel;
import org.vigie.testkit.BusyHttpServer;
import org.vigie.testkit.LocalSmtpServer;

/// The servers that take deliveries, and some that do not. Each alert has a number in its headline,
/// by which a receipt is known, whatever the form of the message is. Thread-safe.
final class DeliveryReceivers implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("dossier (\\d{7})");

  /// How long the answer to one command of the slow mailbox takes: longer than an attempt may.
  private static final int DRIPS = 600;

  private static final long DRIP_MILLIS = 100;

  /// The port that nobody listens on.
  private static final int DEAD_PORT = 9;

  private static final BusyHttpServer.Answer ACCEPTED = BusyHttpServer.Answer.of(204);

  private final Map<Integer, Long> receipts = new ConcurrentHashMap<>();
  private final AtomicInteger repeats = new AtomicInteger();
  private final Map<String, BusyHttpServer.Receiver> faults = new ConcurrentHashMap<>();
  private final Set<String> slowMailboxes = ConcurrentHashMap.newKeySet();
  private final BusyHttpServer web = BusyHttpServer.start(this::receive);
  private final LocalSmtpServer mail = new LocalSmtpServer();

  DeliveryReceivers() {
    mail.handOver(this::recordReceipt).replyWith("RCPT", this::answerRecipient);
  }

  /// How a receiver fails.
  enum Fault {
    /// Nobody listens on its port.
    DEAD,
    /// It takes the request and never answers.
    HANGING,
    /// Its mail server answers letter by letter.
    DRIPPING,
    /// It answers 503.
    UNAVAILABLE,
    /// It answers 429 and asks to wait for a minute.
    TOO_MANY
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

  /// A channel that leads to an address of its own, and a host of its own.
  ///
  /// @param number tells the address from others
  Channel createChannel(Kind kind, int number) {
    URI address = web.at(number % 250 + 1, "/a" + number);
    return switch (kind) {
      case WEBHOOK -> new Channel.Webhook("desk", address, null);
      case EMAIL -> new Channel.Email("desk", mailbox(number));
      case NTFY -> new Channel.Ntfy("desk", address, null, null, null);
      case CHAT -> new Channel.Chat("desk", Channel.Chat.Form.MATTERMOST, address);
    };
  }

  /// As [#createChannel], to a receiver that fails.
  Channel createFailingChannel(Fault fault, int number) {
    switch (fault) {
      case DEAD -> {
        return new Channel.Webhook(
            "desk", URI.create("http://127.0.0.%d:%d/".formatted(number % 250 + 1, DEAD_PORT)), null);
      }
      case DRIPPING -> slowMailboxes.add(mailbox(number));
      case HANGING -> faults.put("/a" + number, request -> hang());
      case UNAVAILABLE -> faults.put("/a" + number, request -> BusyHttpServer.Answer.of(503));
      case TOO_MANY ->
          faults.put(
              "/a" + number, request -> new BusyHttpServer.Answer(429, Map.of("Retry-After", "60")));
    }
    return createChannel(
        switch (fault) {
          case DEAD, HANGING -> Kind.WEBHOOK;
          case DRIPPING -> Kind.EMAIL;
          case UNAVAILABLE -> Kind.NTFY;
          case TOO_MANY -> Kind.CHAT;
        },
        number);
  }

  private static BusyHttpServer.Answer hang() throws InterruptedException {
    TimeUnit.HOURS.sleep(1);
    return ACCEPTED;
  }

  private static String mailbox(int number) {
    return "desk" + number + "@desk.test";
  }

  /// From now on the mail server does not greet.
  void hangMailServer() {
    mail.replyWith(LocalSmtpServer.GREETING, (line, out) -> hang());
  }

  int mailPort() {
    return mail.port();
  }

  private BusyHttpServer.Answer receive(BusyHttpServer.Request request)
      throws InterruptedException {
    BusyHttpServer.Receiver fault = faults.get(request.path());
    if (fault != null) {
      return fault.receive(request);
    }
    recordReceipt(request.text());
    return ACCEPTED;
  }

  private void answerRecipient(String command, OutputStream out)
      throws java.io.IOException, InterruptedException {
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
