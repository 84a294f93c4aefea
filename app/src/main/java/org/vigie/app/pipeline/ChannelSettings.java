package org.vigie.app.pipeline;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.chat.ChatSender;
import org.vigie.notifier.channel.chat.ChatSettings;
import org.vigie.notifier.channel.email.EmailSender;
import org.vigie.notifier.channel.email.EmailSettings;
import org.vigie.notifier.channel.file.FileSender;
import org.vigie.notifier.channel.file.FileSettings;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.notifier.channel.ntfy.NtfySender;
import org.vigie.notifier.channel.ntfy.NtfySettings;
import org.vigie.notifier.channel.webhook.WebhookSender;
import org.vigie.notifier.channel.webhook.WebhookSettings;
import org.vigie.runtime.settings.Settings;

/// The settings of the channels by which any notifier sends. To add a channel, add it here.
///
/// @param webhook how webhooks are called
/// @param email how mails are sent; null if no mail server is configured
/// @param ntfy how ntfy servers are called
/// @param chat how chat services are called
/// @param file where files are written
public record ChannelSettings(
    WebhookSettings webhook,
    @Nullable EmailSettings email,
    CallSettings ntfy,
    CallSettings chat,
    FileSettings file) {
  static ChannelSettings of(Settings settings) {
    return new ChannelSettings(
        WebhookSettings.of(settings),
        EmailSettings.find(settings),
        NtfySettings.of(settings),
        ChatSettings.of(settings),
        FileSettings.of(settings));
  }

  /// The senders, which connect to nothing yet; the caller closes them.
  public List<ChannelSender> createSenders(Secrets secrets, Clock clock) {
    return List.of(
        new WebhookSender(webhook, secrets, clock),
        new EmailSender(email, secrets, clock),
        new NtfySender(ntfy, secrets, clock),
        new ChatSender(chat, clock),
        new FileSender(file, clock));
  }
}
