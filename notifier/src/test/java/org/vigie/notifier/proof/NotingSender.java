package org.vigie.notifier.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.wire.Json;

/// Posts what a message tells to the address of its channel, in a form that a test can read. It
/// stands for a webhook, which a program reads, or for an ntfy topic, which a person reads.
/// Thread-safe.
final class NotingSender implements ChannelSender {
  private static final int ACCEPTED = 204;

  private final String kind;
  private final boolean readByPeople;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private NotingSender(String kind, boolean readByPeople) {
    this.kind = kind;
    this.readByPeople = readByPeople;
  }

  /// What a message tells.
  ///
  /// @param id of the message
  /// @param subscriptions the ids of the subscriptions that it is for
  /// @param alerts its alerts, as `id/seq`
  record Note(String id, List<String> subscriptions, List<String> alerts) {
    static Note of(Message message) {
      return new Note(
          message.id(),
          message.reader().subscriptions(),
          message.content().alerts().stream()
              .map(alert -> alert.id() + "/" + alert.seq())
              .toList());
    }
  }

  static List<ChannelSender> createAll() {
    return List.of(
        new NotingSender(Channel.Webhook.KIND, false), new NotingSender(Channel.Ntfy.KIND, true));
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public boolean isReadByPeople() {
    return readByPeople;
  }

  @Override
  public SendResult send(Message message) throws InterruptedException {
    URI address =
        switch (message.channel()) {
          case Channel.Webhook webhook -> webhook.address();
          case Channel.Ntfy ntfy -> ntfy.address();
          default -> throw new IllegalArgumentException(message.channel().kind());
        };
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.toBytes(Note.of(message))))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status == ACCEPTED
          ? new SendResult.Delivered()
          : new SendResult.TemporaryFailure("HTTP " + status, null);
    } catch (IOException e) {
      return new SendResult.TemporaryFailure(e.toString(), null);
    }
  }
}
