package org.vigie.notifier.channel.chat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.http.ChannelAnswer;
import org.vigie.notifier.render.MessageView;
import tools.jackson.databind.node.ObjectNode;

/// A chat service: the form of its messages and the meaning of its answers. Thread-safe.
interface ChatForm {
  int BAD_REQUEST = 400;

  /// The JSON of a message, within the limits of the service.
  ObjectNode write(MessageView view);

  /// The address to post a message to.
  ///
  /// @param webhook the address of the channel
  default URI findPostAddress(URI webhook) {
    return webhook;
  }

  /// The address at which a message can be replaced.
  ///
  /// @param webhook the address of the channel
  /// @param receipt of the message
  /// @return null if the service replaces none, or gives no such receipts
  default @Nullable URI findEditAddress(URI webhook, String receipt) {
    return null;
  }

  /// The result of an answer. A service that refuses the message itself (400) will do so again.
  default SendResult read(ChannelAnswer answer) {
    return answer.status() == BAD_REQUEST
        ? new SendResult.PermanentFailure(answer.problem())
        : answer.toResult();
  }

  /// The result where the service no longer knows the webhook.
  static SendResult refuseAsRemoved(ChannelAnswer answer) {
    return new SendResult.PermanentFailure(
        answer.problem() + "; the webhook was removed, give the channel a new address");
  }
}
