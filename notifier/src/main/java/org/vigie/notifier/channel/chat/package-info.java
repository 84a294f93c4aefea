/// The channel `chat`: incoming webhooks of chat services. [ChatSender] makes one attempt; each
/// service is a [ChatForm], which writes the messages and knows what the answers mean.
///
/// Text from the press never becomes markup, a mention, a link or a preview. Where a service has a
/// form without markup (Slack, Teams), the text is sent as it is; for the others [Markdown] escapes
/// it.
@NullMarked
package org.vigie.notifier.channel.chat;

import org.jspecify.annotations.NullMarked;
