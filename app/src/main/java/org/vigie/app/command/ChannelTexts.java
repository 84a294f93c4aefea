package org.vigie.app.command;

import java.net.URI;
import org.vigie.admin.ChannelStatus;
import org.vigie.model.Channel;
import org.vigie.model.WebAddress;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Describes channels for people. Whoever knows the address of a chat can write to it, and whoever
/// knows a topic of ntfy can read it: of both only the host and the last characters are shown.
final class ChannelTexts {
  private static final int SHOWN = 4;

  private ChannelTexts() {}

  /// The name of a channel and where it leads.
  static String describe(Channel channel) {
    String address = describeAddress(channel);
    return channel.name() + (address.isEmpty() ? "" : " " + address) + describeRest(channel);
  }

  /// Where a channel leads; empty for the console.
  static String describeAddress(Channel channel) {
    return switch (channel) {
      case Channel.Console console -> "";
      case Channel.Webhook webhook -> webhook.address().toString();
      case Channel.Email email -> email.address();
      case Channel.Ntfy ntfy -> mask(ntfy.address());
      case Channel.Chat chat -> mask(chat.address());
      case Channel.File file -> file.file();
      case Channel.Unknown unknown -> "";
    };
  }

  /// Host and port, and the last characters, but at most half of the last segment.
  private static String mask(URI address) {
    String text = address.toString();
    int segment = text.length() - text.lastIndexOf('/') - 1;
    String end = text.substring(text.length() - Math.min(SHOWN, segment / 2));
    return address.getScheme() + "://" + address.getRawAuthority() + "/…" + end;
  }

  private static String describeRest(Channel channel) {
    return switch (channel) {
      case Channel.Webhook webhook ->
          webhook.secret() == null ? "" : ", signed with the secret '" + webhook.secret() + "'";
      case Channel.Ntfy ntfy -> describeRest(ntfy);
      case Channel.Chat chat -> ", " + chat.form();
      case Channel.Unknown unknown -> ", a channel that cannot be used here: " + unknown.reason();
      case Channel.Console console -> "";
      case Channel.Email email -> "";
      case Channel.File file -> "";
    };
  }

  private static String describeRest(Channel.Ntfy ntfy) {
    String urgent = TimingTexts.describe(ntfy.urgent());
    return (ntfy.secret() == null ? "" : ", with the token '" + ntfy.secret() + "'")
        + (ntfy.priority() == Channel.Ntfy.Priority.DEFAULT ? "" : ", priority " + ntfy.priority())
        + (urgent.isEmpty() ? "" : ", urgent for " + urgent);
  }

  /// A channel with what became of its deliveries; its address is masked.
  static ObjectNode toJson(ChannelStatus status) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    object.put("subscription", status.subscription());
    object.put("channel", status.channel().name());
    object.put("kind", status.channel().kind());
    object.put("address", describeAddress(status.channel()));
    object.set("lastAttempt", Json.MAPPER.valueToTree(status.lastAttempt()));
    object.set("lastDelivered", Json.MAPPER.valueToTree(status.lastDelivered()));
    object.set("failingSince", Json.MAPPER.valueToTree(status.failingSince()));
    object.put("problem", status.problem());
    object.set("counts", Json.MAPPER.valueToTree(status.counts()));
    return object;
  }

  /// Masks the addresses in the JSON form of a subscription.
  static void maskAddresses(ObjectNode subscription) {
    for (JsonNode channel : subscription.path("channels")) {
      String kind = channel.path("kind").asString("");
      String address = channel.path("address").asString("");
      if (channel instanceof ObjectNode object && !address.isEmpty() && isSecret(kind)) {
        URI read = WebAddress.find(address);
        object.put("address", read == null ? "…" : mask(read));
      }
    }
  }

  /// The address of a kind that is not known may be one.
  private static boolean isSecret(String kind) {
    return !kind.equals(Channel.Webhook.KIND) && !kind.equals(Channel.Email.KIND);
  }
}
